package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
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

  private SingleLine() {}

  /**
   * Whether the boxes found are none, or one row that fills the picture's height, in a picture
   * wider than high.
   */
  static boolean suspected(Picture picture, List<Quad> quads) {
    if (picture.width() < picture.height()) {
      return false;
    }
    double height = picture.height();
    return quads.stream()
        .allMatch(
            q ->
                Quads.height(q) >= FILLS * height
                    && Math.abs(Quads.centre(q).y() - height / 2) < height / 4);
  }

  /** The lines found by detection, or the whole picture's line where that reads more surely. */
  static List<TextLine> better(List<TextLine> found, List<TextLine> whole) {
    return score(whole) >= score(found) ? whole : found;
  }

  private static double score(List<TextLine> lines) {
    return lines.stream().mapToDouble(TextLine::confidence).average().orElse(0);
  }
}
