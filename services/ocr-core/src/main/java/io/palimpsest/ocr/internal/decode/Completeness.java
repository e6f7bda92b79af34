package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sees files cut short where their decoder would quietly give half a picture. */
final class Completeness {
  /** Some writers append to a PDF; this much is forgiven, bytes. */
  private static final int PDF_END_WITHIN = 4096;

  private Completeness() {}

  /**
   * @throws OcrFailure when a container says that it is longer than the file, or misses its end
   */
  static void check(byte[] file, ImageFormat format) {
    boolean whole =
        switch (format) {
          case WEBP -> webp(file);
          case PNG -> png(file);
          case PDF -> pdf(file);
          default -> true;
        };
    if (!whole && format == ImageFormat.PDF) {
      throw new OcrFailure.PdfUnreadable("the PDF is cut short", null);
    }
    if (!whole) {
      throw new OcrFailure.Undecodable("the " + format + " is cut short", null);
    }
  }

  private static boolean webp(byte[] file) {
    long declared = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
    return declared + 8 <= file.length;
  }

  /**
   * Chunks follow each other up to the last piece of image data; what is missing behind it does no
   * harm.
   */
  private static boolean png(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    boolean data = false;
    for (long at = 8; at + 12 <= file.length; ) {
      long length = in.getInt((int) at) & 0xFFFFFFFFL;
      boolean isData = in.getInt((int) at + 4) == 0x49444154; // "IDAT"
      at += 12 + length;
      if (isData && at > file.length) {
        return false;
      }
      if (data && !isData) {
        return true;
      }
      data |= isData;
    }
    return data;
  }

  /**
   * PDFBox makes a document of whatever objects it still finds; a whole file ends with where its
   * table of objects is.
   */
  private static boolean pdf(byte[] file) {
    int from = Math.max(0, file.length - PDF_END_WITHIN);
    return new String(file, from, file.length - from, StandardCharsets.ISO_8859_1)
        .contains("startxref");
  }
}
