package io.palimpsest.retention;

import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.evidence.LeavingDays.Leaving;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a region's days and drops those whose period is over, in the region's own zone. The store
 * itself is asked which days there are: one that an earlier run could not drop is met again.
 *
 * <p>Counts {@code dropped} days.
 */
final class DayKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DayKeeper.class);

  private final String region;
  private final ZoneId zone;
  private final Optional<DayLeaves> leaves;
  private final Clock clock;

  /**
   * @param leaves empty where no evidence is kept
   */
  DayKeeper(String region, ZoneId zone, Optional<DayLeaves> leaves, Clock clock) {
    this.region = region;
    this.zone = zone;
    this.leaves = leaves;
    this.clock = clock;
  }

  /** Makes partitions ahead, so that no call of the next days finds none. */
  void ensure(MonitoringPartitions partitions, Set<RetentionPeriod> periods, int daysAhead) {
    LocalDate today = today();
    for (RetentionPeriod period : periods) {
      partitions.ensure(period, today, today.plusDays(daysAhead));
    }
  }

  /** Drops every day on which nothing may be left, and tells of each. */
  void expire(DataClass dataClass, DailyStore store, Set<RetentionPeriod> periods, Tally tally) {
    leaves.ifPresent(it -> it.tellGone(dataClass, store));
    LocalDate today = today();
    for (RetentionPeriod period : periods) {
      for (LocalDate day : store.days(period)) {
        if (!today.isBefore(period.goneBy(day))) {
          drop(dataClass, store, period, day);
          tally.add("dropped", 1);
        }
      }
    }
  }

  private void drop(DataClass dataClass, DailyStore store, RetentionPeriod period, LocalDate day) {
    Optional<Leaving> leaving =
        leaves.map(it -> it.enter(dataClass, period, day, store.items(period, day)));
    store.drop(period, day);
    leaving.ifPresent(gone -> leaves.orElseThrow().tell(gone));
    LOG.info("{}: dropped {}, kept for {}", region, day, period.period());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
