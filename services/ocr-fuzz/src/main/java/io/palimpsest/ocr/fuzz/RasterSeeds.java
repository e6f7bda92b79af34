package io.palimpsest.ocr.fuzz;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Honest files of every raster format, small, in many of the forms that the format allows. */
final class RasterSeeds {
  private static final Map<String, Integer> LAYOUTS =
      Map.of(
          "rgb", BufferedImage.TYPE_3BYTE_BGR,
          "grey", BufferedImage.TYPE_BYTE_GRAY,
          "bits", BufferedImage.TYPE_BYTE_BINARY,
          "palette", BufferedImage.TYPE_BYTE_INDEXED,
          "alpha", BufferedImage.TYPE_4BYTE_ABGR,
          "grey16", BufferedImage.TYPE_USHORT_GRAY);

  /** 48 x 32, written by libwebp: without losses, with losses, and two frames. */
  private static final Map<String, String> WEBP =
      Map.of(
          "lossless",
          "UklGRjwAAABXRUJQVlA4TC8AAAAvL8AHALkyRPQ/dhHR/zAQTdvE7f+vx/SUgrQNWNjuCAiK/B8tJgC7tufaAaz/MwA=",
          "lossy",
          "UklGRsoAAABXRUJQVlA4IL4AAABwBgCdASowACAAPikQhUKhoSGdUBgChLUZwL0Cf8joSc+PHyL8Y/wg5HEwCrxjs/Tq1uHeJC55"
              + "L39//vwA/v90xI30aOsdKsRPIsoM//yYnO+KRXjed9P/uO3Cf/IndT+omRf86EBtP/+qpz+w1lV1YnM4s6rLIH/WIK63"
              + "U83Qv8DsX+CP+ve/2GsqqY3cXYtNtkuL+MzrwdsqT1Kk478iQW0s3i5qPELgQZsgTXybyhjl8huJox3i5qK9BYAA",
          "animated",
          "UklGRlQBAABXRUJQVlA4WAoAAAASAAAALwAAHwAAQU5JTQYAAAAAAAAAAABBTk1G1gAAAAAAAAAAAC8AAB8AAGQAAAJWUDhMvQAA"
              + "AC8vwAcADXUhov8Bxm3bSNJv+y95ZvZQhC3ATNs27Tbzx7uPTNom9a9414KB20aKZveYMtT7AzkAAAAAAAAAAAAAACDNc/16"
              + "nkVUr7YL8cHN6fT0PUrlLY+who+9JCJ70Vvmqry/MzR18gGR1NUXRVGH3xzzuhUg4zpXKMO+cCyzPpIwo77TOD/qU68Di6g2"
              + "H1KvMz5nXpfuVKX5svO69wKWme8cr6u+Nb0Of8Al5tXF6/x3PubmBdL/R2yFAABBTk1GSgAAAAAAAAAAAC8AAB8AAGQAAABW"
              + "UDhMMgAAAC8vwAcQDxCDHPMfDANp2/g3vWy/iYj+FwIEAAAAAAAAAAAAAAAAAAAAAAAAAAAAALwM");

  private RasterSeeds() {}

  static List<Sample> all() {
    List<Sample> seeds = new ArrayList<>();
    LAYOUTS.keySet().stream().sorted().forEach(name -> plain(seeds, name));
    seeds.add(new Sample("png rgb16", written("png", rgb16(), "", false)));
    jpegs(seeds);
    tiffs(seeds);
    BufferedImage palette = Drawn.picture(BufferedImage.TYPE_BYTE_INDEXED);
    seeds.add(new Sample("gif", written("gif", palette, "", false)));
    seeds.add(new Sample("gif animated", sequence("gif", palette, palette)));
    seeds.add(new Sample("bmp rle8", written("bmp", palette, "BI_RLE8", false)));
    WEBP.keySet().stream().sorted().forEach(k -> seeds.add(new Sample("webp " + k, webp(k))));
    return seeds;
  }

  static byte[] webp(String kind) {
    return Base64.getDecoder().decode(WEBP.get(kind));
  }

  private static void plain(List<Sample> seeds, String name) {
    BufferedImage image = Drawn.picture(LAYOUTS.get(name));
    seeds.add(new Sample("png " + name, written("png", image, "", false)));
    seeds.add(new Sample("png interlaced " + name, written("png", image, "", true)));
    if (!name.equals("grey16") && !name.equals("alpha")) {
      seeds.add(new Sample("bmp " + name, written("bmp", image, "BI_RGB", false)));
    }
    seeds.add(new Sample("tiff " + name, written("tiff", image, "", false)));
  }

  private static void jpegs(List<Sample> seeds) {
    byte[] rgb = written("jpeg", Drawn.picture(BufferedImage.TYPE_3BYTE_BGR), "", false);
    byte[] grey = written("jpeg", Drawn.picture(BufferedImage.TYPE_BYTE_GRAY), "", false);
    byte[] inks = inks();
    seeds.add(new Sample("jpeg", rgb));
    seeds.add(new Sample("jpeg grey", grey));
    seeds.add(
        new Sample(
            "jpeg progressive",
            written("jpeg", Drawn.picture(BufferedImage.TYPE_3BYTE_BGR), "", true)));
    for (int transform : new int[] {0, 2}) {
      byte[] adobe =
          Bytes.join(
              Bytes.of(0xFF, 0xEE, 0, 14),
              Bytes.ascii("Adobe"),
              Bytes.of(0, 100, 0, 0, 0, 0, transform));
      seeds.add(new Sample(transform == 0 ? "jpeg cmyk" : "jpeg ycck", inserted(inks, adobe)));
    }
    byte[] exif = Bytes.ascii("Exif\0\0MM\0*\0\0\0\b\0\1\1\u0012\0\3\0\0\0\1\0\6\0\0\0\0\0\0");
    seeds.add(new Sample("jpeg exif", inserted(rgb, segment(0xE1, exif))));
    byte[] icc = java.awt.color.ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] profile = segment(0xE2, Bytes.join(Bytes.ascii("ICC_PROFILE\0\1\1"), icc));
    seeds.add(new Sample("jpeg icc", inserted(rgb, profile)));
  }

  private static void tiffs(List<Sample> seeds) {
    BufferedImage rgb = Drawn.picture(BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage bits = Drawn.picture(BufferedImage.TYPE_BYTE_BINARY);
    for (String method : List.of("LZW", "JPEG", "ZLib", "PackBits", "Deflate")) {
      seeds.add(new Sample("tiff " + method, written("tiff", rgb, method, false)));
      seeds.add(new Sample("tiff tiled " + method, written("tiff", rgb, method, true)));
    }
    for (String method : List.of("CCITT RLE", "CCITT T.4", "CCITT T.6")) {
      seeds.add(new Sample("tiff " + method, written("tiff", bits, method, false)));
    }
    seeds.add(new Sample("tiff rgb16", written("tiff", rgb16(), "", false)));
    seeds.add(new Sample("tiff pages", sequence("tiff", rgb, bits, rgb)));
  }

  /** A JPEG segment. */
  static byte[] segment(int marker, byte[] data) {
    int length = data.length + 2;
    return Bytes.join(Bytes.of(0xFF, marker, length >> 8, length), data);
  }

  /** The JPEG with a segment behind its first marker. */
  static byte[] inserted(byte[] jpeg, byte[] segment) {
    return Bytes.join(Bytes.cut(jpeg, 0, 2), segment, Bytes.cut(jpeg, 2, jpeg.length));
  }

  /**
   * @param special progressive, interlaced or tiled, whichever the format has
   */
  static byte[] written(String format, BufferedImage image, String method, boolean special) {
    return write(
        format,
        (writer, out) -> {
          ImageWriteParam param = writer.getDefaultWriteParam();
          if (!method.isEmpty()) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(method);
          }
          if (special && param.canWriteTiles()) {
            param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            param.setTiling(32, 32, 0, 0);
          } else if (special) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
          }
          writer.write(null, new IIOImage(image, null, null), param);
        });
  }

  private static byte[] sequence(String format, BufferedImage... images) {
    return write(
        format,
        (writer, out) -> {
          writer.prepareWriteSequence(null);
          for (BufferedImage image : images) {
            writer.writeToSequence(new IIOImage(image, null, null), null);
          }
          writer.endWriteSequence();
        });
  }

  private static byte[] inks() {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 48, 32, 4, null);
    for (int i = 0; i < 48 * 32; i++) {
      raster.setPixel(i % 48, i / 48, new int[] {i % 251, i % 241, i % 239, 200});
    }
    return write(
        "jpeg", (writer, out) -> writer.write(null, new IIOImage(raster, null, null), null));
  }

  private static BufferedImage rgb16() {
    BufferedImage image =
        new BufferedImage(
            new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                BufferedImage.OPAQUE,
                DataBuffer.TYPE_USHORT),
            Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 120, 48, 3, null),
            false,
            null);
    return Drawn.onto(image);
  }

  private interface Use {
    void with(ImageWriter writer, ImageOutputStream out) throws java.io.IOException;
  }

  private static byte[] write(String format, Use use) {
    return Bytes.write(
        out -> {
          ImageWriter writer = writer(format);
          try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            use.with(writer, stream);
          } finally {
            writer.dispose();
          }
        });
  }

  /** The JDK's own, which can do more of TIFF than others on the class path. */
  private static ImageWriter writer(String format) {
    for (var writers = ImageIO.getImageWritersByFormatName(format); writers.hasNext(); ) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
        return writer;
      }
    }
    throw new IllegalStateException("no writer for " + format);
  }

  /** The one strip of a picture coded as fax machines do (ITU-T T.6), 120 x 48. */
  static byte[] faxStrip() {
    byte[] tiff =
        written("tiff", Drawn.picture(BufferedImage.TYPE_BYTE_BINARY), "CCITT T.6", false);
    ByteBuffer in = ByteBuffer.wrap(tiff);
    in.order(tiff[0] == 'I' ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
    int directory = in.getInt(4);
    int offset = 0;
    int length = 0;
    for (int i = 0; i < in.getShort(directory); i++) {
      int at = directory + 2 + i * 12;
      switch (in.getShort(at)) {
        case 273 -> offset = in.getInt(at + 8);
        case 279 -> length = in.getInt(at + 8);
        default -> {}
      }
    }
    return Bytes.cut(tiff, offset, offset + length);
  }
}
