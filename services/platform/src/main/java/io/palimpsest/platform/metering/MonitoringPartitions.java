package io.palimpsest.platform.metering;

import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;

/**
 * The day partitions of a region's monitoring records, salts and outbox: one set of tables for each
 * period. A record can only be written to a day whose partition is there, so partitions are made
 * ahead.
 */
public interface MonitoringPartitions extends DailyStore {

  /**
   * Makes a partition for every day up to {@code last} that has none yet. Days before the first
   * partition there is, or before {@code first} when there is none, are left alone. A repeat
   * changes nothing.
   */
  void ensure(RetentionPeriod period, LocalDate first, LocalDate last);
}
