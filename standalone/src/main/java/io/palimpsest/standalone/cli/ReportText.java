package io.palimpsest.standalone.cli;

import io.palimpsest.evidence.report.Acts;
import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.Compared;
import io.palimpsest.evidence.report.Comparisons;
import io.palimpsest.evidence.report.Erasures;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.PackageAudit;
import io.palimpsest.evidence.report.PackageWriter;
import io.palimpsest.evidence.report.RetentionReport;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** A report in a few lines, for a terminal. */
final class ReportText {
  private ReportText() {}

  static String of(RetentionReport report) {
    StringBuilder text = new StringBuilder();
    text.append("%s, %s to %s".formatted(report.region(), report.from(), report.to()));
    text.append(" (").append(report.zone()).append("), issued ").append(report.issued());
    text.append("\n\n").append(classes(report.classes())).append("\n\n");
    for (Acts.Named each : report.acts().named()) {
      text.append(each.name()).append(": ").append(each.figure().text()).append('\n');
    }
    text.append("calls in flight at midnight: ")
        .append(report.inFlightAtMidnight().text())
        .append("\nlegal holds in force: ")
        .append(report.holds().size())
        .append(", records kept by them: ")
        .append(report.heldRecords().text())
        .append("\npolicies in force: ")
        .append(
            report.policies().stream()
                .map(each -> each.policy() + " (" + each.sha256().substring(0, 12) + ")")
                .collect(Collectors.joining(", ")))
        .append('\n');
    for (Compared each : report.comparisons().map(Comparisons::runs).orElse(List.of())) {
      text.append("compared in ")
          .append(each.place())
          .append(", ")
          .append(each.scope())
          .append(": ")
          .append(each.text())
          .append('\n');
    }
    for (LogPart each : report.logs()) {
      text.append("log ")
          .append(each.origin())
          .append(": entries ")
          .append(each.start().size())
          .append(" to ")
          .append(each.end().size())
          .append("; key ")
          .append(each.vkey())
          .append('\n');
      if (each.leaves() > PackageWriter.MAX_LEAVES) {
        text.append("note: ").append(PackageAudit.tooMany(each)).append('\n');
      }
    }
    return text.toString();
  }

  private static String classes(List<ClassReport> classes) {
    return AccountsOption.table(
        List.of("CLASS", "LIMIT", "ALIVE", "OLDEST", "OVERDUE", "ERASED", "EXPIRED", "LATE"),
        classes.stream().map(ReportText::row).toList());
  }

  private static List<String> row(ClassReport line) {
    Erasures erasures = line.erasures();
    String limits =
        line.limits().stream()
            .map(limit -> limit.period())
            .distinct()
            .collect(Collectors.joining("/"));
    List<String> alive =
        switch (line.alive()) {
          case Alive.Known(long items, var oldest, long overdue) ->
              List.of(
                  Long.toString(items),
                  oldest.map(LocalDate::toString).orElse("-"),
                  Long.toString(overdue));
          case Alive.Unknown _ -> List.of("unknown", "unknown", "unknown");
          case Alive.NeverMade _ -> List.of("never made", "-", "-");
        };
    return List.of(
        line.dataClass(),
        limits,
        alive.get(0),
        alive.get(1),
        alive.get(2),
        Long.toString(erasures.erased()),
        Long.toString(erasures.expiredItems()),
        Long.toString(erasures.allLate()));
  }
}
