package io.palimpsest.policy;

import java.time.Duration;
import java.time.Period;

/** How long something may be kept. */
public sealed interface Retention {

  /** A number of years, months and days, counted in the region's zone. */
  record Calendar(RetentionPeriod period) implements Retention {
    /** Whether it goes with the call, at the end of its day at the latest. */
    public boolean isUntilCompletion() {
      return period.period().isZero();
    }
  }

  /** A number of hours and minutes, counted from the moment of writing. */
  record Clock(Duration duration) implements Retention {}

  /** As long as the account it belongs to lives, and not a day longer. */
  record AccountLife() implements Retention {}

  /** As long as what it is a copy of. */
  record WithSource() implements Retention {}

  /**
   * Reads {@code P2Y}, {@code PT24H}, {@code account} or {@code with-source}.
   *
   * @throws java.time.DateTimeException for anything else
   */
  static Retention parse(String text) {
    return switch (text) {
      case "account" -> new AccountLife();
      case "with-source" -> new WithSource();
      case String clock when clock.startsWith("PT") -> new Clock(Duration.parse(clock));
      default -> new Calendar(new RetentionPeriod(Period.parse(text)));
    };
  }
}
