package io.palimpsest.ocr;

import java.util.List;

/** Reads lines of one picture again. */
@FunctionalInterface
public interface CloseReader {

  /**
   * Reads each quad as one line, its first character at its {@code topLeft}; in the quads' order.
   *
   * @param alphabet the only characters that the lines may consist of
   */
  List<CloseReading> read(List<Quad> quads, Alphabet alphabet);
}
