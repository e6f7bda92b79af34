package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;

/**
 * Judges sizes from headers, before pixels are allocated. Together they bound what one decoding
 * keeps at a time: a raster as the decoder writes it, the picture made of it, and that once more
 * while it is turned.
 */
final class SizeLimits {
  /** Pixels that are kept; what is larger is shrunk to a half, a third ... of its sides. */
  static final long KEPT_PIXELS = 40_000_000;

  /** A decoder's own raster; what would be larger is decoded without keeping it. */
  static final long RASTER_BYTES = 256L << 20;

  /**
   * WebP's decoder unfolds the whole picture before it gives a pixel away, at up to 7 bytes each.
   */
  private static final long WEBP_PIXELS = 60_000_000;

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

  /**
   * @throws OcrFailure.SizeOutOfRange when a file of this format cannot be decoded piece by piece
   *     and is too large to be decoded at once
   */
  static void check(int width, int height, ImageFormat format) {
    if (format == ImageFormat.WEBP && (long) width * height > WEBP_PIXELS) {
      throw new OcrFailure.SizeOutOfRange(
          width + " x " + height + " pixels: more than " + WEBP_PIXELS + " for a WEBP");
    }
  }

  /** By how much a picture of an accepted size is shrunk while it is decoded. */
  static int shrink(long width, long height) {
    int factor = 1;
    while (Math.ceilDiv(width, factor) * Math.ceilDiv(height, factor) > KEPT_PIXELS) {
      factor++;
    }
    return factor;
  }
}
