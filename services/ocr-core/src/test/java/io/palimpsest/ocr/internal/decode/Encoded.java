package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Encoded files for tests, made on the spot, and what the decoder makes of them. */
final class Encoded {
  static final int WIDTH = 48;
  static final int HEIGHT = 32;

  /**
   * 48 x 32, red rising to the right by 5, green rising downwards by 7, blue in the left half;
   * written by libwebp 1.x.
   */
  static final byte[] WEBP_LOSSLESS =
      Base64.getDecoder()
          .decode(
              "UklGRjwAAABXRUJQVlA4TC8AAAAvL8AHALkyRPQ/dhHR/zAQTdvE7f+vx/SUgrQNWNjuCAiK/B8tJgC7tufaAaz/MwA=");

  /** The same, with losses. */
  static final byte[] WEBP_LOSSY =
      Base64.getDecoder()
          .decode(
              "UklGRsoAAABXRUJQVlA4IL4AAABwBgCdASowACAAPikQhUKhoSGdUBgChLUZwL0Cf8joSc+PHyL8Y/wg5HEwCrxjs/Tq1uHeJC55"
                  + "L39//vwA/v90xI30aOsdKsRPIsoM//yYnO+KRXjed9P/uO3Cf/IndT+omRf86EBtP/+qpz+w1lV1YnM4s6rLIH/WIK63"
                  + "U83Qv8DsX+CP+ve/2GsqqY3cXYtNtkuL+MzrwdsqT1Kk478iQW0s3i5qPELgQZsgTXybyhjl8huJox3i5qK9BYAA");

  /** The same as the first of two frames; the second is red. */
  static final byte[] WEBP_ANIMATED =
      Base64.getDecoder()
          .decode(
              "UklGRlQBAABXRUJQVlA4WAoAAAASAAAALwAAHwAAQU5JTQYAAAAAAAAAAABBTk1G1gAAAAAAAAAAAC8AAB8AAGQAAAJWUDhMvQAA"
                  + "AC8vwAcADXUhov8Bxm3bSNJv+y95ZvZQhC3ATNs27Tbzx7uPTNom9a9414KB20aKZveYMtT7AzkAAAAAAAAAAAAAACDNc/16"
                  + "nkVUr7YL8cHN6fT0PUrlLY+who+9JCJ70Vvmqry/MzR18gGR1NUXRVGH3xzzuhUg4zpXKMO+cCyzPpIwo77TOD/qU68Di6g2"
                  + "H1KvMz5nXpfuVKX5svO69wKWme8cr6u+Nb0Of8Al5tXF6/x3PubmBdL/R2yFAABBTk1GSgAAAAAAAAAAAC8AAB8AAGQAAABW"
                  + "UDhMMgAAAC8vwAcQDxCDHPMfDANp2/g3vWy/iYj+FwIEAAAAAAAAAAAAAAAAAAAAAAAAAAAAALwM");

  private Encoded() {}

  static Decoded decode(byte[] file) {
    return decode(file, DocumentOptions.lenient());
  }

  static Decoded decode(byte[] file, DocumentOptions options) {
    Guard guard = new Guard(1L << 30);
    guard.begin();
    return Decoder.decode(file, options, guard);
  }

  /** A pixel as 0xRRGGBB. */
  static int rgb(Picture p, int x, int y) {
    int i = (y * p.width() + x) * 3;
    return (p.bgr()[i + 2] & 255) << 16 | (p.bgr()[i + 1] & 255) << 8 | p.bgr()[i] & 255;
  }

  /** Left half of the first colour, right half of the second. */
  static BufferedImage halves(int type, Color left, Color right) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    Graphics2D g = image.createGraphics();
    g.setComposite(java.awt.AlphaComposite.Src);
    g.setColor(left);
    g.fillRect(0, 0, WIDTH / 2, HEIGHT);
    g.setColor(right);
    g.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
    g.dispose();
    return image;
  }

  static byte[] encode(BufferedImage image, ImageFormat format) {
    return write(
        out -> {
          if (!ImageIO.write(image, format.name().toLowerCase(Locale.ROOT), out)) {
            throw new IllegalStateException("no writer for " + format);
          }
        });
  }

  /** A JPEG of amounts of ink, written as Adobe's programs do: inverted, and with their marker. */
  static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black) {
    byte[] plain = fourChannelJpeg(255 - cyan, 255 - magenta, 255 - yellow, 255 - black);
    byte[] marker = {
      (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    return ByteBuffer.allocate(plain.length + marker.length)
        .put(plain, 0, 2)
        .put(marker)
        .put(plain, 2, plain.length - 2)
        .array();
  }

  private static byte[] fourChannelJpeg(int... pixel) {
    WritableRaster raster =
        java.awt.image.Raster.createInterleavedRaster(
            java.awt.image.DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        raster.setPixel(x, y, pixel);
      }
    }
    return write(
        out -> {
          ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
          try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
          } finally {
            writer.dispose();
          }
        });
  }

  static byte[] tiff(BufferedImage... pages) {
    return write(
        out -> {
          ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
          try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
              writer.writeToSequence(new IIOImage(page, null, null), null);
            }
            writer.endWriteSequence();
          } finally {
            writer.dispose();
          }
        });
  }

  /** A PDF of pages of a size in points, each filled with its image. */
  static byte[] pdf(float width, float height, BufferedImage... images) {
    try (PDDocument document = new PDDocument()) {
      for (BufferedImage image : images) {
        PDPage page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.drawImage(LosslessFactory.createFromImage(document, image), 0, 0, width, height);
        }
      }
      return save(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] save(PDDocument document) {
    return write(document::save);
  }

  /** The JPEG with an Exif block that notes an orientation. */
  static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(jpeg.length + 36);
    exif.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
    exif.put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0);
    exif.putInt(0);
    return exif.put(jpeg, 2, jpeg.length - 2).array();
  }

  /** A JPEG in several scans. */
  static byte[] progressiveJpeg(BufferedImage image) {
    return write("jpeg", image, param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT));
  }

  /** A TIFF of one strip, coded as fax machines do. */
  static byte[] faxTiff(BufferedImage image) {
    return write(
        "tiff",
        image,
        param -> {
          param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          param.setCompressionType("CCITT T.6");
        });
  }

  /** With the JDK's own writer, the only one that knows all of these ways. */
  static byte[] write(String format, RenderedImage image, Consumer<ImageWriteParam> how) {
    return write(
        out -> {
          ImageWriter writer = jdkWriter(format);
          ImageWriteParam param = writer.getDefaultWriteParam();
          how.accept(param);
          try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
          } finally {
            writer.dispose();
          }
        });
  }

  private static ImageWriter jdkWriter(String format) {
    for (var writers = ImageIO.getImageWritersByFormatName(format); writers.hasNext(); ) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
        return writer;
      }
    }
    throw new IllegalStateException("no writer for " + format);
  }

  static int find(byte[] in, int first, int second) {
    for (int i = 0; i + 1 < in.length; i++) {
      if (in[i] == (byte) first && in[i + 1] == (byte) second) {
        return i;
      }
    }
    throw new IllegalArgumentException("not there");
  }

  /**
   * The picture as JBIG2 in the form that PDFs hold: page information, and one region coded as fax
   * machines do (ITU-T T.88, 7.4.6 and 7.4.8).
   */
  static byte[] jbig2(BufferedImage bits) {
    byte[] tiff = faxTiff(bits);
    ByteBuffer in = ByteBuffer.wrap(tiff);
    in.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = in.getInt(4);
    int at = 0;
    int length = 0;
    for (int i = 0; i < in.getShort(directory); i++) {
      int entry = directory + 2 + i * 12;
      at = in.getShort(entry) == 273 ? in.getInt(entry + 8) : at;
      length = in.getShort(entry) == 279 ? in.getInt(entry + 8) : length;
    }
    ByteBuffer out = ByteBuffer.allocate(30 + 29 + length);
    out.putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19);
    out.putInt(bits.getWidth()).putInt(bits.getHeight()).position(30);
    out.putInt(1).put((byte) 38).put((byte) 0).put((byte) 1).putInt(18 + length);
    out.putInt(bits.getWidth()).putInt(bits.getHeight()).putLong(0).put((byte) 0).put((byte) 1);
    return out.put(tiff, at, length).array();
  }

  /** A PDF that is one grey image of 48 x 32 by its own words, coded as the filter says. */
  static byte[] imagePdf(String filter, byte[] data) {
    return pdf(
        "/XObject<</I 5 0 R>>",
        "q 200 0 0 100 0 0 cm /I Do Q",
        "/Subtype/Image/Width 48/Height 32/BitsPerComponent 1/ColorSpace/DeviceGray" + filter,
        data);
  }

  /** A PDF of one page of 200 x 100 points, as plain text, with one stream besides. */
  static byte[] pdf(String resources, String content, String entries, byte[] data) {
    return write(
        out -> {
          String page =
              "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                  + "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                  + "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<"
                  + (resources + ">>>> endobj\n")
                  + ("4 0 obj <</Length " + content.length() + ">> stream\n" + content)
                  + "\nendstream endobj\n5 0 obj <<"
                  + (entries + "/Length " + data.length + ">> stream\n");
          out.write(page.getBytes(StandardCharsets.ISO_8859_1));
          out.write(data);
          out.write(
              "\nendstream endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  private static byte[] write(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }
}
