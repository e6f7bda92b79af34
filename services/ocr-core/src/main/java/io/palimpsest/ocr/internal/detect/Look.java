package io.palimpsest.ocr.internal.detect;

/** At which scale a picture is searched for text. */
public sealed interface Look {

  /** As large as the network's settings allow, for the most exact boxes. */
  record Full() implements Look {}

  /**
   * Small at first, and again only as large as the text found is too small to be read there.
   *
   * @param firstSide longer side of the first look, pixels
   */
  record Fitting(int firstSide) implements Look {}
}
