package io.palimpsest.ocr;

import java.util.List;

/**
 * A line read again over an {@link Alphabet}, with what else each of its characters may be.
 *
 * @param quad the line, as it was given
 * @param positions its characters in order; none where nothing of the alphabet was seen
 */
public record CloseReading(Quad quad, List<Position> positions) {
  public CloseReading {
    positions = List.copyOf(positions);
  }

  /**
   * One character.
   *
   * @param quad where it stands, good to about half a character's width
   * @param candidates what it may be, the likeliest first; at least one
   */
  public record Position(Quad quad, List<Candidate> candidates) {
    public Position {
      candidates = List.copyOf(candidates);
      if (candidates.isEmpty()) {
        throw new IllegalArgumentException("candidates must not be empty");
      }
    }
  }

  /**
   * What a character may be.
   *
   * @param text a character of the alphabet
   * @param probability 0 to 1, given that it is one of the alphabet
   */
  public record Candidate(String text, double probability) {}
}
