package io.palimpsest.platform.simulation;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** How long a module keeps a class, in its own words and as a date. */
final class Periods {
  private Periods() {}

  /** As the module writes it; empty where it has no such class. */
  static String of(PolicyModule module, DataClass dataClass) {
    return module
        .find(dataClass)
        .map(
            rule ->
                switch (rule.retention()) {
                  case Retention.Calendar(var period) -> period.period().toString();
                  case Retention.Clock(var duration) -> duration.toString();
                  case Retention.AccountLife _ -> "account";
                  case Retention.WithSource _ -> "with-source";
                })
        .orElse("");
  }

  /**
   * When the last of what was stored on a day must be gone; empty where it is kept by another
   * measure than time.
   */
  static Optional<Instant> goneBy(
      PolicyModule module, DataClass dataClass, LocalDate day, ZoneId zone) {
    return module
        .find(dataClass)
        .flatMap(
            rule ->
                switch (rule.retention()) {
                  case Retention.Calendar(var period) ->
                      Optional.of(period.goneBy(day).atStartOfDay(zone).toInstant());
                  case Retention.Clock(var duration) ->
                      Optional.of(day.plusDays(1).atStartOfDay(zone).toInstant().plus(duration));
                  case Retention.AccountLife _, Retention.WithSource _ -> Optional.empty();
                });
  }
}
