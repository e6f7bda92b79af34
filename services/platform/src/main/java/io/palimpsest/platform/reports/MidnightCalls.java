package io.palimpsest.platform.reports;

import io.palimpsest.platform.error.StoreUnavailable;
import java.time.LocalDate;
import java.util.OptionalLong;

/** Calls that were under way when a day ended. */
@FunctionalInterface
public interface MidnightCalls {
  /**
   * How many calls were received on a day and answered on a later one, in the region's own zone;
   * empty when that day's records are gone.
   *
   * @throws StoreUnavailable when the database cannot be reached
   */
  OptionalLong beyond(LocalDate day);
}
