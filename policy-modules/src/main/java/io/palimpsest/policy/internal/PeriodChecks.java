package io.palimpsest.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.policy.PolicyFault;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.internal.Inheritance.Joined;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** That every period is one, is no shorter than a call, and that the shorter ones are shorter. */
final class PeriodChecks {
  /** The first days of four years' months: P1M is shorter than P30D from some of them only. */
  private static final List<LocalDate> DAYS =
      LocalDate.of(2027, 1, 1).datesUntil(LocalDate.of(2031, 1, 1), Period.ofMonths(1)).toList();

  private static final Duration LONGEST_DEBUG_COPY = Duration.ofHours(24);

  private final Joined module;
  private final Duration longestCall;
  private final List<PolicyFault> faults = new ArrayList<>();

  PeriodChecks(Joined module) {
    this.module = module;
    this.longestCall = Duration.parse(module.tree().at("/calls/longest").textValue());
  }

  List<PolicyFault> faults() {
    for (Map.Entry<String, JsonNode> each : module.tree().get("classes").properties()) {
      check("/classes/" + each.getKey(), each.getKey(), each.getValue());
    }
    Period notice = Period.parse(module.tree().at("/acceptance/notice").textValue());
    Period countdown = Period.parse(module.tree().at("/acceptance/countdown").textValue());
    if (!isNeverLonger(countdown, notice)) {
      fault("/acceptance/countdown", "the countdown is longer than the notice");
    }
    return faults;
  }

  private void check(String place, String name, JsonNode rule) {
    Retention retention;
    try {
      retention = Retention.parse(rule.get("retention").textValue());
    } catch (DateTimeException | IllegalArgumentException e) {
      fault(place + "/retention", rule.get("retention").textValue() + " is no period");
      return;
    }
    switch (retention) {
      case Retention.Calendar calendar when calendar.isUntilCompletion() -> {}
      case Retention.Calendar(var period) ->
          noShorterThanACall(place + "/retention", period.period());
      case Retention.Clock(var duration) -> {
        if (duration.compareTo(longestCall) < 0) {
          shorterThanACall(place + "/retention");
        }
        if (name.equals("debug-copy") && duration.compareTo(LONGEST_DEBUG_COPY) > 0) {
          fault(place + "/retention", "a debug copy is kept for 24 hours at most");
        }
      }
      case Retention.AccountLife _, Retention.WithSource _ -> {}
    }
    int index = 0;
    for (JsonNode each : rule.path("shorter")) {
      shorter(place + "/shorter/" + index++, Period.parse(each.textValue()), retention);
    }
  }

  private void shorter(String place, Period period, Retention retention) {
    noShorterThanACall(place, period);
    if (!(retention instanceof Retention.Calendar(var full))
        || !isNeverLonger(period, full.period())
        || period.equals(full.period())) {
      fault(place, period + " is not shorter than the period it stands in for");
    }
  }

  private void noShorterThanACall(String place, Period period) {
    boolean shorter =
        DAYS.stream()
            .map(day -> ChronoUnit.DAYS.between(day, day.plus(period)))
            .anyMatch(days -> Duration.ofDays(days).compareTo(longestCall) < 0);
    if (shorter) {
      shorterThanACall(place);
    }
  }

  private static boolean isNeverLonger(Period one, Period other) {
    return DAYS.stream().noneMatch(day -> day.plus(one).isAfter(day.plus(other)));
  }

  private void shorterThanACall(String place) {
    fault(place, "the period is shorter than a call, which may take " + longestCall);
  }

  private void fault(String place, String what) {
    faults.add(module.file().fault(place, what));
  }
}
