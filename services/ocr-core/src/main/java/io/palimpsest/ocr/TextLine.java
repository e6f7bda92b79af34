package io.palimpsest.ocr;

import java.util.List;

/**
 * One line of text.
 *
 * @param text as read, in Unicode; empty when only detection was asked for
 * @param quad where it stands
 * @param confidence 0 to 1, the mean over its characters
 * @param glyphs its characters in order; their texts joined give {@code text}
 */
public record TextLine(String text, Quad quad, double confidence, List<Glyph> glyphs) {
  public TextLine {
    glyphs = List.copyOf(glyphs);
  }
}
