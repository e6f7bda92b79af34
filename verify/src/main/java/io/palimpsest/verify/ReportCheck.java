package io.palimpsest.verify;

import io.palimpsest.evidence.LogRange;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.PackageAudit;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.evidence.report.VerifiedReport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A retention report by itself: signature and sums; with {@code --log}, all that it counts. */
final class ReportCheck implements Check {
  private static final String BEGINNING = "{\"document\":{";
  private static final String NOTE = "palimpsest " + RetentionReport.KIND + " v1";

  @Override
  public boolean takes(Given given) {
    return given instanceof Given.OneFile file && isReport(file);
  }

  static boolean isReport(Given.OneFile file) {
    return file.head().startsWith(BEGINNING)
        && new String(file.bytes(SignedDocument.MAX_LENGTH), StandardCharsets.UTF_8).contains(NOTE);
  }

  @Override
  public void check(Given given, Trust trust, Findings findings) {
    SignedDocument signed =
        SignedDocument.parse(((Given.OneFile) given).bytes(SignedDocument.MAX_LENGTH));
    VerifiedReport report = VerifiedReport.open(signed, trust.keyOf(signed.note()));
    PackageAudit.tellReport(report, ReportWords.into(findings));
    Earlier earlier = new Earlier(trust, findings);
    boolean counted = false;
    for (LogPart part : report.report().logs()) {
      VerifierKey key = report.keyOf(part, trust.keys());
      Optional<LogReader> log = GivenLog.of(part, key, trust);
      if (log.isPresent()) {
        counted = true;
        check(report, part, log.get(), findings);
      }
      earlier.demand(part, Optional.empty(), log);
    }
    if (trust.log().isPresent() && !counted) {
      throw new WrongProof("the log given is none of those that this report counts");
    }
    if (!trust.witnesses().isEmpty()) {
      findings.unknown("whether a witness saw the logs: that is in the report's ZIP");
    }
    if (!counted) {
      findings.note("with --log, its leaves are counted again and its own entry is looked for");
    }
    earlier.finish();
  }

  private static void check(VerifiedReport report, LogPart part, LogReader log, Findings findings) {
    Checkpoint now = log.latest().checkpoint();
    report.demandRoots(part, log, now);
    findings.ok("the log given has %d entries, and continues what was reported", now.size());
    report.recount(part, log, now);
    findings.ok("counted again: the %d leaves of the period in %s", part.leaves(), part.origin());
    if (part.origin().equals(report.signer().name())) {
      findings.ok("the log has this report: entry %d", find(report, part, log, now));
    }
  }

  /** A report's own leaf stands behind all that it counts. */
  private static long find(VerifiedReport report, LogPart part, LogReader log, Checkpoint now) {
    long[] found = {-1};
    new LogRange(log, now)
        .read(
            part.end().size(),
            now.size(),
            (index, entry) -> {
              if (found[0] < 0 && report.isLeaf(entry)) {
                found[0] = index;
              }
            });
    if (found[0] < 0) {
      throw new WrongProof("the log has no entry of this report");
    }
    return found[0];
  }
}
