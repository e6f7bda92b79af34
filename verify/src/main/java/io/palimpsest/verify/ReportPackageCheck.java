package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.report.PackageAudit;
import io.palimpsest.evidence.report.ReportPackage;
import java.util.Optional;

/** A retention report with its proofs, one ZIP. */
final class ReportPackageCheck implements Check {
  private static final String BEGINNING = "PK\u0003\u0004";

  @Override
  public boolean takes(Given given) {
    return given instanceof Given.OneFile file && (isZip(file) || file.name().endsWith(".zip"));
  }

  static boolean isZip(Given.OneFile file) {
    return file.head().startsWith(BEGINNING);
  }

  @Override
  public void check(Given given, Trust trust, Findings findings) {
    PackageAudit.Audited audited = audit((Given.OneFile) given, trust, ReportWords.into(findings));
    Earlier earlier = new Earlier(trust, findings);
    boolean known = false;
    for (PackageAudit.Log each : audited.logs()) {
      trust.demandWitnesses(each.now().note(), findings);
      Optional<LogReader> log =
          GivenLog.of(each.part(), audited.report().keyOf(each.part(), trust.keys()), trust);
      if (log.isPresent()) {
        known = true;
        check(audited, each, log.get(), findings);
      }
      earlier.demand(each.part(), Optional.of(each), log);
    }
    if (trust.log().isPresent() && !known) {
      throw new WrongProof("the log given is none of those that this report counts");
    }
    earlier.finish();
  }

  static PackageAudit.Audited audit(
      Given.OneFile file, Trust trust, PackageAudit.Listener listener) {
    ReportPackage pack = ReportPackage.parse(file.bytes(ReportPackage.MAX_LENGTH));
    return new PackageAudit(pack, trust.keys(), listener).check(trust::keyOf);
  }

  private static void check(
      PackageAudit.Audited audited, PackageAudit.Log part, LogReader log, Findings findings) {
    Checkpoint now = log.latest().checkpoint();
    log.consistency(part.now().checkpoint(), now);
    findings.ok(
        "the log given has %d entries, and continues this one of %d unchanged",
        now.size(), part.now().checkpoint().size());
    if (!part.recounted()) {
      audited.report().recount(part.part(), log, now);
      findings.ok(
          "counted again: the %d leaves of the period in %s",
          part.part().leaves(), part.part().origin());
    }
  }
}
