package io.palimpsest.evidence.report;

import io.palimpsest.evidence.LogRange;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.tiles.TilePath;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Counts a log's part of a report again, leaf by leaf, and checks that it is the whole of the
 * period: it begins with a leaf of the first day or later, has none of a later day than the last,
 * the leaves in front of it are of earlier days, and the leaf behind it is of a later day.
 */
final class Recount {
  private final RetentionReport report;
  private final LogPart part;
  private final ZoneId zone;
  private final LeafCounts counts = new LeafCounts();

  Recount(RetentionReport report, LogPart part) {
    this.report = report;
    this.part = part;
    this.zone = part.place().equals(Place.CONTROL) ? ZoneOffset.UTC : ZoneId.of(report.zone());
  }

  /**
   * Reads and counts.
   *
   * @param at a checkpoint of the log that covers all of the part
   * @throws EvidenceRefused for what is not as the report says
   */
  void check(LogReader reader, Checkpoint at) {
    new LogRange(reader, at).read(part.start().size(), part.end().size(), this::count);
    if (!counts.all().equals(part.counted())) {
      throw new WrongProof(
          "the leaves of "
              + part.origin()
              + " count "
              + counts.all()
              + ", the report says "
              + part.counted());
    }
    checkEnds(reader, at);
  }

  /**
   * Looks at the leaves just outside the part only: those of the bundle that ends in front of it,
   * and the one behind it.
   *
   * @throws WrongProof when one is of the period
   */
  void checkEnds(LogReader reader, Checkpoint at) {
    checkFront(reader, at);
    checkBack(reader, at);
  }

  /**
   * In a log whose days follow each other every leaf in front of a period is of an earlier day.
   * More than one is looked at, since a leaf that came late may be of an earlier day than those
   * before.
   */
  private void checkFront(LogReader reader, Checkpoint at) {
    long start = part.start().size();
    if (start == 0) {
      return;
    }
    new LogRange(reader, at)
        .read(
            (start - 1) / TilePath.FULL * TilePath.FULL,
            start,
            (index, entry) -> {
              LocalDate day = dayOf(LeafHead.parse(entry));
              if (!day.isBefore(report.from())) {
                throw leftOut(index, day);
              }
            });
  }

  private void checkBack(LogReader reader, Checkpoint at) {
    long behind = part.end().size();
    Instant over = report.to().plusDays(1).atStartOfDay(zone).toInstant();
    if (behind < at.size() && !report.issued().isBefore(over)) {
      new LogRange(reader, at)
          .read(
              behind,
              behind + 1,
              (index, entry) -> {
                LocalDate day = dayOf(LeafHead.parse(entry));
                if (!day.isAfter(report.to())) {
                  throw leftOut(index, day);
                }
              });
    }
  }

  private static WrongProof leftOut(long index, LocalDate day) {
    return new WrongProof("the report leaves out entry " + index + ", which is of " + day);
  }

  private void count(long index, byte[] entry) {
    LeafHead leaf = LeafHead.parse(entry);
    LocalDate day = dayOf(leaf);
    if (index == part.start().size() && day.isBefore(report.from())) {
      throw new WrongProof("the report begins with a leaf of " + day + ", before its first day");
    }
    if (day.isAfter(report.to())) {
      throw new WrongProof("the report counts a leaf of " + day + ", after its last day");
    }
    counts.add(leaf.counted());
  }

  private LocalDate dayOf(LeafHead leaf) {
    return LocalDate.ofInstant(leaf.at(), zone);
  }
}
