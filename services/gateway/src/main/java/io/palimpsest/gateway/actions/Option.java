package io.palimpsest.gateway.actions;

import io.palimpsest.platform.error.ErrorCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A parameter of an action beside its picture, and what we do about it. */
public sealed interface Option {

  String name();

  /** What it does here, for the reference page. */
  String meaning();

  /** A switch. */
  record Flag(String name, boolean byDefault, String meaning) implements Option {}

  /** A whole number from {@code min} on. */
  record Number(String name, int byDefault, int min, String meaning) implements Option {}

  /**
   * A word from a list.
   *
   * @param accepted words that are taken; the first is the default
   * @param refused words of the original that we cannot serve, with the reason
   * @param refusal the code for those and for any other word
   */
  record Choice(
      String name,
      List<String> accepted,
      Map<String, String> refused,
      ErrorCode refusal,
      String meaning)
      implements Option {
    public Choice {
      accepted = List.copyOf(accepted);
      refused = Map.copyOf(refused);
    }

    String byDefault() {
      return accepted.getFirst();
    }
  }

  /** A text that has no effect. */
  record Ignored(String name, String meaning) implements Option {}

  /** The values that an operation log may show as they are. */
  default Set<String> loggable() {
    return switch (this) {
      case Flag _ -> Set.of("true", "false", "True", "False");
      case Number _, Ignored _ -> Set.of();
      case Choice choice -> {
        Set<String> all = new LinkedHashSet<>(choice.accepted());
        all.addAll(choice.refused().keySet());
        yield all;
      }
    };
  }
}
