package io.palimpsest.evidence.leaf;

import java.time.LocalDate;

/**
 * Where and of which day.
 *
 * @param region by the name callers use, or {@link #CONTROL}
 * @param day the day that the data is of, in the region's own time zone; for an act, the day it was
 *     done
 */
public record Place(String region, LocalDate day) {
  /** In place of a region: the control plane, where consent and policies are kept. */
  public static final String CONTROL = "control";

  public Place {
    Tokens.check(region, "region");
  }
}
