package io.palimpsest.evidence.report;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.ReportIssued;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.VerifierKey;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A report whose signature was verified, and whose numbers add up by themselves.
 *
 * @param digest by which its leaf names it
 * @param signer the key of the region's log of the year in which it was issued
 */
public record VerifiedReport(RetentionReport report, Hash digest, VerifierKey signer) {

  /**
   * Verifies.
   *
   * @throws EvidenceRefused for what is not as it must be
   */
  public static VerifiedReport open(SignedDocument signed, VerifierKey key) {
    if (!signed.kind().equals(RetentionReport.KIND)) {
      throw new Malformed("a " + signed.kind() + ", and no " + RetentionReport.KIND);
    }
    signed.verify(key);
    RetentionReport report = RetentionReport.read(signed.document());
    if (!isOf(key.name(), report.region())) {
      throw new ForeignKey(
          "signed by the key of " + key.name() + ", and a report of " + report.region());
    }
    report.demandArithmetic();
    return new VerifiedReport(report, signed.digest(), key);
  }

  /** Whether a log's origin, {@code host/region/year}, is one of this place. */
  private static boolean isOf(String origin, String place) {
    return origin.matches("[^ ]*/" + Pattern.quote(place) + "/[0-9]{4}");
  }

  /**
   * What a log of the report is verified with: a key that is trusted; else the one that the report
   * names, since whoever signed the report vouches for it.
   *
   * @throws ForeignKey when the report names another key than the trusted one
   */
  public VerifierKey keyOf(LogPart part, Collection<VerifierKey> trusted) {
    VerifierKey named = VerifierKey.parse(part.vkey());
    if (!named.name().equals(part.origin()) || !isOf(part.origin(), part.place())) {
      throw new ForeignKey("the key of " + named.name() + " for the log " + part.origin());
    }
    boolean other =
        trusted.stream().anyMatch(key -> key.name().equals(named.name()))
            && !trusted.contains(named);
    if (other) {
      throw new ForeignKey("the report names another key of " + named.name() + " than is trusted");
    }
    return named;
  }

  /**
   * Checks that an entry of the log tells of this report.
   *
   * @throws WrongProof when it tells of something else
   */
  public void demandLeaf(byte[] entry) {
    if (!isLeaf(entry)) {
      throw new WrongProof("the entry of the log is not about this report");
    }
  }

  /**
   * Checks that a report counts the log that has its own leaf, where the year of that log is one of
   * the period and the log had begun: all that it took would be left out otherwise.
   *
   * @param index of the report's own leaf
   * @throws WrongProof when it does not
   */
  public void demandOwnLog(long index) {
    int year = Integer.parseInt(signer.name().substring(signer.name().length() - 4));
    boolean counted = report.logs().stream().anyMatch(each -> each.origin().equals(signer.name()));
    if (!counted && index > 0 && year >= report.from().getYear() && year <= report.to().getYear()) {
      throw new WrongProof("the report counts none of the " + index + " entries of its own log");
    }
  }

  /** Whether an entry of the log tells of this report. */
  public boolean isLeaf(byte[] entry) {
    Leaf leaf;
    try {
      leaf = Leaf.parse(entry);
    } catch (Malformed e) {
      return false;
    }
    return leaf instanceof ReportIssued issued
        && issued.digest().equals(digest)
        && issued.kind().equals(RetentionReport.LEAF_KIND)
        && issued.place().region().equals(report.region())
        && issued.from().equals(report.from())
        && issued.to().equals(report.to());
  }

  /**
   * Checks that a log had, at both ends of the period, the roots that the report says.
   *
   * @param at a checkpoint of the log that is not older
   */
  public void demandRoots(LogPart part, LogReader reader, Checkpoint at) {
    demandRoot(part.start(), reader, at);
    demandRoot(part.end(), reader, at);
  }

  private static void demandRoot(LogPart.Tree tree, LogReader reader, Checkpoint at) {
    if (!reader.root(tree.size(), at).base64().equals(tree.root())) {
      throw new Forked(
          "the first " + tree.size() + " entries of the log are not those that the report counted");
    }
  }

  /**
   * Counts a log's part again, leaf by leaf, and checks that it is the whole of the period.
   *
   * @param at a checkpoint of the log that is not older
   * @throws EvidenceRefused for what is not as the report says
   */
  public void recount(LogPart part, LogReader reader, Checkpoint at) {
    new Recount(report, part).check(reader, at);
  }

  /**
   * Looks at the leaves just outside a log's part only, for parts too large to count again.
   *
   * @throws WrongProof when one is of the period
   */
  public void demandEnds(LogPart part, LogReader reader, Checkpoint at) {
    new Recount(report, part).checkEnds(reader, at);
  }
}
