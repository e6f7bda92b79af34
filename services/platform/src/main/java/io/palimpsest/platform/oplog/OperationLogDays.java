package io.palimpsest.platform.oplog;

import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.Set;

/** The days of a region's operation log, of which some AppIDs' entries can be erased before. */
public interface OperationLogDays extends DailyStore {

  /** How many entries of these AppIDs are in a day's piece. */
  long items(RetentionPeriod period, LocalDate day, Set<AppId> owners);

  /**
   * Erases what was kept under this period for some AppIDs, of days before {@code before}, and
   * leaves what is others': for a policy that was shortened while other tenants' was not. Many
   * short transactions; what breaks off may be done again.
   *
   * @return how many entries were there
   */
  long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before);
}
