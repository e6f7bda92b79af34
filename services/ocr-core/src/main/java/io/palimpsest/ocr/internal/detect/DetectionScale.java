package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.model.DetectionSettings;
import java.util.List;

/** By how much a picture is scaled before the detection network sees it; 1 for its own size. */
final class DetectionScale {
  /**
   * Shorter side that a first look does not go below, pixels, for the lines of a strip are as high
   * as it is.
   */
  private static final double FIRST_SHORT_SIDE = 240;

  /** A first look blows up no more than this: what it finds of a smaller picture is enough. */
  private static final double FIRST_GROWTH = 2;

  /** Boxes of this height, pixels, are as exact as their lines can be read. */
  private static final double READABLE = 12;

  /** Lower ones are where print begins to be missed altogether, pixels. */
  private static final double LEGIBLE = 9;

  /** Share of the boxes that may be lower than that. */
  private static final double LOWEST = 0.1;

  /** A second look is worth it from this growth on. */
  private static final double WORTHWHILE = 1.15;

  private DetectionScale() {}

  /**
   * Small pictures are blown up until their shorter side has {@code minSide}, because the network
   * misses letters of a few pixels, but not so far that the longer one passes {@code maxGrownSide};
   * large ones are shrunk to {@code maxSide} and {@code maxPixels}.
   */
  static double full(int width, int height, DetectionSettings s) {
    double longSide = Math.max(width, height);
    double scale = Math.max(1, (double) s.minSide() / Math.min(width, height));
    if (scale > 1) {
      scale = Math.max(1, Math.min(scale, s.maxGrownSide() / longSide));
    }
    scale = Math.min(scale, s.maxSide() / longSide);
    return Math.min(scale, widest(width, height, s));
  }

  /** The first look's. */
  static double first(int width, int height, int firstSide, DetectionSettings s) {
    double scale = Math.min(FIRST_GROWTH, (double) firstSide / Math.max(width, height));
    scale = Math.max(scale, Math.min(1, FIRST_SHORT_SIDE / Math.min(width, height)));
    return Math.min(scale, widest(width, height, s));
  }

  /**
   * The scale of a second look, or that of the first where another would show nothing new.
   *
   * @param heights of the boxes that the first look found, pixels of the picture
   * @param full what there is to go up to
   */
  static double second(double first, List<Double> heights, double full) {
    double wanted = heights.isEmpty() ? full : Math.min(full, READABLE / low(heights));
    return wanted > first * WORTHWHILE ? wanted : first;
  }

  /** Whether no print can have been missed for having been shown too small. */
  static boolean isEnough(double scale, List<Double> heights) {
    return scale >= 1 || !heights.isEmpty() && low(heights) * scale >= LEGIBLE;
  }

  private static double low(List<Double> heights) {
    return heights.stream().sorted().toList().get((int) (heights.size() * LOWEST));
  }

  private static double widest(int width, int height, DetectionSettings s) {
    return Math.sqrt((double) s.maxPixels() / width / height);
  }
}
