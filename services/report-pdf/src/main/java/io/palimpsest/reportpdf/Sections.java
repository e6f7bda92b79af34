package io.palimpsest.reportpdf;

import io.palimpsest.evidence.report.Acts;
import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.Compared;
import io.palimpsest.evidence.report.Comparisons;
import io.palimpsest.evidence.report.Erasures;
import io.palimpsest.evidence.report.Figure;
import io.palimpsest.evidence.report.HoldInForce;
import io.palimpsest.evidence.report.Limit;
import io.palimpsest.evidence.report.PolicyInForce;
import io.palimpsest.evidence.report.PolicyInForce.SubProcessor;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.reportpdf.Table.Cell;
import io.palimpsest.reportpdf.Table.Column;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a report says of data, holds, acts and policies, section by section. */
final class Sections {
  private final RetentionReport report;
  private final Flow flow;
  private final ZoneId zone;

  Sections(RetentionReport report, Flow flow) {
    this.report = report;
    this.flow = flow;
    this.zone = ZoneId.of(report.zone());
  }

  void draw() {
    charts();
    alive();
    gone();
    holds();
    acts();
    report.comparisons().ifPresent(this::comparisons);
    policies();
  }

  private void charts() {
    ClassChart classes = new ClassChart(report.classes());
    flow.heading(
        "What is there, and what went",
        "Items of each class; the two sides have scales of their own.",
        classes.height());
    classes.draw(flow);
    flow.heading(
        "Day by day",
        "Items of all classes, on the day on which the evidence log took their leaves.",
        DayChart.HEIGHT);
    new DayChart(report.from(), report.to(), report.days()).draw(flow);
  }

  private void alive() {
    flow.heading(
        "What is there",
        "Asked from each store itself when the report was issued, not from books kept about it.",
        200);
    Table table =
        new Table(
            Column.text("CLASS", 0.19f),
            Column.text("STORE", 0.15f),
            Column.text("MAY BE KEPT", 0.31f),
            Column.number("ALIVE", 0.13f),
            Column.number("OLDEST", 0.13f),
            Column.number("OVERDUE", 0.09f));
    List<String> reasons = new ArrayList<>();
    for (ClassReport each : report.classes()) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.strong(each.dataClass()));
      row.add(Cell.of(each.store()));
      row.add(Cell.of(limits(each.limits())));
      switch (each.alive()) {
        case Alive.Known known -> {
          row.add(Cell.of(Numbers.of(known.items())));
          row.add(Cell.of(known.oldest().map(Numbers::day).orElse("\u2013")));
          row.add(
              Cell.strong(Numbers.of(known.overdue()))
                  .in(known.overdue() == 0 ? Ink.GOOD : FrontPage.overdue(report)));
        }
        case Alive.Unknown(String why) -> {
          row.addAll(List.of(Cell.unknown(), Cell.unknown(), Cell.unknown()));
          reasons.add(each.dataClass() + " is unknown: " + why);
        }
        case Alive.NeverMade _ ->
            row.addAll(List.of(Cell.of("never made"), Cell.of("\u2013"), Cell.of("\u2013")));
      }
      table.row(row.toArray(Cell[]::new));
    }
    table.draw(flow);
    flow.gap(4);
    reasons.forEach(each -> flow.paragraph(each, Style.SMALL.in(Ink.DOUBT)));
  }

  /** Policies that have the same period and clauses stand together. */
  private static String limits(List<Limit> limits) {
    Map<String, List<String>> policies = new LinkedHashMap<>();
    for (Limit each : limits) {
      String clauses = each.clauses().isEmpty() ? "" : ", " + String.join(", ", each.clauses());
      policies
          .computeIfAbsent(
              whole(Numbers.period(each.period())) + " (%s" + clauses + ")", _ -> new ArrayList<>())
          .add(each.policy());
    }
    return policies.entrySet().stream()
        .map(each -> each.getKey().replace("%s", String.join(", ", each.getValue())))
        .collect(Collectors.joining("; "));
  }

  /** A number stays with its unit. */
  private static String whole(String period) {
    return period.length() < 20 ? period.replace(' ', '\u00a0') : period;
  }

  private void gone() {
    flow.heading(
        "What went in the period",
        "Counted from the leaves that the evidence log took. Late is what was still there after its"
            + " time; it must be 0.",
        90);
    Table table =
        new Table(
            Column.text("CLASS", 0.19f),
            Column.number("ERASED", 0.1f),
            Column.number("LATE", 0.07f),
            Column.text("BECAUSE", 0.28f),
            Column.number("DAYS EXPIRED", 0.12f),
            Column.number("WITH ITEMS", 0.1f),
            Column.number("LATE", 0.06f),
            Column.number("DISCL.", 0.08f));
    for (ClassReport each : report.classes()) {
      Erasures went = each.erasures();
      table.row(
          Cell.strong(each.dataClass()),
          Cell.of(Numbers.of(went.erased())),
          late(went.erasedLate()),
          Cell.of(
              went.causes().stream()
                  .map(cause -> cause.why() + " " + Numbers.of(cause.items()))
                  .collect(Collectors.joining(", "))),
          Cell.of(Numbers.of(went.expiredDays())),
          Cell.of(Numbers.of(went.expiredItems())),
          late(went.expiredLateDays()),
          Cell.of(Numbers.of(went.disclosed())));
    }
    table.draw(flow);
  }

  private static Cell late(long number) {
    return Cell.strong(Numbers.of(number)).in(number == 0 ? Ink.GOOD : Ink.BAD);
  }

  private void holds() {
    flow.heading(
        "Legal holds in force",
        "What keeps data beyond its period. Whose data it is stands in no report.",
        50);
    if (report.holds().isEmpty()) {
      flow.paragraph("None.", Style.BODY);
    } else {
      Table table =
          new Table(
              Column.text("SCOPE", 0.12f),
              Column.text("CLASSES", 0.2f),
              Column.text("ORDERED BY", 0.16f),
              Column.text("REASON AND BASIS", 0.28f),
              Column.text("PLACED", 0.12f),
              Column.text("UNTIL", 0.12f));
      for (HoldInForce each : report.holds()) {
        table.row(
            Cell.strong(each.scope()),
            Cell.of(String.join(", ", each.classes())),
            Cell.of(each.by()),
            Cell.of(each.reason() + "; " + each.basis()),
            Cell.small(Numbers.moment(each.placed(), zone)),
            Cell.small(Numbers.moment(each.until(), zone)));
      }
      table.draw(flow);
    }
    flow.gap(4);
    flow.paragraph(
        "Records of calls that holds keep beyond their period: " + figure(report.heldRecords()),
        Style.BODY);
  }

  private void acts() {
    flow.heading(
        "Consent, disclosures and other acts", "Leaves that the logs took in the period.", 170);
    Table table =
        new Table(
            Column.text("ACT", 0.36f),
            Column.number("NUMBER", 0.14f),
            Column.text("", 0.36f),
            Column.number("NUMBER", 0.14f));
    List<Acts.Named> named = new ArrayList<>(report.acts().named());
    named.add(new Acts.Named("calls in flight at midnight", report.inFlightAtMidnight()));
    int half = (named.size() + 1) / 2;
    for (int i = 0; i < half; i++) {
      boolean both = half + i < named.size();
      table.row(
          Cell.of(named.get(i).name()),
          cell(named.get(i).figure()),
          Cell.of(both ? named.get(half + i).name() : ""),
          both ? cell(named.get(half + i).figure()) : Cell.of(""));
    }
    table.draw(flow);
    flow.gap(4);
    named.stream()
        .map(Acts.Named::figure)
        .filter(Figure.Unknown.class::isInstance)
        .map(Figure::text)
        .distinct()
        .forEach(each -> flow.paragraph(each, Style.SMALL.in(Ink.DOUBT)));
  }

  private static Cell cell(Figure figure) {
    return switch (figure) {
      case Figure.Known(long number) -> Cell.strong(Numbers.of(number));
      case Figure.Unknown _ -> Cell.unknown();
    };
  }

  private static String figure(Figure figure) {
    return switch (figure) {
      case Figure.Known(long number) -> Numbers.of(number);
      case Figure.Unknown unknown -> unknown.text();
    };
  }

  private void comparisons(Comparisons comparisons) {
    flow.heading(
        "Stores, records and leaves held against each other",
        "What the last comparisons before this report found, both ways. Unknown is never none.",
        90);
    Table table =
        new Table(
            Column.text("PLACE", 0.16f),
            Column.text("COMPARED", 0.15f),
            Column.text("LAST RUN", 0.15f),
            Column.number("DIFFERENCES", 0.14f),
            Column.text("KINDS, AND WHAT COULD NOT BE ASKED", 0.4f));
    for (Compared each : comparisons.runs()) {
      switch (each.result()) {
        case Compared.Known known ->
            table.row(
                Cell.strong(each.place()),
                Cell.of(each.scope()),
                Cell.small(Numbers.moment(known.at(), zone)),
                differences(known),
                Cell.of(kinds(known)));
        case Compared.Unknown(String why) ->
            table.row(
                Cell.strong(each.place()),
                Cell.of(each.scope()),
                Cell.of("\u2013"),
                Cell.unknown(),
                Cell.of(why));
      }
    }
    table.draw(flow);
  }

  private static Cell differences(Compared.Known known) {
    if (known.differences() > 0) {
      return Cell.strong(Numbers.of(known.differences())).in(Ink.BAD);
    }
    return known.unknown().isEmpty() ? Cell.strong("0").in(Ink.GOOD) : Cell.unknown();
  }

  private static String kinds(Compared.Known known) {
    String kinds =
        known.kinds().stream()
            .map(each -> each.kind() + " " + Numbers.of(each.differences()))
            .collect(Collectors.joining(", "));
    String away = "could not ask " + String.join(", ", known.unknown());
    if (known.unknown().isEmpty()) {
      return kinds;
    }
    return kinds.isEmpty() ? away : kinds + "; " + away;
  }

  private void policies() {
    flow.heading("Policies in force", "Versions that held at any time of the period.", 70);
    Table table =
        new Table(
            Column.text("POLICY", 0.25f), Column.text("FROM", 0.15f), Column.text("SHA-256", 0.6f));
    for (PolicyInForce each : report.policies()) {
      table.row(
          Cell.strong(each.policy()),
          Cell.of(Numbers.day(each.effective())),
          Cell.small(each.sha256()));
    }
    table.draw(flow);
    parties();
    subProcessors();
  }

  /** Who answers for what, once for the policies that name the same. */
  private void parties() {
    Map<List<String>, List<String>> policies = new LinkedHashMap<>();
    for (PolicyInForce each : report.policies()) {
      policies
          .computeIfAbsent(
              List.of(
                  "Controller: " + each.controller().en(),
                  "Processor: " + each.processor().en(),
                  "Contact: " + each.contact().en()),
              _ -> new ArrayList<>())
          .add(each.policy());
    }
    policies.forEach(
        (words, named) -> {
          flow.gap(6);
          flow.paragraph(String.join(", ", named), Style.STRONG);
          words.forEach(each -> flow.paragraph(each, Style.BODY));
        });
  }

  private void subProcessors() {
    List<SubProcessor> others =
        report.policies().stream()
            .flatMap(each -> each.subProcessors().stream())
            .distinct()
            .toList();
    flow.heading("Sub-processors", "Used in this region.", others.isEmpty() ? 20 : 60);
    if (others.isEmpty()) {
      flow.paragraph("None.", Style.BODY);
      return;
    }
    Table named =
        new Table(
            Column.text("NAME", 0.2f),
            Column.text("WHERE", 0.2f),
            Column.text("DOES", 0.26f),
            Column.text("SEES", 0.22f),
            Column.text("SINCE", 0.12f));
    for (SubProcessor each : others) {
      named.row(
          Cell.strong(each.name()),
          Cell.of(each.location().en() + " (" + each.jurisdiction() + ")"),
          Cell.of(each.function().en()),
          Cell.of(String.join(", ", each.data())),
          Cell.of(Numbers.day(each.since())));
    }
    named.draw(flow);
  }
}
