package io.palimpsest.documents.mrz;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** What several readings of one position say together. */
  public static Cell merged(List<Cell> readings) {
    Map<Character, Double> weights = new LinkedHashMap<>();
    readings.forEach(
        cell ->
            cell.candidates.forEach(
                c -> weights.merge(c.character(), c.weight() / readings.size(), Double::sum)));
    return new Cell(
        weights.entrySet().stream()
            .map(entry -> new Candidate(entry.getKey(), Math.min(1, entry.getValue())))
            .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
            .toList());
  }

  /** The likeliest character, whatever may stand there. */
  public char best() {
    return candidates.getFirst().character();
  }
}
