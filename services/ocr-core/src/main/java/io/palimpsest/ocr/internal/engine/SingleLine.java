package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.List;

/**
 * Pictures that are one cut-out line. Detection was trained on whole pages and often clips or
 * misses such a line, while the recogniser was trained on just these.
 */
final class SingleLine {
  /** A cut-out line fills at least this much of its picture's height. */
  private static final double FILLS = 0.5;

  /** Cut-out lines are wider than high by at least this. */
  private static final double WIDER = 1.3;

  /**
   * Up to this height a picture with one row of text is likely a cut-out line, however little was
   * found, pixels.
   */
  private static final int LOW = 200;

  private SingleLine() {}

  /**
   * Whether the picture may be one line: it is wider than high, and low or filled by the one row
   * found in it.
   */
  static boolean suspected(Picture picture, List<TextLine> found) {
    double height = picture.height();
    if (picture.width() < WIDER * height || found.isEmpty() && height > LOW) {
      return false;
    }
    return oneRow(found)
        && (height <= LOW
            || found.stream().allMatch(line -> Quads.height(line.quad()) >= FILLS * height));
  }

  private static boolean oneRow(List<TextLine> lines) {
    List<Double> middles = lines.stream().map(line -> Quads.centre(line.quad()).y()).toList();
    return lines.stream()
        .allMatch(
            line ->
                middles.stream()
                    .allMatch(
                        y ->
                            Math.abs(y - Quads.centre(line.quad()).y())
                                < Quads.height(line.quad()) / 2));
  }

  /** The lines found by detection, or the whole picture's line where that reads more surely. */
  static List<TextLine> better(List<TextLine> found, List<TextLine> whole) {
    return score(whole) >= score(found) ? whole : found;
  }

  private static double score(List<TextLine> lines) {
    return lines.stream().mapToDouble(TextLine::confidence).average().orElse(0);
  }
}
