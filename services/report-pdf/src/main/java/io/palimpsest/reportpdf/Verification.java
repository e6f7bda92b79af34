package io.palimpsest.reportpdf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.LogPart;
import io.palimpsest.evidence.report.RetentionReport;
import io.palimpsest.reportpdf.Table.Cell;
import io.palimpsest.reportpdf.Table.Column;
import java.util.HexFormat;

/** By what a report can be checked: its logs, its hash, the key, and the steps. */
final class Verification {
  private final RetentionReport report;
  private final Hash digest;
  private final VerifierKey signer;
  private final Flow flow;

  Verification(RetentionReport report, Hash digest, VerifierKey signer, Flow flow) {
    this.report = report;
    this.digest = digest;
    this.signer = signer;
    this.flow = flow;
  }

  void draw() {
    flow.heading(
        "Evidence logs", "Append-only Merkle logs (RFC 6962, C2SP tlog-tiles) of the period.", 90);
    Table table =
        new Table(
            Column.text("LOG", 0.34f),
            Column.number("BEFORE", 0.12f),
            Column.number("AT ITS END", 0.12f),
            Column.number("LEAVES", 0.1f),
            Column.text("ROOT AT ITS END", 0.32f));
    for (LogPart each : report.logs()) {
      table.row(
          Cell.strong(each.origin()),
          Cell.of(Numbers.of(each.start().size())),
          Cell.of(Numbers.of(each.end().size())),
          Cell.of(Numbers.of(each.leaves())),
          Cell.small(each.end().root()));
    }
    table.draw(flow);
    key();
    steps();
  }

  private void key() {
    flow.heading(
        "Key and fingerprints",
        "Compare the fingerprint with one that you were given by another way than this file.",
        100);
    card("SIGNED BY", signer.name(), "FINGERPRINT OF THE KEY", signer.fingerprint(), Ink.BAND);
    for (LogPart each : report.logs()) {
      if (!each.origin().equals(signer.name())) {
        card("LOG", each.origin(), "FINGERPRINT OF THE KEY", fingerprint(each), Ink.MUTED);
      }
    }
    card(
        "REPORT.JSON",
        "the truth; these pages are a picture of it",
        "SHA-256 OF ITS DOCUMENT",
        HexFormat.of().formatHex(digest.bytes()),
        Ink.BAND);
  }

  private static String fingerprint(LogPart log) {
    try {
      return VerifierKey.parse(log.vkey()).fingerprint();
    } catch (Malformed e) {
      return "the report names no key that can be read";
    }
  }

  private void card(String label, String what, String of, String hex, Ink edge) {
    float top = flow.take(54) + 2;
    Sheet sheet = flow.sheet();
    sheet.card(Flow.LEFT, top, Flow.WIDTH, 48, 4, Ink.SHADE);
    sheet.box(Flow.LEFT, top, 3, 48, edge);
    sheet.text(Flow.LEFT + 12, top + 13, label, Style.LABEL);
    sheet.text(Flow.LEFT + 100, top + 13, what, Style.STRONG);
    sheet.text(Flow.LEFT + 12, top + 26, of, Style.LABEL);
    sheet.text(Flow.LEFT + 12, top + 40, inGroups(hex), new Style(false, 9.5f, Ink.TEXT));
  }

  /** By eights, as people compare them. */
  private static String inGroups(String hex) {
    return hex.length() == 64 ? hex.replaceAll("(.{8})(?=.)", "$1 ") : hex;
  }

  private void steps() {
    flow.heading(
        "How to verify",
        "Offline, with public keys only; with our verifier or with tools of others.",
        110);
    for (String each :
        new String[] {
          "1.  Take the log's key from a place that is not this report, and compare its fingerprint.",
          "2.  java -jar palimpsest-verify.jar REPORT.zip --key log.vkey",
          "3.  With --since EARLIER.zip it also shows that nothing was taken back since an earlier"
              + " report, and with --log DIR that the log itself goes on from here.",
          "4.  With tools of others:  jq -jcS .document report.json | sha256sum  is the SHA-256 above;"
              + " the signature is a C2SP signed note, and the proof that the log has this report a"
              + " C2SP tlog-proof."
        }) {
      flow.paragraph(each, Style.BODY);
      flow.gap(3);
    }
    flow.gap(4);
    if (flow.fonts().borrowed()) {
      flow.paragraph(
          "Chinese is shown in a font of the program that shows these pages; where it has none,"
              + " report.json has the text.",
          Style.SMALL);
    }
    if (flow.fonts().lacked()) {
      flow.paragraph(
          "A square stands for a character that the fonts of these pages lack; report.json has it.",
          Style.SMALL);
    }
  }
}
