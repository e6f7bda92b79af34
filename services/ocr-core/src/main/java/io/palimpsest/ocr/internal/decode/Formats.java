package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells kinds of file by their first bytes. */
final class Formats {
  /**
   * Readers of PDF accept some bytes before the header (ISO 32000-1, annex H, implementation note
   * 13).
   */
  private static final int PDF_HEADER_WITHIN = 1024;

  private Formats() {}

  static Optional<ImageFormat> of(byte[] file) {
    if (has(file, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(ImageFormat.JPEG);
    }
    if (has(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of(ImageFormat.PNG);
    }
    if (has(file, 0, 'R', 'I', 'F', 'F') && has(file, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (has(file, 0, 'G', 'I', 'F', '8', '7', 'a') || has(file, 0, 'G', 'I', 'F', '8', '9', 'a')) {
      return Optional.of(ImageFormat.GIF);
    }
    if (has(file, 0, 'I', 'I', 42, 0) || has(file, 0, 'M', 'M', 0, 42)) {
      return Optional.of(ImageFormat.TIFF);
    }
    if (isPdf(file)) {
      return Optional.of(ImageFormat.PDF);
    }
    return has(file, 0, 'B', 'M') ? Optional.of(ImageFormat.BMP) : Optional.empty();
  }

  private static boolean isPdf(byte[] file) {
    int length = Math.min(file.length, PDF_HEADER_WITHIN);
    return new String(file, 0, length, StandardCharsets.ISO_8859_1).contains("%PDF-");
  }

  private static boolean has(byte[] file, int at, int... bytes) {
    if (file.length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((file[at + i] & 255) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
