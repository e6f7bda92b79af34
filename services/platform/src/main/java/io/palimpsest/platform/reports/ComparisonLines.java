package io.palimpsest.platform.reports;

import io.palimpsest.evidence.report.Compared;
import io.palimpsest.evidence.report.Comparisons;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.reconciliation.Reconciled;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the last comparisons of stores, records and leaves came to, as a report says it. */
final class ComparisonLines {
  private ComparisonLines() {}

  static Comparisons of(Stream<ReportedLogs> places) {
    return new Comparisons(places.flatMap(ComparisonLines::of).toList());
  }

  private static Stream<Compared> of(ReportedLogs place) {
    try {
      List<Reconciled> last = place.compared().get();
      return both().map(all -> new Compared(place.place(), all, result(last, all)));
    } catch (StoreUnavailable e) {
      Compared.Unknown away = new Compared.Unknown("the database did not answer");
      return both().map(all -> new Compared(place.place(), all, away));
    }
  }

  /** Of everything, and of what was new. */
  private static Stream<Boolean> both() {
    return Stream.of(true, false);
  }

  private static Compared.Result result(List<Reconciled> last, boolean everything) {
    return last.stream()
        .filter(each -> each.everything() == everything)
        .findFirst()
        .<Compared.Result>map(ComparisonLines::known)
        .orElse(new Compared.Unknown("it never ran"));
  }

  private static Compared.Known known(Reconciled run) {
    List<Compared.Differing> kinds =
        run.found().entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(each -> new Compared.Differing(each.getKey().key(), each.getValue()))
            .sorted(Comparator.comparing(Compared.Differing::kind))
            .toList();
    return new Compared.Known(
        run.at().truncatedTo(ChronoUnit.SECONDS),
        kinds.stream().mapToLong(Compared.Differing::differences).sum(),
        kinds,
        List.copyOf(run.unknown()));
  }
}
