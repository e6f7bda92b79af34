package io.palimpsest.retention;

import java.time.Duration;

/**
 * How often the clockwork ticks. How long anything is kept is not said here but in the policy
 * modules.
 *
 * @param sweepEvery how often a bucket is listed: what a dead gateway left behind lies there this
 *     much longer than a call may take
 * @param settleEvery how often records in doubt and open erasures are looked at
 * @param expireEvery how often days are made ahead and expired days dropped
 * @param daysAhead how many days of partitions exist beyond today
 */
public record RetentionSettings(
    Duration sweepEvery, Duration settleEvery, Duration expireEvery, int daysAhead) {
  /**
   * Fourteen days ahead: a clockwork that stands still for a fortnight is noticed before it hurts.
   */
  public static final RetentionSettings DEFAULTS =
      new RetentionSettings(
          Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofHours(1), 14);

  public RetentionSettings {
    positive("sweepEvery", sweepEvery);
    positive("settleEvery", settleEvery);
    positive("expireEvery", expireEvery);
    if (daysAhead < 1) {
      throw new IllegalArgumentException("daysAhead must be at least 1: " + daysAhead);
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
