package io.palimpsest.ocr.internal.engine;

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
import java.util.List;

/**
 * Reads one picture: finds its lines, finds out how they are turned, reads them, puts them in
 * order.
 */
final class PageReader {
  private final Recipe recipe;
  private final Picture picture;
  private final ReadOptions options;

  private PageReader(Recipe recipe, Picture picture, ReadOptions options) {
    this.recipe = recipe;
    this.picture = picture;
    this.options = options;
  }

  static Lines read(Recipe recipe, Picture picture, ReadOptions options) {
    PageReader reader = new PageReader(recipe, picture, options);
    return switch (options.mode()) {
      case PAGE -> reader.page();
      case SINGLE_LINE -> new Lines(0, reader.kept(List.of(reader.lines().whole())));
      case DETECT_ONLY -> reader.boxes();
    };
  }

  private Lines boxes() {
    List<Quad> quads = detect();
    double slope = ReadingOrder.slope(quads);
    List<TextLine> lines =
        ReadingOrder.of(quads, q -> q, slope).stream()
            .map(q -> new TextLine("", q, 1, List.of()))
            .toList();
    return new Lines(Math.toDegrees(slope), lines);
  }

  private Lines page() {
    List<Quad> quads = detect();
    LineReader reader = lines();
    Orientation orientation = new Orientation(reader);
    if (Orientation.liesOnItsSide(quads)) {
      return turned(orientation.quarter(quads));
    }
    List<TextLine> glanced = reader.glanceLying(quads);
    return orientation.upsideDown(glanced) ? turned(Turn.HALF) : upright(quads, reader, glanced);
  }

  /** The detection network knows upright text best, so a page found turned is looked at again. */
  private Lines turned(Turn turn) {
    PageReader again = new PageReader(recipe, turn.apply(picture), options);
    List<Quad> quads = again.detect();
    LineReader reader = again.lines();
    Lines lines = again.upright(quads, reader, reader.glanceLying(quads));
    List<TextLine> back =
        lines.lines().stream().map(l -> moved(l, turn, picture.width(), picture.height())).toList();
    return new Lines(normalised(lines.angle() - turn.degrees()), back);
  }

  private Lines upright(List<Quad> quads, LineReader reader, List<TextLine> glanced) {
    double slope = ReadingOrder.slope(quads);
    List<TextLine> lines = kept(reader.settle(glanced));
    if (SingleLine.suspected(picture, lines)) {
      lines = SingleLine.better(lines, kept(List.of(reader.whole())));
    }
    return new Lines(Math.toDegrees(slope), ReadingOrder.of(lines, TextLine::quad, slope));
  }

  private LineReader lines() {
    return new LineReader(recipe, picture, options.alphabet(), options.cancellation());
  }

  private List<Quad> detect() {
    if (!options.split() && !Tiles.needed(picture)) {
      Detector.Found found =
          recipe.detector().detect(picture, recipe.look(), options.cancellation());
      if (found.all()) {
        return found.lines();
      }
    }
    return Tiles.detect(recipe.tileDetector(), picture, options.cancellation());
  }

  private List<TextLine> kept(List<TextLine> lines) {
    return lines.stream()
        .filter(l -> l.confidence() >= recipe.minConfidence() && !l.text().isBlank())
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
