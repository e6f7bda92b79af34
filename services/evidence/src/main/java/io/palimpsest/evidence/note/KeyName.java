package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;

/** What names of keys and origins of logs may look like. */
final class KeyName {
  private static final int MAX_LENGTH = 255;

  private KeyName() {}

  /**
   * @throws Malformed for an empty name, one of more than 255 characters, and one with a plus sign,
   *     a blank or a control character
   */
  static String check(String name) {
    boolean fits =
        !name.isEmpty()
            && name.length() <= MAX_LENGTH
            && name.chars()
                .noneMatch(
                    c ->
                        c == '+'
                            || Character.isWhitespace(c)
                            || Character.isSpaceChar(c)
                            || Character.isISOControl(c));
    if (!fits) {
      throw new Malformed("not the name of a key");
    }
    return name;
  }
}
