package io.palimpsest.ocr;

/**
 * A place in a picture.
 *
 * @param x pixels from the left edge
 * @param y pixels from the top edge
 */
public record Point(double x, double y) {}
