package io.palimpsest.gateway.actions;

import io.palimpsest.gateway.answers.Selection;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks a call's arguments against an action's options. */
final class Selector {
  private Selector() {}

  /**
   * @throws CallFailure for the first option whose value is of the wrong type or not allowed
   */
  static Selection select(List<Option> options, Arguments arguments) {
    Map<String, Boolean> flags = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, String> choices = new HashMap<>();
    for (Option option : options) {
      switch (option) {
        case Option.Flag flag ->
            flags.put(flag.name(), arguments.flag(flag.name()).orElse(flag.byDefault()));
        case Option.Number number -> numbers.put(number.name(), number(number, arguments));
        case Option.Choice choice -> choices.put(choice.name(), choice(choice, arguments));
        case Option.Ignored ignored -> arguments.text(ignored.name());
      }
    }
    return new Selection(flags, numbers, choices);
  }

  private static int number(Option.Number option, Arguments arguments) {
    long value = arguments.number(option.name()).orElse((long) option.byDefault());
    if (value < option.min() || value > Integer.MAX_VALUE) {
      throw new CallFailure(
          ErrorCode.INVALID_PARAMETER_VALUE, option.name() + " is " + option.min() + " or more");
    }
    return (int) value;
  }

  private static String choice(Option.Choice option, Arguments arguments) {
    String value =
        arguments.text(option.name()).filter(text -> !text.isEmpty()).orElse(option.byDefault());
    if (option.accepted().contains(value)) {
      return value;
    }
    String why = option.refused().get(value);
    throw new CallFailure(
        option.refusal(),
        why == null
            ? option.name() + " is one of " + String.join(", ", option.accepted())
            : option.name() + " " + value + " is not served: " + why);
  }
}
