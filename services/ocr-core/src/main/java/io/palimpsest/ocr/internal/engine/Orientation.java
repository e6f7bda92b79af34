package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.geometry.Turn;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out how a page must be turned so that its text stands upright. The boxes say whether lines
 * run across or down; which way up they are is judged by reading a few of them both ways, for the
 * recogniser is far surer of upright text.
 */
final class Orientation {
  /** Lines that are read for the judgement. */
  private static final int SAMPLES = 4;

  /** A mean confidence that only upright text reaches; then the other way up is not tried. */
  private static final double SURE = 0.85;

  private static final double MARGIN = 0.05;

  private final LineReader lines;

  Orientation(LineReader lines) {
    this.lines = lines;
  }

  /** The turn that sets the page upright. */
  Turn find(Picture picture, List<Quad> quads, Cancellation cancellation) {
    double across = 0;
    double down = 0;
    for (Quad q : quads) {
      double width = Quads.width(q);
      double height = Quads.height(q);
      across += width >= 2 * height ? width : 0;
      down += height >= 2 * width ? height : 0;
    }
    if (across == 0 && down == 0) {
      return Turn.NONE;
    }
    return down > across
        ? surer(picture, longest(quads, true), Turn.CLOCKWISE, Turn.COUNTERCLOCKWISE, cancellation)
        : surer(picture, longest(quads, false), Turn.NONE, Turn.HALF, cancellation);
  }

  private static List<Quad> longest(List<Quad> quads, boolean tall) {
    return quads.stream()
        .filter(q -> LineReader.isTall(q) == tall)
        .sorted(Comparator.comparingDouble((Quad q) -> -Math.max(Quads.width(q), Quads.height(q))))
        .limit(SAMPLES)
        .toList();
  }

  private Turn surer(
      Picture picture, List<Quad> samples, Turn first, Turn second, Cancellation cancellation) {
    double one = confidence(picture, samples, first, cancellation);
    if (one >= SURE) {
      return first;
    }
    return confidence(picture, samples, second, cancellation) > one + MARGIN ? second : first;
  }

  private double confidence(
      Picture picture, List<Quad> samples, Turn turn, Cancellation cancellation) {
    // A page that must be turned clockwise by some quarters has lines that start as many quarters
    // counterclockwise.
    List<Quad> named = samples.stream().map(q -> Quads.turned(q, -turn.degrees() / 90)).toList();
    return lines.asNamed(picture, named, cancellation).stream()
        .mapToDouble(TextLine::confidence)
        .average()
        .orElse(0);
  }
}
