package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.geometry.Turn;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out how a page must be turned so that its text stands upright. The boxes say whether lines
 * run across or down; which way up they are is judged by reading a few of them both ways, for the
 * recogniser is far surer of upright text. A page whose lines run across and were read surely gives
 * no reason to look.
 */
final class Orientation {
  /** Lines that are read for the judgement. */
  private static final int SAMPLES = 4;

  /** A mean confidence that only upright text reaches; then the other way up is not tried. */
  private static final double SURE = 0.85;

  private static final double MARGIN = 0.05;

  /** Heights that a box is wide at least for its way up to tell: a 1 on its head is a T. */
  private static final double LINE = 2;

  private final LineReader reader;

  Orientation(LineReader reader) {
    this.reader = reader;
  }

  /** Whether most of the text runs down the page. */
  static boolean liesOnItsSide(List<Quad> quads) {
    double across = 0;
    double down = 0;
    for (Quad q : quads) {
      double width = Quads.width(q);
      double height = Quads.height(q);
      across += width >= LINE * height ? width : 0;
      down += height >= LINE * width ? height : 0;
    }
    return down > across;
  }

  /** The turn that sets upright a page that lies on its side. */
  Turn quarter(List<Quad> quads) {
    List<Quad> samples = longest(quads.stream().filter(LineReader::isTall).toList());
    double one = confidence(samples, Turn.CLOCKWISE);
    return one >= SURE || confidence(samples, Turn.COUNTERCLOCKWISE) <= one + MARGIN
        ? Turn.CLOCKWISE
        : Turn.COUNTERCLOCKWISE;
  }

  /** Whether a page whose lines run across, and were read so, stands on its head. */
  boolean upsideDown(List<TextLine> read) {
    List<TextLine> across =
        read.stream()
            .filter(line -> Quads.width(line.quad()) >= LINE * Quads.height(line.quad()))
            .toList();
    List<Quad> samples = longest(across.stream().map(TextLine::quad).toList());
    double one =
        across.stream()
            .filter(line -> samples.contains(line.quad()))
            .mapToDouble(TextLine::confidence)
            .average()
            .orElse(1);
    return one < SURE && confidence(samples, Turn.HALF) > one + MARGIN;
  }

  private static List<Quad> longest(List<Quad> quads) {
    return quads.stream()
        .sorted(Comparator.comparingDouble((Quad q) -> -Math.max(Quads.width(q), Quads.height(q))))
        .limit(SAMPLES)
        .toList();
  }

  private double confidence(List<Quad> samples, Turn turn) {
    // A page that must be turned clockwise by some quarters has lines that start as many quarters
    // counterclockwise.
    List<Quad> named = samples.stream().map(q -> Quads.turned(q, -turn.degrees() / 90)).toList();
    return reader.glance(named).stream().mapToDouble(TextLine::confidence).average().orElse(0);
  }
}
