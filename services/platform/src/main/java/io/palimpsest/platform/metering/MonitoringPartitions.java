package io.palimpsest.platform.metering;

import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.Set;

/**
 * The day partitions of a region's monitoring records, salts and outbox: one set of tables for each
 * period. A record can only be written to a day whose partition is there, so partitions are made
 * ahead.
 */
public interface MonitoringPartitions extends DailyStore {

  /**
   * Makes a partition for every day from {@code first} to {@code last} that has none yet. Days
   * before the first partition there is are left alone, and so are those between the last one and
   * {@code first}: nothing can have been written on them, and a region that stood still for years
   * must not have to drop each of them. A repeat changes nothing.
   */
  void ensure(RetentionPeriod period, LocalDate first, LocalDate last);

  /**
   * Erases what was kept under this period for some AppIDs, of days before {@code before}, and
   * leaves what is others': for a policy that was shortened while other tenants' was not, or a
   * tenant that left. Many short transactions; what breaks off may be done again.
   *
   * @param leaf makes the leaf of each record that goes and is held by nobody; entered for the
   *     evidence log in the transaction that erases the record
   * @return how many records were there
   */
  long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before, RecordLeaf leaf);
}
