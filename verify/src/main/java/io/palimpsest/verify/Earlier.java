package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.PackageAudit;
import io.palimpsest.evidence.report.VerifiedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was given with {@code --since}: an earlier report, checkpoint or proof, whose logs a report,
 * checkpoint or proof must continue.
 */
final class Earlier {
  private final Trust trust;
  private final Findings findings;
  private final List<Checkpoint> seen;
  private boolean compared;

  Earlier(Trust trust, Findings findings) {
    this.trust = trust;
    this.findings = findings;
    this.seen = trust.since().map(file -> seen(file)).orElse(List.of());
  }

  private List<Checkpoint> seen(Given.OneFile file) {
    if (ReportPackageCheck.isZip(file)) {
      return ends(ReportPackageCheck.audit(file, trust, ReportWords.silent()).report());
    }
    if (ReportCheck.isReport(file)) {
      SignedDocument signed = SignedDocument.parse(file.bytes(SignedDocument.MAX_LENGTH));
      return ends(VerifiedReport.open(signed, trust.keyOf(signed.note())));
    }
    return trust.earlier(findings).map(old -> List.of(old.checkpoint())).orElse(List.of());
  }

  private List<Checkpoint> ends(VerifiedReport old) {
    findings.ok(
        "the earlier report is signed by %s: from %s to %s",
        old.signer().name(), old.report().from(), old.report().to());
    return old.report().logs().stream().map(part -> tree(part.origin(), part.end())).toList();
  }

  /**
   * Checks one log of the report.
   *
   * @param packed what the report's package has of it
   * @param given the log itself
   */
  void demand(LogPart part, Optional<PackageAudit.Log> packed, Optional<LogReader> given) {
    for (Checkpoint old : seen) {
      if (old.origin().equals(part.origin())) {
        compared = true;
        demand(old, part, packed, given);
      }
    }
  }

  /** Checks a checkpoint by itself; without the log, sizes that are equal only can be compared. */
  void demand(SignedCheckpoint signed) {
    Checkpoint now = signed.checkpoint();
    for (Checkpoint old : seen) {
      if (old.origin().equals(now.origin())) {
        compared = true;
        demand(old, now, trust.logOf(signed.note()));
      }
    }
    finish();
  }

  private void demand(Checkpoint old, Checkpoint now, Optional<LogReader> log) {
    if (log.isPresent()) {
      log.get().consistency(old, now);
    } else if (now.size() < old.size()) {
      throw new CutShort(
          "the log has " + now.size() + " entries here, and had " + old.size() + " earlier");
    } else if (now.size() > old.size()) {
      findings.unknown(unknown(old));
      return;
    } else if (!old.root().equals(now.root())) {
      throw forked(old);
    }
    findings.ok("it continues the earlier %s of %d entries", old.origin(), old.size());
  }

  private static String unknown(Checkpoint old) {
    return "whether it continues the earlier "
        + old.origin()
        + " of "
        + old.size()
        + " entries: give the log with --log";
  }

  private static Forked forked(Checkpoint old) {
    return new Forked("two roots of " + old.origin() + " at " + old.size() + " entries");
  }

  private void demand(
      Checkpoint old, LogPart part, Optional<PackageAudit.Log> packed, Optional<LogReader> given) {
    List<Checkpoint> known = new ArrayList<>();
    known.add(tree(part.origin(), part.start()));
    known.add(tree(part.origin(), part.end()));
    packed.ifPresent(log -> known.add(log.now().checkpoint()));
    for (Checkpoint each : known) {
      if (each.size() == old.size()) {
        if (!each.root().equals(old.root())) {
          throw forked(old);
        }
        findings.ok("it continues the earlier %s of %d entries", old.origin(), old.size());
        return;
      }
    }
    if (known.getLast().size() < old.size()) {
      throw new CutShort(
          "it knows "
              + known.getLast().size()
              + " entries of "
              + old.origin()
              + ", of which there were "
              + old.size()
              + " earlier");
    }
    if (given.isPresent()) {
      given.get().consistency(old, given.get().latest().checkpoint());
      findings.ok("the log continues the earlier %s of %d entries", old.origin(), old.size());
    } else if (packed.isPresent() && continues(packed.get(), old)) {
      findings.ok("it continues the earlier %s of %d entries", old.origin(), old.size());
    } else {
      findings.unknown(unknown(old));
    }
  }

  /** By the tiles in the package, if they are enough. */
  private static boolean continues(PackageAudit.Log log, Checkpoint old) {
    try {
      log.reader().consistency(old, log.now().checkpoint());
      return true;
    } catch (CutShort e) {
      return false;
    }
  }

  /** Says so when there was nothing to compare. */
  void finish() {
    if (!seen.isEmpty() && !compared) {
      findings.unknown("the earlier evidence is of other logs than this");
    }
  }

  private static Checkpoint tree(String origin, LogPart.Tree tree) {
    return new Checkpoint(origin, tree.size(), Hash.parse(tree.root()));
  }
}
