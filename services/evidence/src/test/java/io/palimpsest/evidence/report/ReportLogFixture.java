package io.palimpsest.evidence.report;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.MemoryTileStore;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.ReportIssued;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A small log of Frankfurt over three months, and the report of November in it. */
final class ReportLogFixture {
  static final SigningKey KEY = SigningKey.generate("log.test/eu-frankfurt/2026");
  private static final Instant OCTOBER = Instant.parse("2026-10-31T22:59:59Z"); // 23:59:59 there
  private static final Instant NOVEMBER = Instant.parse("2026-10-31T23:00:00Z");
  private static final Instant DECEMBER = Instant.parse("2026-11-30T23:00:00Z");

  final MemoryTileStore tiles = new MemoryTileStore();
  final EvidenceLog log = EvidenceLog.create(tiles, KEY);
  final long first;
  final long behind;

  /** With so many leaves in November. */
  ReportLogFixture(int leaves) {
    append(3, OCTOBER, false);
    first = log.head().checkpoint().size();
    append(leaves - 1, NOVEMBER, false);
    append(1, DECEMBER.minusSeconds(1), true);
    behind = log.head().checkpoint().size();
    append(2, DECEMBER, false);
  }

  void append(int leaves, Instant at, boolean late) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < leaves; i++) {
      entries.add(leaf(at, late));
    }
    log.append(entries);
  }

  static byte[] leaf(Instant at, boolean late) {
    Commitment of = Commitment.to(new byte[16], at.toString(), "{}".getBytes());
    Place place = new Place("eu-frankfurt", LocalDate.parse("2026-11-01"));
    return new Erased(place, "upload", Cause.COMPLETED, late, of, "tencent-ocr-1.0.0", at).bytes();
  }

  /** What the log took from one index to another. */
  LogPart part(long from, long to) {
    LeafCounts counts = new LeafCounts();
    for (long i = from; i < to; i++) {
      counts.add(log.reader().entry(i, log.head().checkpoint()));
    }
    return part(from, to, counts.all());
  }

  LogPart part(long from, long to, List<Counted> counted) {
    return new LogPart(
        "eu-frankfurt",
        "log.test/eu-frankfurt/2026",
        KEY.verifier().toString(),
        tree(from),
        tree(to),
        counted);
  }

  private LogPart.Tree tree(long size) {
    Checkpoint now = log.head().checkpoint();
    return new LogPart.Tree(size, log.reader().root(size, now).base64());
  }

  /** Signs the report and enters its leaf. */
  SignedDocument issue(RetentionReport report) {
    SignedDocument signed = SignedDocument.sign(RetentionReport.KIND, report.document(), KEY);
    ReportIssued leaf =
        new ReportIssued(
            new Place(report.region(), LocalDate.parse("2026-12-01")),
            RetentionReport.LEAF_KIND,
            report.from(),
            report.to(),
            signed.digest(),
            report.issued());
    log.append(List.of(leaf.bytes()));
    return signed;
  }

  /** The package of a report whose leaf was entered last. */
  ReportPackage pack(SignedDocument signed) {
    long index = log.head().checkpoint().size() - 1;
    return new PackageWriter(signed, KEY, log.reader().prove(index, log.head()))
        .pdf(new byte[] {'%', 'P', 'D', 'F'})
        .log(tiles, KEY)
        .finish(KEY);
  }

  /** The report of November, packed. */
  ReportPackage pack() {
    return pack(issue(ReportFixtures.report(part(first, behind))));
  }
}
