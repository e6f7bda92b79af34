package io.palimpsest.platform.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How far a comparison reaches. What the clockwork may still be about to do is no difference.
 *
 * @param zone of the region's days
 * @param over the age at which a call is over
 * @param prompt how long what is done within seconds may take: sweeps, leaves
 * @param daily how long after midnight a day's data may still be there
 * @param since what was received before was compared earlier; empty for all there is
 */
public record Bounds(
    Instant now,
    ZoneId zone,
    Duration over,
    Duration prompt,
    Duration daily,
    Optional<Instant> since) {

  /** Calls received before this are over, and what they left is cleared up. */
  public Instant settled() {
    return now.minus(over).minus(prompt);
  }

  /** What was to be done before this is done. */
  public Instant done() {
    return now.minus(prompt);
  }

  /** The region's day by which days must have gone. */
  public LocalDate today() {
    return LocalDate.ofInstant(now.minus(daily), zone);
  }

  /** When what is swept once an hour, and not within seconds, must be gone. */
  public Instant sweptBefore() {
    return now.minus(over).minus(daily);
  }

  /** The same for what begins at another moment. */
  public Bounds since(Optional<Instant> from) {
    return new Bounds(now, zone, over, prompt, daily, from);
  }
}
