package io.palimpsest.retention;

import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a region's exports when their time is up, goes on where an erasure broke off, erases
 * objects that no export lists, and tells the evidence log of exports. Each export carries the
 * instant at which it must be gone.
 *
 * <p>Counts {@code exports}, {@code exported-items}, {@code export-leaves} and {@code swept}.
 */
final class ExportKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ExportKeeper.class);
  private static final Attester RETENTION = new Attester("palimpsest", "retention");

  private final String region;
  private final ExportStore exports;
  private final ExportLeaves leaves;
  private final Duration over;
  private final Clock clock;

  /**
   * @param zone whose days the leaves count
   * @param over the age at which a call is over, and so is the writing of one object
   */
  ExportKeeper(String region, ZoneId zone, ExportStore exports, Duration over, Clock clock) {
    this.region = region;
    this.exports = exports;
    this.leaves = new ExportLeaves(region, zone, exports);
    this.over = over;
    this.clock = clock;
  }

  void expire(Tally tally) {
    tell(tally); // first: it needs the database only
    for (ExportId each : exports.due(clock.instant())) {
      int items = exports.erase(each, RETENTION, "its time is up", clock.instant());
      LOG.info("{}: erased export {} with {} items", region, each, items);
      tally.add("exports", 1);
      tally.add("exported-items", items);
    }
    tell(tally);
  }

  private void tell(Tally tally) {
    int told = leaves.tell(RETENTION.id());
    if (told > 0) {
      tally.add("export-leaves", told);
    }
  }

  void sweep(Tally tally) {
    int swept = exports.sweep(clock.instant().minus(over));
    if (swept > 0) {
      tally.add("swept", swept);
      LOG.warn("{}: erased {} objects that were in no export", region, swept);
    }
  }
}
