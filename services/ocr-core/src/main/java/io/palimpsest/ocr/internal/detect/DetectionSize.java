package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.model.DetectionSettings;

/**
 * The shape in which a picture is shown to the detection network.
 *
 * @param width of the tensor, a multiple of 32
 * @param height of the tensor, a multiple of 32
 * @param contentWidth part of it that the picture takes, from the left
 * @param contentHeight part of it that the picture takes, from the top
 */
record DetectionSize(int width, int height, int contentWidth, int contentHeight) {
  private static final int STRIDE = 32;

  /**
   * Small pictures are blown up until their shorter side has {@code minSide}, because the network
   * misses letters of a few pixels, but not so far that the longer one passes {@code maxGrownSide};
   * large ones are shrunk to {@code maxSide} and {@code maxPixels}.
   */
  static DetectionSize of(int width, int height, DetectionSettings s) {
    double longSide = Math.max(width, height);
    double scale = Math.max(1, (double) s.minSide() / Math.min(width, height));
    if (scale > 1) {
      scale = Math.max(1, Math.min(scale, s.maxGrownSide() / longSide));
    }
    scale = Math.min(scale, s.maxSide() / longSide);
    scale = Math.min(scale, Math.sqrt((double) s.maxPixels() / width / height));
    int w = rounded(width * scale);
    int h = rounded(height * scale);
    return new DetectionSize(w, h, w, h);
  }

  private static int rounded(double side) {
    return Math.max(1, (int) Math.round(side / STRIDE)) * STRIDE;
  }
}
