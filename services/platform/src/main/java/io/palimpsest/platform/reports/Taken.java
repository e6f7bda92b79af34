package io.palimpsest.platform.reports;

import io.palimpsest.evidence.LogRange;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.Counted;
import io.palimpsest.evidence.report.DayErasures;
import io.palimpsest.evidence.report.LeafCounts;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.platform.evidence.DailyTally;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Tallied;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the logs of one place took in a period.
 *
 * @param parts one for each year's log, ascending
 * @param days with erasures, ascending
 */
record Taken(List<LogPart> parts, List<DayErasures> days) {
  static Taken of(ReportedLogs logs, LocalDate from, LocalDate to) {
    List<LogPart> parts = new ArrayList<>();
    NavigableMap<LocalDate, DayErasures> days = new TreeMap<>();
    // What was done at the end of a year may have come into the next one's log, and a log's last
    // leaf names the key of the next.
    for (int year = from.getYear() - 1; year <= to.getYear() + 1; year++) {
      Optional<VerifierKey> key = logs.keys().verifier(year);
      if (key.isPresent()) {
        LogReader reader = new LogReader(logs.tiles().apply(year), key.get());
        List<Tallied> tallies = tallies(logs, year, reader);
        boolean ofThePeriod = year >= from.getYear() && year <= to.getYear();
        part(logs.place(), key.get(), reader, tallies, from, to, ofThePeriod).ifPresent(parts::add);
        addDays(tallies, from, to, days);
      }
    }
    return new Taken(parts, List.copyOf(days.values()));
  }

  /** Leaves from before there were tallies are counted in the log itself. */
  private static List<Tallied> tallies(ReportedLogs logs, int year, LogReader reader) {
    List<Tallied> tallies = logs.queue().tallies(year);
    if (tallies.stream()
        .noneMatch(each -> each.counted().type().equals(EvidenceQueue.NOT_COUNTED))) {
      return tallies;
    }
    DailyTally anew = new DailyTally(logs.zone(), LocalDate.EPOCH);
    Checkpoint now = reader.latest().checkpoint();
    new LogRange(reader, now).read(0, now.size(), (_, entry) -> anew.add(entry));
    return anew.tallies();
  }

  private static Optional<LogPart> part(
      String place,
      VerifierKey key,
      LogReader reader,
      List<Tallied> tallies,
      LocalDate from,
      LocalDate to,
      boolean ofThePeriod) {
    long start = 0;
    LeafCounts counts = new LeafCounts();
    for (Tallied each : tallies) {
      if (each.day().isBefore(from)) {
        start += each.counted().leaves();
      } else if (!each.day().isAfter(to)) {
        counts.add(each.counted());
      }
    }
    long end = start + counts.leaves();
    if (end == start && (!ofThePeriod || tallies.isEmpty())) {
      return Optional.empty(); // nothing of the period, or not begun
    }
    Checkpoint now = Patience.until(reader, end);
    List<Counted> counted = counts.all();
    return Optional.of(
        new LogPart(
            place,
            key.name(),
            key.toString(),
            tree(reader, start, now),
            tree(reader, end, now),
            counted));
  }

  private static LogPart.Tree tree(LogReader reader, long size, Checkpoint now) {
    return new LogPart.Tree(size, reader.root(size, now).base64());
  }

  private static void addDays(
      List<Tallied> tallies,
      LocalDate from,
      LocalDate to,
      NavigableMap<LocalDate, DayErasures> days) {
    for (Tallied each : tallies) {
      Counted counted = each.counted();
      long items =
          switch (counted.type()) {
            case "erased" -> counted.leaves();
            case "expired" -> counted.items();
            default -> 0;
          };
      boolean goes = counted.type().equals("erased") || counted.type().equals("expired");
      long late = goes && counted.late() ? counted.leaves() : 0;
      if (items + late > 0 && !each.day().isBefore(from) && !each.day().isAfter(to)) {
        days.merge(
            each.day(),
            new DayErasures(each.day(), items, late),
            (one, other) ->
                new DayErasures(
                    one.day(), one.erased() + other.erased(), one.late() + other.late()));
      }
    }
  }
}
