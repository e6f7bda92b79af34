package io.palimpsest.gateway.actions;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.Map;
import java.util.Optional;

/**
 * An action's parameters as they came: the scalars that the action knows, and the picture's text,
 * still undecoded.
 *
 * @param values {@link String}, {@link Boolean}, {@link Long}, or {@link Misfit} for anything that
 *     no option takes; a null counts as absent
 * @param flattened whether they came as text in a query or form, where {@code true} and {@code 2}
 *     are typed by their spelling
 * @param image the value of {@code ImageBase64}
 */
public record Arguments(
    Map<String, Object> values, boolean flattened, Optional<EncodedText> image) {
  public Arguments {
    values = Map.copyOf(values);
  }

  /**
   * Stands for a value that no option takes: an array, an object, a fraction, a number beyond 64
   * bits.
   */
  public enum Misfit {
    VALUE
  }

  /**
   * A parameter's text; empty when it is absent.
   *
   * @throws CallFailure {@code InvalidParameter} when it is of another type
   */
  public Optional<String> text(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw wrongType(name, "a string");
    };
  }

  Optional<Boolean> flag(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Boolean flag -> Optional.of(flag);
      case String text when flattened && text.equalsIgnoreCase("true") -> Optional.of(true);
      case String text when flattened && text.equalsIgnoreCase("false") -> Optional.of(false);
      default -> throw wrongType(name, "a boolean");
    };
  }

  Optional<Long> number(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Long number -> Optional.of(number);
      case String text when flattened && text.matches("-?[0-9]{1,18}") ->
          Optional.of(Long.parseLong(text));
      default -> throw wrongType(name, "an integer");
    };
  }

  private static CallFailure wrongType(String name, String wanted) {
    return new CallFailure(ErrorCode.INVALID_PARAMETER, name + " is not " + wanted);
  }
}
