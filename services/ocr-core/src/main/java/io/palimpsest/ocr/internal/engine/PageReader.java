package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.detect.Detector;
import io.palimpsest.ocr.internal.detect.Tiles;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.geometry.Turn;
import io.palimpsest.ocr.internal.recognise.Recogniser;
import java.util.List;

/**
 * Reads a picture: finds its lines, finds out how they are turned, reads them, puts them in order.
 * Keeps nothing.
 */
final class PageReader {
  private final Detector detector;
  private final LineReader lineReader;
  private final Orientation orientation;
  private final double minConfidence;

  PageReader(Detector detector, Recogniser recogniser, double minConfidence) {
    this.detector = detector;
    this.lineReader = new LineReader(recogniser);
    this.orientation = new Orientation(lineReader);
    this.minConfidence = minConfidence;
  }

  Lines read(Picture picture, ReadOptions options) {
    return switch (options.mode()) {
      case PAGE -> page(picture, options);
      case SINGLE_LINE -> singleLine(picture, options.cancellation());
      case DETECT_ONLY -> detectOnly(picture, options);
    };
  }

  private Lines singleLine(Picture picture, Cancellation cancellation) {
    return new Lines(0, kept(List.of(lineReader.whole(picture, cancellation))));
  }

  private Lines detectOnly(Picture picture, ReadOptions options) {
    List<Quad> quads = detect(picture, options);
    double slope = ReadingOrder.slope(quads);
    List<TextLine> lines =
        ReadingOrder.of(quads, q -> q, slope).stream()
            .map(q -> new TextLine("", q, 1, List.of()))
            .toList();
    return new Lines(Math.toDegrees(slope), lines);
  }

  private Lines page(Picture picture, ReadOptions options) {
    List<Quad> quads = detect(picture, options);
    Turn turn = orientation.find(picture, quads, options.cancellation());
    if (turn == Turn.NONE) {
      return upright(picture, quads, options.cancellation());
    }
    // The detection network knows upright text best, so a page found lying on its side is looked at
    // again.
    Picture turned = turn.apply(picture);
    Lines lines = upright(turned, detect(turned, options), options.cancellation());
    List<TextLine> back =
        lines.lines().stream().map(l -> moved(l, turn, picture.width(), picture.height())).toList();
    return new Lines(normalised(lines.angle() - turn.degrees()), back);
  }

  private List<Quad> detect(Picture picture, ReadOptions options) {
    return options.split() || Tiles.needed(picture)
        ? Tiles.detect(detector, picture, options.cancellation())
        : detector.detect(picture, options.cancellation());
  }

  private Lines upright(Picture picture, List<Quad> quads, Cancellation cancellation) {
    double slope = ReadingOrder.slope(quads);
    List<TextLine> lines = kept(lineReader.read(picture, quads, cancellation));
    if (SingleLine.suspected(picture, lines)) {
      lines = SingleLine.better(lines, kept(List.of(lineReader.whole(picture, cancellation))));
    }
    return new Lines(Math.toDegrees(slope), ReadingOrder.of(lines, TextLine::quad, slope));
  }

  private List<TextLine> kept(List<TextLine> lines) {
    return lines.stream()
        .filter(l -> l.confidence() >= minConfidence && !l.text().isBlank())
        .toList();
  }

  private static TextLine moved(TextLine line, Turn turn, int width, int height) {
    List<Glyph> glyphs =
        line.glyphs().stream()
            .map(
                g ->
                    new Glyph(
                        g.text(),
                        g.confidence(),
                        Quads.map(g.quad(), p -> turn.back(p, width, height))))
            .toList();
    Quad quad = Quads.map(line.quad(), (Point p) -> turn.back(p, width, height));
    return new TextLine(line.text(), quad, line.confidence(), glyphs);
  }

  private static double normalised(double degrees) {
    return degrees <= -180 ? degrees + 360 : degrees;
  }
}
