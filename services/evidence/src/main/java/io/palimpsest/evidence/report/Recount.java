package io.palimpsest.evidence.report;

import io.palimpsest.evidence.LogRange;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.Checkpoint;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Counts a log's part of a report again, leaf by leaf, and checks that it is the whole of the
 * period: it begins with a leaf of the first day or later, has none of a later day than the last,
 * and the leaf behind it is of a later day.
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
    checkEnd(reader, at);
  }

  /**
   * Looks at the leaf behind the part only.
   *
   * @throws WrongProof when it is one of the period
   */
  void checkEnd(LogReader reader, Checkpoint at) {
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
                  throw new WrongProof(
                      "the report leaves out entry " + index + ", which is of " + day);
                }
              });
    }
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
