package io.palimpsest.evidence.report;

import java.util.Locale;

/** What stands in a package for who opens it. */
final class ReadmeText {
  private static final String TEXT =
      """
      Retention report of %1$s, %2$s to %3$s, issued %4$s.

      report.json         the report and its signature: canonical JSON (RFC 8785), signed note (C2SP), Ed25519
      report.pdf          the same for reading, where it is there
      report.tlog-proof   that the evidence log has an entry with this report's SHA-256 (C2SP tlog-proof)
      manifest.json       the SHA-256 of all other files, signed by the same key
      logs/N/             a log that took entries in the period: its key, its checkpoints when the period began and
                          ended and now, proofs that the newest continues both (C2SP tlog-witness, add-checkpoint),
                          and the tiles with the entries of the period (C2SP tlog-tiles). A log with more than
                          %5$d entries in the period is here without them: count with --log.

      Key: %6$s
      Fingerprint: %7$s
      Take the key from a place that is not this file, and compare.

      Check all of it, offline:
        java -jar palimpsest-verify.jar THIS.zip --key log.vkey [--since EARLIER.zip] [--log DIR|URL]

      With tools of others (unzip first):
        jq -jcS .document report.json | openssl dgst -sha256 -binary | base64
                          is what the note in report.json and the entry in report.tlog-proof name
        golang.org/x/mod/sumdb/note: note.Open verifies that note, the checkpoints and the proof's checkpoint
        github.com/transparency-dev/formats, proof.TLogProof, and .../merkle, proof.VerifyInclusion and
        proof.VerifyConsistency, verify report.tlog-proof and logs/N/*.consistency
      """;

  private ReadmeText() {}

  static String of(VerifiedReport verified) {
    RetentionReport report = verified.report();
    return String.format(
        Locale.ROOT,
        TEXT,
        report.region(),
        report.from(),
        report.to(),
        report.issued(),
        PackageWriter.MAX_LEAVES,
        verified.signer(),
        verified.signer().fingerprint());
  }
}
