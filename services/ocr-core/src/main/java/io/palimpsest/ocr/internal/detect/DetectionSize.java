package io.palimpsest.ocr.internal.detect;

/**
 * The shape in which a picture is shown to the detection network, pixels.
 *
 * @param width a multiple of 32
 * @param height a multiple of 32
 */
record DetectionSize(int width, int height) {
  private static final int STRIDE = 32;

  static DetectionSize of(int width, int height, double scale) {
    return new DetectionSize(rounded(width * scale), rounded(height * scale));
  }

  private static int rounded(double side) {
    return Math.max(1, (int) Math.round(side / STRIDE)) * STRIDE;
  }
}
