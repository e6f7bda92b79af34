package io.palimpsest.platform.consent;

/** What people write into a record: something, not too much of it, nothing invisible. */
final class Words {
  /** Characters; the width of the columns that hold them. */
  static final int LIMIT = 200;

  private Words() {}

  /**
   * Gives the text back.
   *
   * @throws ConsentRefused when it is empty, too long or holds control characters; never with the
   *     text
   */
  static String check(String what, String text) {
    if (text.isBlank()) {
      throw ConsentRefused.invalid(what + " is empty");
    }
    if (text.length() > LIMIT) {
      throw ConsentRefused.invalid(what + " is longer than " + LIMIT + " characters");
    }
    if (text.codePoints().anyMatch(Words::isInvisible)) {
      throw ConsentRefused.invalid(what + " holds control or invisible characters");
    }
    return text;
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
