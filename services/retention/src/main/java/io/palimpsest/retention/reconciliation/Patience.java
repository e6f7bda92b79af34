package io.palimpsest.retention.reconciliation;

import io.palimpsest.retention.RetentionSettings;
import java.time.Duration;

/**
 * How long the clockwork may take before what it has not done is a difference.
 *
 * @param prompt for what it does within seconds
 * @param daily for days that leave, and for sweeps of what is kept long
 */
public record Patience(Duration prompt, Duration daily) {
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** Six and two ticks: one that broke off is followed by others. */
  public static Patience of(RetentionSettings settings) {
    Duration tick =
        settings.sweepEvery().compareTo(settings.settleEvery()) > 0
            ? settings.sweepEvery()
            : settings.settleEvery();
    Duration prompt = tick.multipliedBy(6).compareTo(LEAST) > 0 ? tick.multipliedBy(6) : LEAST;
    return new Patience(prompt, settings.expireEvery().multipliedBy(2).plus(prompt));
  }
}
