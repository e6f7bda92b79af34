package io.palimpsest.ocr;

/**
 * One recognised character.
 *
 * @param text the character, one Unicode code point or a ligature the model knows as one class
 * @param confidence 0 to 1
 * @param quad where it stands, from the recogniser's own time steps: good to about half a
 *     character's width
 */
public record Glyph(String text, double confidence, Quad quad) {}
