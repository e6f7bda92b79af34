package io.palimpsest.reportpdf;

/**
 * How a text looks.
 *
 * @param size in points
 */
record Style(boolean strong, float size, Ink ink) {
  static final Style BODY = new Style(false, 9, Ink.TEXT);
  static final Style STRONG = new Style(true, 9, Ink.TEXT);
  static final Style SMALL = new Style(false, 7.5f, Ink.MUTED);
  static final Style LABEL = new Style(true, 7.5f, Ink.MUTED);
  static final Style HEADING = new Style(true, 13, Ink.TEXT);

  Style in(Ink other) {
    return new Style(strong, size, other);
  }

  /** From one baseline to the next. */
  float leading() {
    return size * 1.35f;
  }
}
