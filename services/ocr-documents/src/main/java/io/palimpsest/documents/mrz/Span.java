package io.palimpsest.documents.mrz;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a field stands.
 *
 * @param line from 0
 * @param from its first column, from 0
 * @param to the column behind its last
 * @param type of all its positions
 */
public record Span(Field field, int line, int from, int to, CharType type) {

  /** Its positions, left to right. */
  public Stream<Place> places() {
    return IntStream.range(from, to).mapToObj(column -> new Place(line, column));
  }
}
