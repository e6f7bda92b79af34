package io.palimpsest.platform.tenancy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a tenant is not served.
 *
 * @param by who of the operator's people said so; not told to callers
 * @param reason in words, for the tenant: 1 to 500 characters
 * @param at since when, to the millisecond
 */
public record Suspension(String by, String reason, Instant at) {
  public Suspension {
    checked("by", by, 200);
    checked("reason", reason, 500);
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static void checked(String name, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw new IllegalArgumentException(name + ": 1 to " + most + " characters");
    }
  }
}
