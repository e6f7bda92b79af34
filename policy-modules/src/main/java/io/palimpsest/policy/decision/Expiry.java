package io.palimpsest.policy.decision;

import io.palimpsest.policy.Retention;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.terms.DataRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The arithmetic of periods. Calendar periods are counted in whole days of the region's zone, so a
 * month is as long as the calendar says and a day as long as its clock changes make it.
 */
final class Expiry {
  private Expiry() {}

  /** When something written now must be gone, the shorter period asked for included. */
  static Until of(DataRule rule, Optional<RetentionPeriod> shorter, Instant at, ZoneId zone) {
    Until own =
        switch (rule.retention()) {
          case Retention.Calendar calendar when calendar.isUntilCompletion() ->
              new Until.Completion(endOf(calendar.period(), at, zone));
          case Retention.Calendar(RetentionPeriod period) ->
              new Until.Time(endOf(period, at, zone));
          case Retention.Clock(var duration) -> new Until.Time(at.plus(duration));
          case Retention.AccountLife _ -> new Until.AccountEnd();
          case Retention.WithSource _ -> new Until.SourceEnd();
        };
    return shorter.map(period -> earlier(own, new Until.Time(endOf(period, at, zone)))).orElse(own);
  }

  /**
   * The earlier of two. An event, which may come at any time, is not moved by a later limit: only
   * one kind of limit is compared with the same kind, and a time replaces an open end.
   */
  static Until earlier(Until one, Until other) {
    return switch (one) {
      case Until.Time(Instant time) ->
          other instanceof Until.Time(Instant second) && second.isBefore(time) ? other : one;
      case Until.Completion completion -> completion;
      case Until.AccountEnd _, Until.SourceEnd _ -> other instanceof Until.Time ? other : one;
    };
  }

  private static Instant endOf(RetentionPeriod period, Instant at, ZoneId zone) {
    return period.goneBy(LocalDate.ofInstant(at, zone)).atStartOfDay(zone).toInstant();
  }
}
