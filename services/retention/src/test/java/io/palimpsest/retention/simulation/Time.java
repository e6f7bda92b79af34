package io.palimpsest.retention.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock that all processes go by; it can be wrong for a while, ahead or behind. */
final class Time extends Clock {
  private Instant real;
  private Duration wrong = Duration.ZERO;
  private Instant latest;

  Time(Instant start) {
    real = start;
    latest = start;
  }

  /** Goes on to a moment, unless it is past already. */
  void until(Instant moment) {
    real = moment.isAfter(real) ? moment : real;
    note();
  }

  void pass(Duration duration) {
    real = real.plus(duration);
    note();
  }

  /** From now on the clock shows so much more than the time. */
  void wrong(Duration by) {
    wrong = by;
    note();
  }

  boolean isWrong() {
    return !wrong.isZero();
  }

  Instant real() {
    return real;
  }

  /** The latest that the clock ever showed: whatever was due until then may be gone. */
  Instant latest() {
    return latest;
  }

  private void note() {
    latest = instant().isAfter(latest) ? instant() : latest;
  }

  @Override
  public Instant instant() {
    return real.plus(wrong);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("a clock of instants");
  }
}
