package io.palimpsest.gateway.answers;

import java.util.Map;

/**
 * An action's options as one call chose them, defaults filled in, every value checked.
 *
 * @param flags switches by name
 * @param numbers numbers by name
 * @param choices words by name
 */
public record Selection(
    Map<String, Boolean> flags, Map<String, Integer> numbers, Map<String, String> choices) {
  public Selection {
    flags = Map.copyOf(flags);
    numbers = Map.copyOf(numbers);
    choices = Map.copyOf(choices);
  }

  /** Whether a switch is on; one that the action does not have is off. */
  public boolean flag(String name) {
    return flags.getOrDefault(name, false);
  }

  /** A number, or {@code otherwise} when the action does not have it. */
  public int number(String name, int otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }

  /** A word, or {@code otherwise} when the action does not have it. */
  public String choice(String name, String otherwise) {
    return choices.getOrDefault(name, otherwise);
  }
}
