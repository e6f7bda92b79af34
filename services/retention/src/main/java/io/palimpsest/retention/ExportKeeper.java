package io.palimpsest.retention;

import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a region's exports when their time is up, goes on where an erasure broke off, and erases
 * objects that no export lists. Each export carries the instant at which it must be gone.
 *
 * <p>Counts {@code exports}, {@code exported-items} and {@code swept}.
 */
final class ExportKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ExportKeeper.class);
  private static final Attester RETENTION = new Attester("palimpsest", "retention");

  private final String region;
  private final ExportStore exports;
  private final Duration over;
  private final Clock clock;

  /**
   * @param over the age at which a call is over, and so is the writing of one object
   */
  ExportKeeper(String region, ExportStore exports, Duration over, Clock clock) {
    this.region = region;
    this.exports = exports;
    this.over = over;
    this.clock = clock;
  }

  void expire(Tally tally) {
    for (ExportId each : exports.due(clock.instant())) {
      int items = exports.erase(each, RETENTION, "its time is up", clock.instant());
      LOG.info("{}: erased export {} with {} items", region, each, items);
      tally.add("exports", 1);
      tally.add("exported-items", items);
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
