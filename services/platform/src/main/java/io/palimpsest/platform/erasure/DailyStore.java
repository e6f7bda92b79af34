package io.palimpsest.platform.erasure;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.List;

/**
 * Data of one region that is kept in pieces of one day, apart for each period that a policy lists,
 * so that a day's data is erased by dropping its piece. Days are those of the region's own zone.
 * Every method throws {@link StoreUnavailable} when the store cannot be reached, or when it cannot
 * be known whether it did what was asked.
 */
public interface DailyStore {

  /**
   * Days whose piece is there, empty or not, ascending: asked from the store itself, not from books
   * kept about it. No days when nothing was ever kept under this period.
   */
  List<LocalDate> days(RetentionPeriod period);

  /** Erases a day's piece for every reader; no error when it is not there. */
  void drop(RetentionPeriod period, LocalDate day);

  /**
   * How many items a drop of the day's piece would erase now, by the store's own count; cheap
   * however many there are. None when it is not there.
   */
  long items(RetentionPeriod period, LocalDate day);
}
