package io.palimpsest.platform.reports;

import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.report.Acts;
import io.palimpsest.evidence.report.DayErasures;
import io.palimpsest.evidence.report.Figure;
import io.palimpsest.evidence.report.HoldInForce;
import io.palimpsest.evidence.report.LeafCounts;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Asks the stores and counts the logs for a report. Changes nothing. */
final class ReportBuilder {
  private final Optional<ReportedLogs> control;
  private final Supplier<List<Hold>> holds;
  private final Supplier<PolicyLibrary> policies;

  /**
   * @param control the control plane's logs, where it has some
   * @param holds in force
   */
  ReportBuilder(
      Optional<ReportedLogs> control,
      Supplier<List<Hold>> holds,
      Supplier<PolicyLibrary> policies) {
    this.control = control;
    this.holds = holds;
    this.policies = policies;
  }

  RetentionReport build(ReportedRegion region, LocalDate from, LocalDate to, Instant now) {
    Taken taken = Taken.of(region.logs(), from, to);
    Optional<Taken> beside = control.flatMap(logs -> ifItAnswers(logs, from, to));
    List<LogPart> logs = new ArrayList<>(taken.parts());
    beside.ifPresent(more -> logs.addAll(more.parts()));
    LeafCounts counts = new LeafCounts();
    logs.forEach(log -> log.counted().forEach(counts::add));
    List<PolicyModule> inForce = PolicyLines.inForce(policies.get(), region.region(), from, to);
    return new RetentionReport(
        region.region().name(),
        region.logs().zone().getId(),
        from,
        to,
        now.truncatedTo(ChronoUnit.SECONDS),
        inForce.stream().map(each -> PolicyLines.line(each, region.region())).toList(),
        new ClassLines(inForce, region.stocks(), now).of(counts),
        Acts.of(logs),
        midnight(region, from, to),
        days(taken, beside),
        holds.get().stream().map(ReportBuilder::line).toList(),
        asked("the database", () -> region.heldRecords().getAsLong()),
        logs,
        Optional.of(ComparisonLines.of(Stream.concat(Stream.of(region.logs()), control.stream()))));
  }

  /** What only the control plane's log tells of is unknown while that cannot be read. */
  private static Optional<Taken> ifItAnswers(ReportedLogs logs, LocalDate from, LocalDate to) {
    try {
      return Optional.of(Taken.of(logs, from, to));
    } catch (StoreUnavailable | EvidenceUnavailable e) {
      return Optional.empty();
    }
  }

  private static List<DayErasures> days(Taken taken, Optional<Taken> beside) {
    TreeMap<LocalDate, DayErasures> days = new TreeMap<>();
    List<DayErasures> all = new ArrayList<>(taken.days());
    beside.ifPresent(more -> all.addAll(more.days()));
    for (DayErasures each : all) {
      days.merge(
          each.day(),
          each,
          (one, other) ->
              new DayErasures(one.day(), one.erased() + other.erased(), one.late() + other.late()));
    }
    return List.copyOf(days.values());
  }

  /** Unknown as soon as one of the days is: the records of a day may be gone already. */
  private static Figure midnight(ReportedRegion region, LocalDate from, LocalDate to) {
    try {
      long all = 0;
      for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
        OptionalLong calls = region.midnight().beyond(day);
        if (calls.isEmpty()) {
          return new Figure.Unknown("the records of " + day + " are not there");
        }
        all += calls.getAsLong();
      }
      return new Figure.Known(all);
    } catch (StoreUnavailable e) {
      return new Figure.Unknown("the database did not answer");
    }
  }

  private static Figure asked(String store, Supplier<Long> question) {
    try {
      return new Figure.Known(question.get());
    } catch (StoreUnavailable e) {
      return new Figure.Unknown(store + " did not answer");
    }
  }

  private static HoldInForce line(Hold hold) {
    String scope =
        switch (hold.scope()) {
          case HoldScope.OfTenant _ -> "tenant";
          case HoldScope.OfApplication _ -> "application";
          case HoldScope.OfCall _ -> "call";
          case HoldScope.OfEndUser _ -> "end-user";
        };
    return new HoldInForce(
        Holds.commitment(hold).text(),
        scope,
        hold.classes().stream().sorted().map(DataClass::key).toList(),
        hold.placedBy(),
        hold.reason(),
        hold.basis(),
        hold.placedAt(),
        hold.until());
  }
}
