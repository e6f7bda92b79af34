package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.detect.Detector;
import io.palimpsest.ocr.internal.detect.Look;
import io.palimpsest.ocr.internal.recognise.Recogniser;
import java.util.Optional;

/**
 * How a tier reads.
 *
 * @param detector finds the lines of a page
 * @param look at which scale it searches
 * @param tileDetector finds the lines of a picture that is looked at in tiles: strips and small
 *     print, of which quick networks miss parts
 * @param first reads all of them
 * @param second reads again those that the first left in doubt
 * @param minConfidence lines read with less are dropped, 0 to 1
 * @param packs ids and versions of the model packs behind it
 */
record Recipe(
    Detector detector,
    Look look,
    Detector tileDetector,
    Recogniser first,
    Optional<Second> second,
    double minConfidence,
    String packs) {

  /**
   * A second look.
   *
   * @param recogniser makes fewer mistakes than the first, in more time
   * @param sure a line is in doubt while one of its characters is read with less, 0 to 1
   */
  record Second(Recogniser recogniser, double sure) {
    boolean doubts(TextLine line) {
      return line.glyphs().isEmpty()
          || line.glyphs().stream().mapToDouble(Glyph::confidence).min().orElse(0) < sure;
    }
  }

  /** The recogniser that makes the fewest mistakes. */
  Recogniser last() {
    return second.map(Second::recogniser).orElse(first);
  }
}
