package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.error.OcrFailure;

/** Judges sizes from headers, before pixels are allocated. */
final class SizeLimits {
  /**
   * Pixels that are kept; what is larger is decoded at a half, a third ... of its sides. 40 million
   * take 120 MB as bytes.
   */
  private static final long KEPT_PIXELS = 40_000_000;

  private SizeLimits() {}

  /**
   * @throws OcrFailure.SizeOutOfRange when a side or the area is out of the caller's range
   */
  static void check(int width, int height, DocumentOptions options) {
    if (Math.min(width, height) < Math.max(1, options.minSide())) {
      throw new OcrFailure.SizeOutOfRange(
          width + " x " + height + " pixels: a side is below " + options.minSide());
    }
    if (Math.max(width, height) > options.maxSide()) {
      throw new OcrFailure.SizeOutOfRange(
          width + " x " + height + " pixels: a side is above " + options.maxSide());
    }
    if ((long) width * height > options.maxPixels()) {
      throw new OcrFailure.SizeOutOfRange(
          width + " x " + height + " pixels: more than " + options.maxPixels());
    }
  }

  /** By how much a picture of an accepted size is shrunk while it is decoded. */
  static int shrink(int width, int height) {
    int factor = 1;
    while ((long) width * height / ((long) factor * factor) > KEPT_PIXELS) {
      factor++;
    }
    return factor;
  }
}
