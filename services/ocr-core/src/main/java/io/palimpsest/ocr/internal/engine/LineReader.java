package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Crop;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.recognise.Recogniser;
import io.palimpsest.ocr.internal.recognise.Recognition;
import java.util.ArrayList;
import java.util.List;

/** Cuts lines out of a picture and reads them. Thread-safe. */
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
  private static final double DOUBTFUL = 0.7;

  /** How much surer the reading of a turned line must be to be believed. */
  private static final double MARGIN = 0.15;

  private final Recogniser recogniser;

  LineReader(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** Reads each quad, tall ones turned; doubtful ones are read the other way up too. */
  List<TextLine> read(Picture picture, List<Quad> quads, Cancellation cancellation) {
    List<TextLine> lines =
        new ArrayList<>(
            asNamed(picture, quads.stream().map(LineReader::lying).toList(), cancellation));
    List<Integer> doubtful = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).confidence() < DOUBTFUL
          && Quads.width(lines.get(i).quad()) >= TALL * Quads.height(lines.get(i).quad())) {
        doubtful.add(i);
      }
    }
    List<Quad> flipped = doubtful.stream().map(i -> Quads.turned(lines.get(i).quad(), 2)).toList();
    List<TextLine> again = asNamed(picture, flipped, cancellation);
    for (int i = 0; i < again.size(); i++) {
      TextLine line = again.get(i);
      if (line.confidence() >= DOUBTFUL
          && line.confidence() > lines.get(doubtful.get(i)).confidence() + MARGIN) {
        lines.set(doubtful.get(i), line);
      }
    }
    return lines;
  }

  /** Reads the whole picture as one upright line. */
  TextLine whole(Picture picture, Cancellation cancellation) {
    Quad quad = Quad.rectangle(0, 0, picture.width(), picture.height());
    return line(quad, recogniser.read(List.of(picture), cancellation).getFirst());
  }

  /** Reads each quad with its first character at its {@code topLeft}. */
  List<TextLine> asNamed(Picture picture, List<Quad> quads, Cancellation cancellation) {
    List<Picture> crops = new ArrayList<>(quads.size());
    for (Quad q : quads) {
      cancellation.throwIfCancelled();
      crops.add(Crop.of(picture, q));
    }
    List<Recognition> read = recogniser.read(crops, cancellation);
    List<TextLine> lines = new ArrayList<>(quads.size());
    for (int i = 0; i < quads.size(); i++) {
      lines.add(line(quads.get(i), read.get(i)));
    }
    return lines;
  }

  /** A tall quad as a line that runs downwards; others as they are. */
  static Quad lying(Quad q) {
    return isTall(q) ? Quads.turned(q, 1) : q;
  }

  static boolean isTall(Quad q) {
    return Quads.height(q) >= TALL * Quads.width(q);
  }

  private static TextLine line(Quad quad, Recognition read) {
    List<Glyph> glyphs =
        read.characters().stream()
            .map(c -> new Glyph(c.text(), c.confidence(), Quads.slice(quad, c.from(), c.to())))
            .toList();
    return new TextLine(read.text(), quad, read.confidence(), glyphs);
  }
}
