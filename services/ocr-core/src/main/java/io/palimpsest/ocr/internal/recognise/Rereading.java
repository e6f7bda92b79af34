package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;

/**
 * A second look at what one left in doubt: a little closer and narrower, for a network errs
 * differently on what it sees differently.
 *
 * @param sure a line is in doubt while one of its characters is read with less, 0 to 1
 * @param trim share of the line's height that is cut off above and below, 0 to below 0.5
 * @param stretch how many times as wide the line is made as the first time, above 0, at most 1
 */
public record Rereading(double sure, double trim, double stretch) {
  public Rereading {
    if (trim < 0 || trim >= 0.5) {
      throw new IllegalArgumentException("trim must be from 0 to below 0.5");
    }
    if (stretch <= 0 || stretch > 1) {
      throw new IllegalArgumentException("stretch must be above 0 and at most 1");
    }
  }

  boolean doubts(Recognition read) {
    return read.characters().isEmpty()
        || read.characters().stream().anyMatch(c -> c.confidence() < sure);
  }

  /** The middle of a line, without its upper and lower edge. */
  Quad trimmed(Quad line) {
    Quad lyingDown = Quads.turned(line, 1);
    return Quads.turned(Quads.slice(lyingDown, trim, 1 - trim), -1);
  }
}
