package io.palimpsest.documents.mrz;

import java.util.List;

/**
 * One position of a zone as it was read.
 *
 * @param candidates what may stand there, the likeliest first; at least one
 */
public record Cell(List<Candidate> candidates) {
  public Cell {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("candidates must not be empty");
    }
  }

  /**
   * A character that may stand at a position.
   *
   * @param character of A to Z, 0 to 9 and {@code <}
   * @param weight how likely, 0 to 1
   */
  public record Candidate(char character, double weight) {}

  /** A position of which only one character is known. */
  public static Cell of(char character) {
    return new Cell(List.of(new Candidate(character, 1)));
  }

  /** The likeliest character, whatever may stand there. */
  public char best() {
    return candidates.getFirst().character();
  }
}
