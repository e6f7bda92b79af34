package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.TextLine;
import java.util.List;

/**
 * The lines of a picture.
 *
 * @param angle by which the text is turned, degrees clockwise, in (-180, 180]
 * @param lines in reading order
 */
record Lines(double angle, List<TextLine> lines) {}
