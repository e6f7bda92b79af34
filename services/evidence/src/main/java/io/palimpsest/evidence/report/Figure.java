package io.palimpsest.evidence.report;

/** A number, where it could be had. */
public sealed interface Figure {
  record Known(long number) implements Figure {
    public Known {
      natural(number);
    }
  }

  /** Never to be taken for none. */
  record Unknown(String why) implements Figure {}

  /** For people. */
  default String text() {
    return switch (this) {
      case Known(long number) -> Long.toString(number);
      case Unknown(String why) -> "unknown: " + why;
    };
  }

  /**
   * @throws IllegalArgumentException below 0
   */
  static long natural(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("a count of " + number);
    }
    return number;
  }
}
