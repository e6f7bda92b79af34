package io.palimpsest.platform.reports;

import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.Erasures;
import io.palimpsest.evidence.report.LeafCounts;
import io.palimpsest.evidence.report.Limit;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of data of a report: limits by policies, what stores have, what leaves say. */
final class ClassLines {
  private final List<PolicyModule> policies;
  private final List<Stock> stocks;
  private final Instant now;

  ClassLines(List<PolicyModule> policies, List<Stock> stocks, Instant now) {
    this.policies = policies;
    this.stocks = stocks;
    this.now = now;
  }

  /** Every class that a policy, a store or a leaf knows. */
  List<ClassReport> of(LeafCounts counts) {
    List<ClassReport> lines = new ArrayList<>();
    Set<String> strange = new TreeSet<>(counts.dataClasses());
    for (DataClass each : DataClass.values()) {
      List<String> words = words(each, counts);
      boolean told = strange.removeAll(words);
      boolean stored = stocks.stream().anyMatch(stock -> stock.dataClass() == each);
      if (told || stored || policies.stream().anyMatch(policy -> policy.find(each).isPresent())) {
        lines.add(
            new ClassReport(
                each.key(),
                words,
                store(each),
                limits(each),
                alive(each),
                Erasures.of(counts, words)));
      }
    }
    for (String word : strange) {
      lines.add(
          new ClassReport(
              word,
              List.of(word),
              "none that is asked",
              List.of(),
              new Alive.Unknown("no store is asked for it"),
              Erasures.of(counts, List.of(word))));
    }
    return lines;
  }

  /**
   * The names that leaves have for a class; early ones of holds had its long name, and those of
   * backups tell what they were copies of.
   */
  private static List<String> words(DataClass dataClass, LeafCounts counts) {
    Stream<String> copies =
        counts.dataClasses().stream()
            .filter(word -> dataClass == DataClass.BACKUP && word.startsWith("backup-"));
    return Stream.concat(Stream.of(LeafWords.of(dataClass), dataClass.key()), copies)
        .distinct()
        .toList();
  }

  private String store(DataClass dataClass) {
    Set<String> names =
        stocks.stream()
            .filter(stock -> stock.dataClass() == dataClass)
            .map(Stock::store)
            .collect(Collectors.toCollection(TreeSet::new));
    return names.isEmpty() ? "none that is asked" : String.join(", ", names);
  }

  private List<Limit> limits(DataClass dataClass) {
    return policies.stream()
        .flatMap(
            policy ->
                policy.find(dataClass).stream()
                    .map(
                        rule ->
                            new Limit(
                                policy.ref().toString(),
                                period(rule.retention()),
                                rule.clauses().stream().map(ClauseId::value).toList())))
        .toList();
  }

  private static String period(Retention retention) {
    return switch (retention) {
      case Retention.Calendar(var period) -> period.period().toString();
      case Retention.Clock(var duration) -> duration.toString();
      case Retention.AccountLife _ -> "account";
      case Retention.WithSource _ -> "with-source";
    };
  }

  private Alive alive(DataClass dataClass) {
    List<Stock> asked = stocks.stream().filter(stock -> stock.dataClass() == dataClass).toList();
    if (asked.isEmpty()) {
      return new Alive.Unknown("no store of this region is asked for it");
    }
    long items = 0;
    long overdue = 0;
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Stock stock : asked) {
      try {
        for (Stock.Amount each : stock.amounts()) {
          if (each.items() > 0) {
            items += each.items();
            overdue += each.goneBy().isAfter(now) ? 0 : each.items();
            days.add(each.day());
          }
        }
      } catch (StoreUnavailable e) {
        return new Alive.Unknown(stock.store() + " did not answer");
      }
    }
    return new Alive.Known(
        items, days.isEmpty() ? Optional.empty() : Optional.of(days.first()), overdue);
  }
}
