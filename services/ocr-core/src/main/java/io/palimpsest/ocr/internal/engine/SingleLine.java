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
   * Above this height a picture in which nothing was found is more likely an empty page than a
   * missed line, pixels.
   */
  private static final int LOW = 200;

  private SingleLine() {}

  /**
   * Whether the picture may be one line: what was found is one row that fills the picture's height,
   * or the picture is low and nothing could be read in it.
   */
  static boolean suspected(Picture picture, List<TextLine> found) {
    double height = picture.height();
    if (picture.width() < WIDER * height) {
      return false;
    }
    return found.isEmpty()
        ? height <= LOW
        : found.stream()
            .map(TextLine::quad)
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
