package io.palimpsest.ocr.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Files made of two: polyglots, one format in the skin of another, containers in containers. */
final class Combined {
  private Combined() {}

  static Sample of(Sample one, Sample other, RandomGenerator random) {
    String names = one.name() + " & " + other.name();
    byte[] a = one.bytes();
    byte[] b = other.bytes();
    return switch (random.nextInt(7)) {
      case 0 -> new Sample(names + " glued", Bytes.join(a, b));
      case 1 -> new Sample(names + " inside", inside(a, b, random.nextInt(a.length)));
      case 2 -> new Sample(names + " skin", skin(a, b, 2 + random.nextInt(60)));
      case 3 -> new Sample(names + " as pdf image", asPdfImage(b, random));
      case 4 -> new Sample(names + " in bmp", inBmp(b, random.nextBoolean() ? 4 : 5));
      case 5 -> new Sample(names + " attached", attached(b));
      default -> new Sample(names + " woven", woven(a, b, random));
    };
  }

  private static byte[] inside(byte[] a, byte[] b, int at) {
    return Bytes.join(Bytes.cut(a, 0, at), b, Bytes.cut(a, at, a.length));
  }

  private static byte[] skin(byte[] a, byte[] b, int length) {
    int n = Math.min(length, Math.min(a.length, b.length));
    return Bytes.join(Bytes.cut(a, 0, n), Bytes.cut(b, n, b.length));
  }

  /** Whatever it is, a PDF says that it is an image. */
  private static byte[] asPdfImage(byte[] b, RandomGenerator random) {
    List<String> filters =
        List.of(
            "/DCTDecode",
            "/JBIG2Decode",
            "/JPXDecode",
            "/CCITTFaxDecode",
            "/LZWDecode",
            "/RunLengthDecode",
            "/ASCII85Decode",
            "[/ASCIIHexDecode/DCTDecode]",
            "/FlateDecode");
    String filter = filters.get(random.nextInt(filters.size()));
    return PdfText.image(
        "/Width 120/Height 48/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter" + filter, b);
  }

  /** A bitmap whose pixels are said to be a JPEG (4) or a PNG (5). */
  private static byte[] inBmp(byte[] b, int compression) {
    return Bytes.join(
        Bytes.little(54)
            .put(Bytes.ascii("BM"))
            .putInt(54 + b.length)
            .putInt(0)
            .putInt(54)
            .putInt(40)
            .putInt(120)
            .putInt(48)
            .putShort((short) 1)
            .putShort((short) 0)
            .putInt(compression)
            .putInt(b.length)
            .array(),
        b);
  }

  /** A PDF that carries the file along, deflated twice over. */
  private static byte[] attached(byte[] b) {
    return PdfText.page("", "0 0 99 99 re f").stream(
            "/Type/EmbeddedFile/Filter[/FlateDecode/FlateDecode]",
            Bytes.deflated(Bytes.deflated(b)))
        .file();
  }

  private static byte[] woven(byte[] a, byte[] b, RandomGenerator random) {
    byte[] result = Arrays.copyOf(a, Math.max(a.length, b.length));
    for (int at = 0; at < b.length; ) {
      int n = Math.min(b.length - at, 1 + random.nextInt(400));
      if (random.nextBoolean()) {
        System.arraycopy(b, at, result, at, n);
      }
      at += n;
    }
    return result;
  }
}
