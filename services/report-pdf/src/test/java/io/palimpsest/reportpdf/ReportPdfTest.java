package io.palimpsest.reportpdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.report.RetentionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

class ReportPdfTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-01");

  @Test
  void theSameReportShouldGiveTheSameBytes() {
    SignedDocument signed = sign(SampleReports.month());

    assertThat(pdf(signed)).isEqualTo(pdf(signed));
  }

  @Test
  void pagesShouldSayWhatTheReportSaysAndByWhatToCheckIt() throws IOException {
    SignedDocument signed = sign(SampleReports.month());

    byte[] pdf = pdf(signed);

    Files.write(Path.of("target/sample-report.pdf"), pdf); // for who wants to look at it
    String text = text(pdf).replaceAll("[\\s\u00a0]+", " ");
    assertThat(text)
        .contains("Retention report", "eu-frankfurt \u00B7 1 Nov 2026 \u2013 30 Nov 2026")
        .contains("upload-and-result", "operation-log", "2 years (tencent-ocr@1.0.0, T4a,")
        .contains("1,310,772", "1 Nov 2024", "never made")
        .contains("operation-log is unknown: Elasticsearch did not answer")
        .contains("completed 48,312", "withdrawn 94")
        .contains("court order in a fraud case")
        .contains("Example Hosting AG", "Frankfurt am Main (DE)")
        .contains(SampleReports.KEY.verifier().name())
        .contains(groups(SampleReports.KEY.verifier().fingerprint()))
        .contains(groups(HexFormat.of().formatHex(signed.digest().bytes())))
        .contains("page 1 of");
  }

  @Test
  void whatIsUnknownShouldNeverReadAsNone() throws IOException {
    String text = text(pdf(sign(SampleReports.month())));

    assertThat(text).contains("operation-log Elasticsearch").contains("unknown unknown unknown");
    assertThat(text).contains("41 + ?"); // overdue in the stores that answered
  }

  @Test
  void fontsShouldBeEmbeddedAndNothingShouldRunOffThePage() throws IOException {
    byte[] pdf =
        pdf(
            sign(
                SampleReports.report(
                    DAY,
                    DAY.plusDays(364),
                    Collections.nCopies(
                        120,
                        SampleReports.hold("x".repeat(300), "long ".repeat(400), "y".repeat(90))),
                    SampleReports.days(DAY, DAY.plusDays(364)))));

    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(10);
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
        }
      }
      Edges edges = new Edges();
      edges.getText(document);
      assertThat(edges.left).isGreaterThanOrEqualTo(Sheet.MARGIN - 1);
      assertThat(edges.right).isLessThanOrEqualTo(Sheet.WIDTH - Sheet.MARGIN + 1);
      assertThat(edges.bottom).isLessThanOrEqualTo(Sheet.HEIGHT - 20);
    }
  }

  @Test
  void charactersThatTheFontsLackShouldBeShownAsSuch() throws IOException {
    RetentionReport report =
        SampleReports.report(
            DAY,
            DAY,
            List.of(SampleReports.hold("tenant", "\u6CD5\u9662 \u0000\t\uD83D\uDE00 order", "")),
            List.of());

    assertThat(text(pdf(sign(report))))
        .contains("order;")
        .contains("stands for a character that the fonts of these pages lack");
    assertThat(text(pdf(sign(SampleReports.month())))).doesNotContain("stands for a character");
  }

  @Test
  void chineseShouldBeShownInAFontOfTheReader() throws IOException {
    RetentionReport report =
        SampleReports.report(
            DAY,
            DAY,
            List.of(
                SampleReports.hold("tenant", "\u6CD5\u9662 order \uFF08\u6848\u4EF6\uFF09", "x")),
            List.of());

    byte[] pdf = pdf(sign(report));

    assertThat(text(pdf))
        .contains("\u6CD5\u9662 order \uFF08\u6848\u4EF6\uFF09")
        .contains("Chinese is shown in a font of the program that shows these pages")
        .doesNotContain("stands for a character");
    assertThat(pdf).isEqualTo(pdf(sign(report)));
  }

  @Test
  void scalesShouldEndAtARoundNumberAboveAll() {
    assertThat(
            List.of(0L, 1L, 3L, 10L, 11L, 24L, 26L, 99L, 7_004L, 48_373L).stream()
                .map(Numbers::scale))
        .containsExactly(1L, 1L, 4L, 10L, 20L, 25L, 40L, 100L, 8_000L, 50_000L);
  }

  @Test
  void periodsShouldReadAsWords() {
    assertThat(
            List.of("P2Y", "P90D", "P1Y1M", "P0D", "PT24H", "account", "P99999999999D").stream()
                .map(Numbers::period))
        .containsExactly(
            "2 years",
            "90 days",
            "1 year 1 month",
            "until the call is over, the end of its day at the latest",
            "24 hours",
            "until the account ends",
            "P99999999999D");
  }

  private static SignedDocument sign(RetentionReport report) {
    return SignedDocument.sign(RetentionReport.KIND, report.document(), SampleReports.KEY);
  }

  private static byte[] pdf(SignedDocument signed) {
    return ReportPdf.of(signed, SampleReports.KEY.verifier());
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }

  private static String groups(String hex) {
    return hex.replaceAll("(.{8})(?=.)", "$1 ");
  }

  /** How far text reaches. */
  private static final class Edges extends PDFTextStripper {
    private float left = Float.MAX_VALUE;
    private float right;
    private float bottom;

    @Override
    protected void processTextPosition(TextPosition text) {
      left = Math.min(left, text.getX());
      right = Math.max(right, text.getX() + text.getWidth());
      bottom = Math.max(bottom, text.getY());
    }
  }
}
