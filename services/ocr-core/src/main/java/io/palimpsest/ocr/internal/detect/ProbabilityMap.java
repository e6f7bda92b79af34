package io.palimpsest.ocr.internal.detect;

/**
 * What the detection network says of each pixel.
 *
 * @param width pixels
 * @param height pixels
 * @param values {@code float32[height][width]}, 0 to 1: how surely the pixel lies in the core of a
 *     text line
 */
record ProbabilityMap(int width, int height, float[] values) {

  /**
   * The pixels above the threshold, each spread to its right and lower neighbours where {@code
   * dilate} is set.
   */
  boolean[] mask(float threshold, boolean dilate) {
    boolean[] mask = new boolean[values.length];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (values[i] > threshold) {
          mask[i] = true;
          if (dilate) {
            spread(mask, i, x + 1 < width, y + 1 < height);
          }
        }
      }
    }
    return mask;
  }

  private void spread(boolean[] mask, int i, boolean right, boolean down) {
    if (right) {
      mask[i + 1] = true;
    }
    if (down) {
      mask[i + width] = true;
    }
    if (right && down) {
      mask[i + width + 1] = true;
    }
  }
}
