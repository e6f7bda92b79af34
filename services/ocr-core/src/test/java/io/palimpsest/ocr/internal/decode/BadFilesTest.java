package io.palimpsest.ocr.internal.decode;

import static io.palimpsest.ocr.internal.decode.Encoded.decode;
import static io.palimpsest.ocr.internal.decode.Encoded.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BadFilesTest {
  private static final BufferedImage DRAWING = Drawings.page(200, 100, "ledger 4711");

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void decodeShouldRefuseAFileCutShort(ImageFormat format) {
    byte[] whole = file(format);

    for (int percent = 5; percent <= 90; percent += 5) {
      byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);
      assertThatThrownBy(() -> decode(part))
          .as("%s, first %d %%", format, percent)
          .isInstanceOf(OcrFailure.class);
    }
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void decodeShouldGiveAPictureOrAFailureWhenBitsAreFlipped(ImageFormat format) {
    byte[] whole = file(format);
    Random random = new Random(20261121);

    for (int round = 0; round < 150; round++) {
      byte[] broken = whole.clone();
      int flips = 1 + random.nextInt(8);
      int within =
          round % 2 == 0 ? Math.min(broken.length, 200) : broken.length; // headers hurt most
      for (int i = 0; i < flips; i++) {
        broken[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(decode(broken).picture().bgr()).isNotEmpty();
      } catch (OcrFailure e) {
        assertThat(e).hasMessageNotContaining("ledger");
      } catch (Throwable e) {
        fail(format + ", round " + round, e);
      }
    }
  }

  @Test
  void decodeShouldRefuseWhatIsEmptyOrOfNoKnownKind() {
    assertThatThrownBy(() -> decode(new byte[0])).isInstanceOf(OcrFailure.Empty.class);
    assertThatThrownBy(() -> decode("hello".getBytes()))
        .isInstanceOf(OcrFailure.UnknownFormat.class);
    assertThatThrownBy(() -> decode(new byte[1000])).isInstanceOf(OcrFailure.UnknownFormat.class);
  }

  @Test
  void decodeShouldRefuseAFormatThatTheCallerDoesNotTake() {
    DocumentOptions jpegOnly =
        new DocumentOptions(
            Set.of(ImageFormat.JPEG),
            1,
            1,
            100,
            10_000,
            java.time.Duration.ofSeconds(1),
            DocumentOptions.lenient().read());

    assertThatThrownBy(() -> decode(file(ImageFormat.PNG), jpegOnly))
        .isInstanceOf(OcrFailure.UnknownFormat.class);
    assertThatThrownBy(() -> decode(file(ImageFormat.JPEG), jpegOnly))
        .isInstanceOf(OcrFailure.SizeOutOfRange.class);
  }

  @Test
  void decodeShouldRefuseABombFromItsHeader() {
    byte[] png = file(ImageFormat.PNG);
    ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000).putInt(29, crc(png, 12, 17));
    byte[] bmp = file(ImageFormat.BMP);
    ByteBuffer.wrap(bmp)
        .putInt(18, Integer.reverseBytes(40_000))
        .putInt(22, Integer.reverseBytes(40_000));
    byte[] gif = file(ImageFormat.GIF);
    byte[] wide =
        encode(new BufferedImage(65_501, 1, BufferedImage.TYPE_BYTE_BINARY), ImageFormat.PNG);

    assertThatThrownBy(() -> decode(png)).isInstanceOf(OcrFailure.SizeOutOfRange.class);
    assertThatThrownBy(() -> decode(bmp)).isInstanceOf(OcrFailure.SizeOutOfRange.class);
    assertThatThrownBy(() -> decode(wide)).isInstanceOf(OcrFailure.SizeOutOfRange.class);
    assertThat(decode(gif).picture().width()).isEqualTo(200);
  }

  @Test
  void decodeShouldShrinkWhatIsAcceptedButHuge() {
    byte[] png =
        encode(new BufferedImage(10_000, 8_000, BufferedImage.TYPE_BYTE_BINARY), ImageFormat.PNG);

    Decoded decoded = decode(png);

    assertThat(decoded.shrunk()).isEqualTo(2);
    assertThat(decoded.picture().width()).isEqualTo(5_000);
  }

  @Test
  void decodeShouldRefuseAPdfThatNeedsAPassword() throws Exception {
    byte[] file;
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      file = Encoded.save(document);
    }

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(OcrFailure.PdfUnreadable.class)
        .hasMessageContaining("password");
  }

  @Test
  void decodeShouldDrawAPageOfAbsurdSizeWithinBounds() {
    Decoded decoded = decode(Encoded.pdf(500_000, 400_000, DRAWING));

    assertThat(decoded.picture().width()).isBetween(7_070, 7_073);
  }

  @Test
  void decodeShouldRefuseAPdfWhoseImageIsABomb() throws Exception {
    byte[] file;
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      page.setContents(
          stream(document, "q 100 0 0 100 0 0 cm BI /W 40000 /H 40000 /BPC 8 /CS /G ID 0 EI Q"));
      file = Encoded.save(document);
    }

    assertThatThrownBy(() -> decode(file)).isInstanceOf(OcrFailure.SizeOutOfRange.class);
  }

  @Test
  void decodeShouldStopAStreamThatUnfoldsWithoutEnd() throws Exception {
    byte[] file;
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      page.setContents(stream(document, "(" + " ".repeat(200_000_000)));
      file = Encoded.save(document);
    }
    Guard guard = new Guard(50_000_000);
    guard.begin();

    assertThatThrownBy(() -> Decoder.decode(file, DocumentOptions.lenient(), guard))
        .isInstanceOf(OcrFailure.PdfUnreadable.class);
  }

  @Test
  void decodeShouldRefuseAPdfCompressedTwice() {
    byte[] file =
        "%PDF-1.7\n1 0 obj <</Filter [ /FlateDecode /FlateDecode ]>> stream startxref".getBytes();

    assertThatThrownBy(() -> decode(file)).hasMessageContaining("compressed twice");
  }

  /** Such a picture is kept as coefficients in native memory, which no Java heap bounds. */
  @Test
  void decodeShouldRefuseAProgressiveJpegWhoseCoefficientsWouldTakeTooMuchMemory() {
    byte[] file = Encoded.progressiveJpeg(DRAWING);
    int frame = Encoded.find(file, 0xFF, 0xC2);
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 20_000).putShort(frame + 7, (short) 20_000);

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(OcrFailure.SizeOutOfRange.class)
        .hasMessageContaining("several scans");
  }

  @Test
  void decodeShouldRefuseAJpegOfThousandsOfScans() {
    byte[] file = Encoded.progressiveJpeg(DRAWING);
    int scan = Encoded.find(file, 0xFF, 0xDA);
    ByteBuffer many = ByteBuffer.allocate(file.length + 5_000 * 14);
    many.put(file, 0, scan);
    for (int i = 0; i < 5_000; i++) {
      many.put(file, scan, 14);
    }
    many.put(file, scan, file.length - scan);

    assertThatThrownBy(() -> decode(many.array())).hasMessageContaining("scans");
  }

  @Test
  void decodeShouldRefuseWhatLiesInItselfWithoutEnd() {
    byte[] file =
        Encoded.pdf(
            "/Pattern<</P 5 0 R>>",
            "/Pattern cs /P scn 0 0 200 100 re f",
            "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
                + "/Resources<</Pattern<</P 5 0 R>>>>",
            "/Pattern cs /P scn 0 0 5 5 re f".getBytes());

    assertThatThrownBy(() -> decode(file)).hasMessageContaining("too deep");
  }

  /** PDFBox would go on without it, and the page would come out blank. */
  @Test
  void decodeShouldRefuseAPdfWhoseImageCannotBeDrawn() {
    assertThatThrownBy(() -> decode(Encoded.imagePdf("/Filter/JPXDecode", new byte[100])))
        .isInstanceOf(OcrFailure.PdfUnreadable.class)
        .hasMessageContaining("JPEG 2000");
    assertThatThrownBy(() -> decode(Encoded.imagePdf("/Filter/DCTDecode", new byte[100])))
        .isInstanceOf(OcrFailure.PdfUnreadable.class)
        .hasMessageContaining("broken");
  }

  @Test
  void decodeShouldRefuseAJpegInAPdfThatIsLargerThanThePdfSays() {
    byte[] jpeg =
        encode(new BufferedImage(2_000, 2_000, BufferedImage.TYPE_BYTE_GRAY), ImageFormat.JPEG);

    assertThatThrownBy(() -> decode(Encoded.imagePdf("/Filter/DCTDecode", jpeg)))
        .hasMessageContaining("larger than the PDF says");
  }

  @Test
  void decodeShouldJudgeJbig2ByItsSegmentsAndNotByWhatThePdfSays() {
    byte[] page = new byte[30];
    ByteBuffer.wrap(page).put(4, (byte) 48).put(6, (byte) 1).putInt(7, 19);
    ByteBuffer.wrap(page).putInt(11, 65_000).putInt(15, 65_000);
    byte[] symbols = new byte[20];
    ByteBuffer.wrap(symbols).put(6, (byte) 1).putInt(7, 9);

    assertThatThrownBy(() -> decode(Encoded.imagePdf("/Filter/JBIG2Decode", page)))
        .isInstanceOf(OcrFailure.SizeOutOfRange.class);
    assertThatThrownBy(() -> decode(Encoded.imagePdf("/Filter/JBIG2Decode", symbols)))
        .isInstanceOf(OcrFailure.PdfUnreadable.class)
        .hasMessageContaining("symbols");
  }

  /** It is painted in one go, which no time limit ends. */
  @Test
  void decodeShouldRefuseAPdfWithAPathOfTooManyPoints() {
    byte[] file = Encoded.pdf("", "1 1 m " + "2 2 l 9 1 l ".repeat(60_000) + "S", "", new byte[0]);

    assertThatThrownBy(() -> decode(file))
        .isInstanceOf(OcrFailure.PdfUnreadable.class)
        .hasMessageContaining("too many points");
  }

  @Test
  void decodeShouldRefuseAPdfThatClaimsMoreThanPdfBoxCouldCount() {
    String shading =
        "/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]/Function 5 0 R>>>>";
    byte[] samples =
        Encoded.pdf(
            shading, "/S sh", "/FunctionType 0/Range[0 1]/Domain[0 1]/Size[99999999]", new byte[9]);
    byte[] row =
        Encoded.imagePdf(
            "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>", new byte[9]);
    String font =
        "/Font<</F<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 5 0 R"
            + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[0 99999999 500]>>]>>>>";
    byte[] widths = Encoded.pdf(font, "BT /F 9 Tf (aa) Tj ET", "", new byte[0]);
    byte[] map =
        Encoded.pdf(
            font.replace("99999999", "9"),
            "BT /F 9 Tf (aa) Tj ET",
            "",
            "1 beginbfrange <000000>%<00>\n<FFFFFF> <0000> endbfrange".getBytes());

    for (byte[] file : new byte[][] {samples, row, widths, map}) {
      assertThatThrownBy(() -> decode(file))
          .isInstanceOf(OcrFailure.PdfUnreadable.class)
          .hasMessageMatching(".* too (many|long).*");
    }
  }

  private static PDStream stream(PDDocument document, String content) throws java.io.IOException {
    return new PDStream(
        document, new java.io.ByteArrayInputStream(content.getBytes()), COSName.FLATE_DECODE);
  }

  private static byte[] file(ImageFormat format) {
    return switch (format) {
      case PDF -> Encoded.pdf(200, 100, DRAWING);
      case WEBP -> Encoded.WEBP_LOSSY.clone();
      case JPEG, PNG, BMP, TIFF, GIF ->
          encode(
              Drawings.draw(
                  new BufferedImage(200, 100, BufferedImage.TYPE_3BYTE_BGR),
                  Color.WHITE,
                  Color.BLACK,
                  "ledger 4711"),
              format);
    };
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
