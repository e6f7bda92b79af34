package io.palimpsest.verify;

import io.palimpsest.evidence.report.PackageAudit;

/** Tells what was found in a report. */
final class ReportWords {
  private ReportWords() {}

  static PackageAudit.Listener into(Findings findings) {
    return new PackageAudit.Listener() {
      @Override
      public void ok(String what) {
        findings.ok("%s", what);
      }

      @Override
      public void note(String what) {
        findings.note("%s", what);
      }
    };
  }

  /** For what is looked at in passing. */
  static PackageAudit.Listener silent() {
    return new PackageAudit.Listener() {
      @Override
      public void ok(String what) {
        // the file itself is not what is being verified
      }

      @Override
      public void note(String what) {
        // likewise
      }
    };
  }
}
