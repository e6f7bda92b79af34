package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.CloseReading.Position;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.recognise.Recogniser;
import io.palimpsest.ocr.internal.recognise.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the lines of one picture: with a first network, and with a second one where that left a
 * character in doubt.
 */
final class LineReader {
  /**
   * A box this many times as high as wide holds a line that runs downwards, or one lying on its
   * side.
   */
  private static final double TALL = 1.5;

  /**
   * Below this a line may stand on its head: well-read lines are above 0.9, lines read upside down
   * mostly below 0.6.
   */
  private static final double FLIP_BELOW = 0.7;

  /** How much surer the reading of a turned line must be to be believed. */
  private static final double MARGIN = 0.15;

  /** Share of a line's height that is cut out around it. */
  private static final double MARGIN_OF_CROP = 0.06;

  private final Recipe recipe;
  private final Picture picture;
  private final Optional<Alphabet> alphabet;
  private final Cancellation cancellation;

  LineReader(
      Recipe recipe, Picture picture, Optional<Alphabet> alphabet, Cancellation cancellation) {
    this.recipe = recipe;
    this.picture = picture;
    this.alphabet = alphabet;
    this.cancellation = cancellation;
  }

  /** A first reading of each quad, its first character at its {@code topLeft}. */
  List<TextLine> glance(List<Quad> quads) {
    return read(recipe.first(), quads);
  }

  /** As {@link #glance}, tall quads as lines that run downwards. */
  List<TextLine> glanceLying(List<Quad> quads) {
    return glance(quads.stream().map(q -> isTall(q) ? Quads.turned(q, 1) : q).toList());
  }

  /** Reads again what a glance left in doubt, and the other way up what still is. */
  List<TextLine> settle(List<TextLine> glanced) {
    List<TextLine> lines = new ArrayList<>(glanced);
    recipe.second().ifPresent(second -> replace(lines, second));
    flip(lines);
    return lines;
  }

  /** Reads the whole picture as one upright line. */
  TextLine whole() {
    Quad quad = Quad.rectangle(0, 0, picture.width(), picture.height());
    List<TextLine> lines = new ArrayList<>(glance(List.of(quad)));
    recipe.second().ifPresent(second -> replace(lines, second));
    return lines.getFirst();
  }

  /** Reads each quad over the alphabet with the network that makes the fewest mistakes. */
  List<CloseReading> again(List<Quad> quads) {
    List<Quad> crops = quads.stream().map(this::withMargin).toList();
    List<Recognition> read = recipe.last().read(picture, crops, alphabet, cancellation);
    List<CloseReading> readings = new ArrayList<>(quads.size());
    for (int i = 0; i < quads.size(); i++) {
      Quad crop = crops.get(i);
      List<Position> positions =
          read.get(i).characters().stream()
              .map(c -> new Position(Quads.slice(crop, c.from(), c.to()), c.candidates()))
              .toList();
      readings.add(new CloseReading(quads.get(i), positions));
    }
    return readings;
  }

  private void replace(List<TextLine> lines, Recipe.Second second) {
    List<Integer> doubtful = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (second.doubts(lines.get(i))) {
        doubtful.add(i);
      }
    }
    List<TextLine> again =
        read(second.recogniser(), doubtful.stream().map(i -> lines.get(i).quad()).toList());
    for (int i = 0; i < again.size(); i++) {
      lines.set(doubtful.get(i), again.get(i));
    }
  }

  private void flip(List<TextLine> lines) {
    List<Integer> doubtful = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Quad quad = lines.get(i).quad();
      if (lines.get(i).confidence() < FLIP_BELOW
          && Quads.width(quad) >= TALL * Quads.height(quad)) {
        doubtful.add(i);
      }
    }
    List<TextLine> again =
        read(
            recipe.last(),
            doubtful.stream().map(i -> Quads.turned(lines.get(i).quad(), 2)).toList());
    for (int i = 0; i < again.size(); i++) {
      TextLine line = again.get(i);
      if (line.confidence() >= FLIP_BELOW
          && line.confidence() > lines.get(doubtful.get(i)).confidence() + MARGIN) {
        lines.set(doubtful.get(i), line);
      }
    }
  }

  private List<TextLine> read(Recogniser recogniser, List<Quad> quads) {
    List<Quad> crops = quads.stream().map(this::withMargin).toList();
    List<Recognition> read = recogniser.read(picture, crops, alphabet, cancellation);
    List<TextLine> lines = new ArrayList<>(quads.size());
    for (int i = 0; i < quads.size(); i++) {
      lines.add(line(quads.get(i), crops.get(i), read.get(i)));
    }
    return lines;
  }

  /**
   * The recogniser reads a line better with a little of its surroundings than cut to the letters.
   * Where the picture ends there are none.
   */
  private Quad withMargin(Quad quad) {
    Quad grown = Quads.grown(quad, MARGIN_OF_CROP * Quads.height(quad));
    boolean inside =
        grown.corners().stream()
            .allMatch(
                p ->
                    p.x() >= 0
                        && p.y() >= 0
                        && p.x() <= picture.width()
                        && p.y() <= picture.height());
    return inside ? grown : quad;
  }

  static boolean isTall(Quad q) {
    return Quads.height(q) >= TALL * Quads.width(q);
  }

  private static TextLine line(Quad quad, Quad crop, Recognition read) {
    List<Glyph> glyphs =
        read.characters().stream()
            .map(c -> new Glyph(c.text(), c.confidence(), Quads.slice(crop, c.from(), c.to())))
            .toList();
    return new TextLine(read.text(), quad, read.confidence(), glyphs);
  }
}
