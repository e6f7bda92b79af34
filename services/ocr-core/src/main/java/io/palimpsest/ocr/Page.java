package io.palimpsest.ocr;

import java.util.List;

/**
 * What was read from one picture.
 *
 * @param width pixels of the upright picture
 * @param height pixels of the upright picture
 * @param angle degrees by which the text is turned against the horizontal, clockwise positive, in
 *     (-180, 180]
 * @param lines in reading order; empty for a picture without text
 * @param modelId ids and versions of the model packs that read it
 */
public record Page(int width, int height, double angle, List<TextLine> lines, String modelId) {
  public Page {
    lines = List.copyOf(lines);
  }
}
