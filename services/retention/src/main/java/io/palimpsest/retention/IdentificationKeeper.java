package io.palimpsest.retention;

import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a region's identification data when its time is up, with the keys of days of which nothing
 * is left, and what interrupted work left behind. Each item carries the instant at which it must be
 * gone; no period is known here.
 *
 * <p>Counts {@code items}, {@code photos}, {@code subjects} and {@code day-keys}.
 */
final class IdentificationKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(IdentificationKeeper.class);

  private final String region;
  private final ZoneId zone;
  private final IdentificationErasure erasure;
  private final Duration over;
  private final Clock clock;

  /**
   * @param over the age at which a call is over; what is younger may still be under work
   */
  IdentificationKeeper(
      String region, ZoneId zone, IdentificationErasure erasure, Duration over, Clock clock) {
    this.region = region;
    this.zone = zone;
    this.erasure = erasure;
    this.over = over;
    this.clock = clock;
  }

  void expire(Tally tally) {
    count(erasure.eraseExpired(clock.instant()), tally);
    int days = erasure.destroyDayKeys(LocalDate.ofInstant(clock.instant(), zone)).size();
    if (days > 0) {
      tally.add("day-keys", days);
    }
  }

  void sweep(Tally tally) {
    Erased swept = erasure.sweep(clock.instant().minus(over));
    count(swept, tally);
    if (!swept.equals(Erased.NOTHING)) {
      LOG.warn("{}: erased what interrupted work left behind: {}", region, swept);
    }
  }

  private static void count(Erased erased, Tally tally) {
    tally.add("items", erased.items());
    tally.add("photos", erased.photos());
    tally.add("subjects", erased.subjects());
    tally.add("day-keys", erased.dayKeys());
  }
}
