package io.palimpsest.policy;

import java.time.LocalDate;
import java.time.Period;

/**
 * How long something is kept, in calendar terms (clause T6).
 *
 * @param period calendar period, such as {@code P2Y}; {@link Period#ZERO} means until completion,
 *     the same day at the latest
 */
public record RetentionPeriod(Period period) {
  public RetentionPeriod {
    if (period.isNegative()) {
      throw new IllegalArgumentException("period must not be negative: " + period);
    }
  }

  public static RetentionPeriod parse(String iso8601) {
    return new RetentionPeriod(Period.parse(iso8601));
  }

  /** The first day on which nothing written on {@code day} may still be there. */
  public LocalDate goneBy(LocalDate day) {
    return day.plus(period).plusDays(1);
  }

  /** The name this period has in tables and indexes: {@code P2Y} gives {@code p2y}. */
  public String suffix() {
    return period.toString().toLowerCase(java.util.Locale.ROOT);
  }
}
