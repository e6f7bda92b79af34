package io.palimpsest.evidence.report;

import io.palimpsest.evidence.ConsistencyFile;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Checks a report's package with public keys only, and tells what it checked. */
public final class PackageAudit {
  private final ReportPackage pack;
  private final List<VerifierKey> trusted;
  private final Listener told;

  /** Is told what was checked, as it goes. */
  public interface Listener {
    /** Something is as it must be. */
    void ok(String what);

    /** Something that is worth knowing and proves nothing. */
    void note(String what);
  }

  /**
   * A log of the report.
   *
   * @param now its newest checkpoint in the package
   * @param reader of the files that are in the package
   * @param recounted whether its leaves are among them, and were counted again
   */
  public record Log(LogPart part, SignedCheckpoint now, LogReader reader, boolean recounted) {}

  /**
   * What was found to be right.
   *
   * @param proof where the log has the report's own leaf
   */
  public record Audited(VerifiedReport report, ProofFile proof, List<Log> logs) {
    public Audited {
      logs = List.copyOf(logs);
    }
  }

  /**
   * @param trusted keys that the user knows to be right
   */
  public PackageAudit(ReportPackage pack, List<VerifierKey> trusted, Listener told) {
    this.pack = pack;
    this.trusted = List.copyOf(trusted);
    this.told = told;
  }

  /**
   * Checks everything.
   *
   * @param keyOf the trusted key that a note names
   * @throws EvidenceRefused for the first thing that is not as it must be
   */
  public Audited check(Function<SignedNote, VerifierKey> keyOf) {
    SignedDocument signed = SignedDocument.parse(pack.get(ReportPackage.REPORT));
    VerifiedReport report = VerifiedReport.open(signed, keyOf.apply(signed.note()));
    tellReport(report, told);
    pack.verify(report.signer());
    told.ok("the other members of the file are those that were signed with it");
    ProofFile proof = ProofFile.parse(pack.get(ReportPackage.PROOF));
    SignedCheckpoint covering = proof.verify(report.signer());
    report.demandLeaf(proof.entry().orElseThrow()); // verified above
    report.demandOwnLog(proof.proof().index());
    told.ok(
        text(
            "the log has this report: entry %d of %d",
            proof.proof().index(), covering.checkpoint().size()));
    List<LogPart> parts = report.report().logs();
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      logs.add(check(report, parts.get(i), ReportPackage.log(i)));
    }
    return new Audited(report, proof, logs);
  }

  /** Says whose report it is and what holds of it by itself. */
  public static void tellReport(VerifiedReport verified, Listener told) {
    RetentionReport report = verified.report();
    told.ok(
        text(
            "signed by %s, key %s (fingerprint %s): report of %s from %s to %s, issued %s",
            verified.signer().name(),
            verified.signer().keyIdHex(),
            verified.signer().fingerprint(),
            report.region(),
            report.from(),
            report.to(),
            report.issued()));
    told.ok("its numbers add up to its counts of leaves, class by class and day by day");
    long late = report.classes().stream().mapToLong(each -> each.erasures().allLate()).sum();
    told.note(
        text(
            "%d items went in the period, %d leaves say too late; %d legal holds are in force",
            report.classes().stream().mapToLong(each -> each.erasures().all()).sum(),
            late,
            report.holds().size()));
    for (ClassReport each : report.classes()) {
      if (each.alive() instanceof Alive.Unknown(String why)) {
        told.note("what is alive of " + each.dataClass() + " was not known: " + why);
      }
    }
    for (Compared each : report.comparisons().map(Comparisons::runs).orElse(List.of())) {
      String at = each.result() instanceof Compared.Known known ? ", " + known.at() : "";
      told.note(
          text("stores and leaves of %s, %s%s: %s", each.place(), each.scope(), at, each.text()));
    }
  }

  private Log check(VerifiedReport report, LogPart part, String folder) {
    VerifierKey key = report.keyOf(part, trusted);
    if (!trusted.contains(key)) {
      told.note("the key of " + key.name() + " is the one that the report names");
    }
    if (!Arrays.equals(pack.get(folder + ReportPackage.VKEY), line(key))) {
      throw new Altered("the key of " + key.name() + " is not the one that the report names");
    }
    SignedCheckpoint now = SignedCheckpoint.open(pack.get(folder + TileStore.CHECKPOINT), key);
    demandSame(part.start(), folder + ReportPackage.START, key);
    demandSame(part.end(), folder + ReportPackage.END, key);
    continues(part.start(), folder + ReportPackage.START_PROOF, now);
    continues(part.end(), folder + ReportPackage.END_PROOF, now);
    told.ok(
        text(
            "%s had %d entries when the period began, %d when it ended; its newest checkpoint"
                + " of %d continues both",
            part.origin(), part.start().size(), part.end().size(), now.checkpoint().size()));
    LogReader reader = new LogReader(new PackageTiles(pack, folder), key);
    boolean there = part.leaves() <= PackageWriter.MAX_LEAVES;
    if (there) {
      report.recount(part, reader, now.checkpoint());
      told.ok(
          text("counted again: the %d leaves of the period in %s", part.leaves(), part.origin()));
    } else {
      told.note(tooMany(part));
    }
    return new Log(part, now, reader, there);
  }

  /** What to do about a part whose leaves no file carries. */
  public static String tooMany(LogPart part) {
    return text(
        "the %d leaves of the period in %s are not in the file, which carries %d of a log at most:"
            + " count them again with --log DIR, a copy of that log, or"
            + " --log https://ADMIN/v1/evidence/%s --token TOKEN",
        part.leaves(),
        part.origin(),
        PackageWriter.MAX_LEAVES,
        part.origin().substring(part.origin().indexOf('/') + 1));
  }

  private void demandSame(LogPart.Tree tree, String member, VerifierKey key) {
    Checkpoint signed = SignedCheckpoint.open(pack.get(member), key).checkpoint();
    if (signed.size() != tree.size() || !signed.root().base64().equals(tree.root())) {
      throw new Forked(member + " is another than the report says");
    }
  }

  private void continues(LogPart.Tree tree, String member, SignedCheckpoint now) {
    ConsistencyFile proof = ConsistencyFile.parse(pack.get(member));
    if (proof.old() != tree.size() || !proof.checkpoint().equals(now.note())) {
      throw new Altered(member + " is about other checkpoints");
    }
    proof.verify(Hash.parse(tree.root()), now.checkpoint());
  }

  static byte[] line(VerifierKey key) {
    return (key + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
