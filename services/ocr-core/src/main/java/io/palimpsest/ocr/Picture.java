package io.palimpsest.ocr;

/**
 * Upright pixels, ready to be read. The array is shared, not copied: whoever makes a picture hands
 * it over.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param bgr {@code uint8[height][width][3]}, row by row, blue first (the order the models were
 *     trained on)
 */
public record Picture(int width, int height, byte[] bgr) {
  public Picture {
    if (width < 1
        || height < 1
        || bgr.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
      throw new IllegalArgumentException("bgr must hold width * height * 3 bytes");
    }
  }
}
