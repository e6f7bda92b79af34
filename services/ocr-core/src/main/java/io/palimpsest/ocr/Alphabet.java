package io.palimpsest.ocr;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * The characters that a line may consist of, as the lines of a passport's machine-readable zone
 * consist of capitals, digits and {@code <}. Letters that look alike are then told apart by what
 * can stand there.
 *
 * @param characters each one Unicode code point
 */
public record Alphabet(Set<String> characters) {
  public Alphabet {
    characters = Set.copyOf(characters);
    if (characters.isEmpty()) {
      throw new IllegalArgumentException("an alphabet needs a character");
    }
  }

  /** The alphabet of all characters in a text. */
  public static Alphabet of(String characters) {
    return new Alphabet(
        characters.codePoints().mapToObj(Character::toString).collect(Collectors.toSet()));
  }
}
