package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.CloseReading.Candidate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was read in one crop.
 *
 * @param confidence 0 to 1, the mean over the characters; 0 where there are none
 * @param characters in order
 */
public record Recognition(double confidence, List<Character> characters) {

  /** Nothing was read. */
  public static final Recognition NOTHING = new Recognition(0, List.of());

  public Recognition {
    characters = List.copyOf(characters);
  }

  static Recognition of(List<Character> characters) {
    double mean = characters.stream().mapToDouble(Character::confidence).average().orElse(0);
    return new Recognition(mean, characters);
  }

  public String text() {
    return characters.stream().map(Character::text).collect(Collectors.joining());
  }

  /**
   * One character.
   *
   * @param text as the dictionary has it
   * @param confidence 0 to 1
   * @param from its left side as a share of the crop's width
   * @param to its right side as a share of the crop's width
   * @param candidates what it may be, the likeliest first; none where no alphabet was asked for
   */
  public record Character(
      String text, double confidence, double from, double to, List<Candidate> candidates) {
    public Character {
      candidates = List.copyOf(candidates);
    }
  }
}
