package io.palimpsest.ocr.fuzz;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Honest PDFs: pictures in several codings, text in an embedded font, forms, shadings, a lock. */
final class PdfSeeds {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private PdfSeeds() {}

  static List<Sample> all() {
    List<Sample> seeds = new ArrayList<>();
    seeds.add(new Sample("pdf flate", written(PdfSeeds::flate)));
    seeds.add(new Sample("pdf jpeg", written(PdfSeeds::jpeg)));
    seeds.add(new Sample("pdf text", written(PdfSeeds::text)));
    seeds.add(new Sample("pdf locked", written(PdfSeeds::locked)));
    seeds.add(
        new Sample(
            "pdf fax",
            PdfText.image(
                BITS + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 120/Rows 48>>",
                RasterSeeds.faxStrip())));
    seeds.add(new Sample("pdf jbig2", PdfText.image(BITS + "/Filter/JBIG2Decode", jbig2(120, 48))));
    seeds.add(
        new Sample(
            "pdf jpx", PdfText.image("/Width 120/Height 48/Filter/JPXDecode", jpx(120, 48))));
    seeds.add(new Sample("pdf forms", forms()));
    seeds.add(new Sample("pdf shading", shading()));
    return seeds;
  }

  private static final String BITS =
      "/Width 120/Height 48/BitsPerComponent 1/ColorSpace/DeviceGray";

  /** Page information, and one generic region coded as T.6 (ITU-T T.88, 7.2, 7.4.6, 7.4.8). */
  static byte[] jbig2(int width, int height) {
    byte[] strip = RasterSeeds.faxStrip();
    ByteBuffer page = ByteBuffer.allocate(30);
    page.putInt(0).put(Bytes.of(48, 0, 1)).putInt(19);
    page.putInt(width).putInt(height).putInt(0).putInt(0).put(Bytes.of(0, 0, 0));
    ByteBuffer region = ByteBuffer.allocate(11 + 18);
    region.putInt(1).put(Bytes.of(38, 0, 1)).putInt(18 + strip.length);
    region.putInt(width).putInt(height).putInt(0).putInt(0).put(Bytes.of(0, 1));
    return Bytes.join(page.array(), region.array(), strip);
  }

  /** The head of a JPEG 2000 code stream (ISO 15444-1, A.5.1), and nothing behind it. */
  static byte[] jpx(int width, int height) {
    ByteBuffer size = ByteBuffer.allocate(4 + 41);
    size.put(Bytes.of(0xFF, 0x4F, 0xFF, 0x51)).putShort((short) 41).putShort((short) 0);
    size.putInt(width).putInt(height).putInt(0).putInt(0).putInt(width).putInt(height);
    size.putInt(0).putInt(0).putShort((short) 1).put(Bytes.of(7, 1, 1));
    return size.array();
  }

  private static byte[] forms() {
    return PdfText.page("/XObject<</F 5 0 R>>/ExtGState<</G<</ca .5/SMask 7 0 R>>>>", "/G gs /F Do")
        .stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<</XObject<</F 6 0 R>>>>"
                + "/Group<</S/Transparency/CS/DeviceRGB>>",
            Bytes.ascii("1 0 0 rg 10 10 50 50 re f q .5 0 0 .5 9 9 cm /F Do Q"))
        .stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 100 100]",
            Bytes.ascii("0 0 1 RG [4 2] 1 d 3 w 5 5 m 60 90 80 10 95 95 c S"))
        .object("<</S/Luminosity/G 6 0 R>>")
        .file();
  }

  private static byte[] shading() {
    String function = "<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 2>>";
    return PdfText.page(
            ("/Shading<</S<</ShadingType 3/ColorSpace/DeviceRGB/Coords[50 50 5 90 50 40]/Function "
                    + function
                    + "/Extend[true true]>>>>")
                + "/Pattern<</P 5 0 R>>",
            "/S sh /Pattern cs /P scn 20 20 150 60 re f")
        .stream(
            "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 10/YStep 10/Resources<<>>",
            Bytes.ascii("0 1 0 rg 0 0 5 5 re f"))
        .file();
  }

  private interface Drawing {
    void on(PDDocument document, PDPage page, PDPageContentStream content) throws IOException;
  }

  private static byte[] written(Drawing drawing) {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 2; i++) {
        PDPage page = new PDPage(new PDRectangle(200, 100));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          drawing.on(document, page, content);
        }
      }
      return Bytes.write(document::save);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flate(PDDocument document, PDPage page, PDPageContentStream content)
      throws IOException {
    BufferedImage image = Drawn.picture(BufferedImage.TYPE_4BYTE_ABGR);
    image.getRaster().setSample(3, 3, 3, 100); // not opaque, so that it gets a soft mask
    PDImageXObject flate = LosslessFactory.createFromImage(document, image);
    content.drawImage(flate, 0, 0, 200, 100);
  }

  private static void jpeg(PDDocument document, PDPage page, PDPageContentStream content)
      throws IOException {
    BufferedImage image = Drawn.picture(BufferedImage.TYPE_3BYTE_BGR);
    content.drawImage(JPEGFactory.createFromImage(document, image), 0, 0, 200, 100);
  }

  private static void text(PDDocument document, PDPage page, PDPageContentStream content)
      throws IOException {
    try (InputStream in = PdfSeeds.class.getResourceAsStream(FONT)) {
      PDFont font = PDType0Font.load(document, in);
      content.beginText();
      content.setFont(font, 18);
      content.newLineAtOffset(10, 40);
      content.showText("ledger 4711");
      content.endText();
    }
  }

  private static void locked(PDDocument document, PDPage page, PDPageContentStream content)
      throws IOException {
    flate(document, page, content);
    document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
  }
}
