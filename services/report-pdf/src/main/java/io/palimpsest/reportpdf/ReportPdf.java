package io.palimpsest.reportpdf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.report.RetentionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Draws a retention report on A4 pages. The same report and key always give the same bytes: no
 * clock is read and nothing is made at random. Thread-safe.
 */
public final class ReportPdf {
  private ReportPdf() {}

  /**
   * The pages of a signed report.
   *
   * @param signer whose key signed it, as the pages show it; not verified here
   * @throws Malformed when the document is no retention report
   */
  public static byte[] of(SignedDocument signed, VerifierKey signer) {
    return of(RetentionReport.read(signed.document()), signed.digest(), signer);
  }

  /**
   * The pages of a report.
   *
   * @param digest SHA-256 of the report's canonical JSON
   * @param signer whose key signs it
   */
  static byte[] of(RetentionReport report, Hash digest, VerifierKey signer) {
    try (PDDocument document = new PDDocument()) {
      describe(document, report, digest);
      Fonts fonts = new Fonts(document);
      FrontPage front = new FrontPage(report);
      Sheet first = Sheet.add(document, fonts);
      front.draw(first);
      try (Flow flow = new Flow(document, fonts, first, FrontPage.BAND + 18)) {
        front.tiles(flow);
        new Sections(report, flow).draw();
        new Verification(report, digest, signer, flow).draw();
      }
      margins(document, fonts, report, signer);
      ByteArrayOutputStream pdf = new ByteArrayOutputStream();
      document.save(pdf);
      return pdf.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a PDF would otherwise take from the clock is taken from the report. */
  private static void describe(PDDocument document, RetentionReport report, Hash digest) {
    PDDocumentInformation about = document.getDocumentInformation();
    about.setTitle("Retention report " + FrontPage.title(report));
    about.setProducer("Palimpsest");
    about.setCreationDate(GregorianCalendar.from(report.issued().atZone(ZoneOffset.UTC)));
    document.setDocumentId(ByteBuffer.wrap(digest.bytes()).getLong());
    document.getDocumentCatalog().setLanguage("en");
  }

  /** Heads and feet, now that the number of pages is known. */
  private static void margins(
      PDDocument document, Fonts fonts, RetentionReport report, VerifierKey signer) {
    int pages = document.getNumberOfPages();
    for (int i = 0; i < pages; i++) {
      try (Sheet sheet = Sheet.on(document, document.getPage(i), fonts)) {
        float right = Sheet.WIDTH - Sheet.MARGIN;
        if (i > 0) {
          sheet.text(Sheet.MARGIN, 36, "Retention report", Style.LABEL);
          sheet.right(right, 36, FrontPage.title(report), Style.SMALL);
          sheet.line(Sheet.MARGIN, 43, right, 43, 0.5f, Ink.RULE);
        }
        float foot = Sheet.HEIGHT - 28;
        sheet.line(Sheet.MARGIN, foot - 12, right, foot - 12, 0.5f, Ink.RULE);
        sheet.text(
            Sheet.MARGIN,
            foot,
            "key "
                + signer.name()
                + "  \u00B7  "
                + signer.fingerprint().substring(0, 16)
                + "\u2026",
            Style.SMALL);
        sheet.right(right, foot, "page " + (i + 1) + " of " + pages, Style.SMALL);
      }
    }
  }
}
