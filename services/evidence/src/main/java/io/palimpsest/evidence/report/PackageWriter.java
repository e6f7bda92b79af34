package io.palimpsest.evidence.report;

import io.palimpsest.evidence.ConsistencyFile;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a report's package together. What is put in is what was read when the report was checked in
 * the way that its readers will: so a package that does not verify is never given out.
 */
public final class PackageWriter {
  /**
   * Leaves of a period that a package carries at most of each log, about 15 MB. Ten million would
   * be 2.3 GB in one file that is read into memory whole; who counts so many again takes the log.
   */
  public static final long MAX_LEAVES = 65_536;

  private final VerifiedReport report;
  private final Map<String, byte[]> members = new TreeMap<>();
  private int logs;

  /**
   * @param signed the report
   * @param key that signed it
   * @param proof that the log has its leaf
   */
  public PackageWriter(SignedDocument signed, SigningKey key, ProofFile proof) {
    this.report = VerifiedReport.open(signed, key.verifier());
    report.demandLeaf(proof.entry().orElseThrow());
    report.demandOwnLog(proof.proof().index());
    proof.verify(key.verifier());
    members.put(ReportPackage.REPORT, signed.bytes());
    members.put(ReportPackage.PROOF, proof.bytes());
  }

  /** Adds the report as people read it. */
  public PackageWriter pdf(byte[] pdf) {
    members.put(ReportPackage.PDF, pdf);
    return this;
  }

  /**
   * Adds the next of the report's logs, in their order there.
   *
   * @param key of the log
   * @throws io.palimpsest.evidence.error.EvidenceRefused when the log does not say what the report
   *     does
   */
  public PackageWriter log(TileStore tiles, SigningKey key) {
    LogPart part = report.report().logs().get(logs);
    String folder = ReportPackage.log(logs++);
    RecordingTiles recorded = new RecordingTiles(tiles);
    LogReader reader = new LogReader(recorded, key.verifier());
    SignedCheckpoint now = reader.latest();
    Checkpoint at = now.checkpoint();
    ConsistencyFile start = consistency(part.start(), reader, now);
    ConsistencyFile end = consistency(part.end(), reader, now);
    recorded.read().clear(); // of these, nothing but the proofs is needed
    // Another reader: what this one remembers it would not read again.
    LogReader again = new LogReader(recorded, key.verifier());
    if (part.leaves() <= MAX_LEAVES) {
      report.recount(part, again, at);
    } else {
      report.demandEnds(part, reader, at);
      recorded.read().clear();
    }
    recorded.read().forEach((path, bytes) -> members.put(folder + path, bytes));
    members.put(folder + TileStore.CHECKPOINT, now.bytes());
    members.put(folder + ReportPackage.VKEY, PackageAudit.line(key.verifier()));
    members.put(folder + ReportPackage.START, sign(part.start(), key));
    members.put(folder + ReportPackage.END, sign(part.end(), key));
    members.put(folder + ReportPackage.START_PROOF, start.bytes());
    members.put(folder + ReportPackage.END_PROOF, end.bytes());
    return this;
  }

  /**
   * The package, signed.
   *
   * @param key that signed the report
   */
  public ReportPackage finish(SigningKey key) {
    members.put(ReportPackage.README, ReadmeText.of(report).getBytes(StandardCharsets.UTF_8));
    return ReportPackage.sign(members, key);
  }

  private static ConsistencyFile consistency(
      LogPart.Tree tree, LogReader reader, SignedCheckpoint now) {
    Checkpoint old = checkpoint(tree, now.checkpoint().origin());
    return new ConsistencyFile(tree.size(), reader.consistency(old, now.checkpoint()), now.note());
  }

  /** The same bytes as those that the log once published, or would have. */
  private static byte[] sign(LogPart.Tree tree, SigningKey key) {
    return SignedCheckpoint.sign(checkpoint(tree, key.verifier().name()), key).bytes();
  }

  private static Checkpoint checkpoint(LogPart.Tree tree, String origin) {
    return new Checkpoint(origin, tree.size(), Hash.parse(tree.root()));
  }
}
