package io.palimpsest.evidence.leaf;

import java.util.regex.Pattern;

/**
 * Words of a leaf that come from configuration, policies and code. Nothing that a caller or an end
 * user wrote has this form by accident: no blank, nothing beyond ASCII, not long.
 */
final class Tokens {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");

  private Tokens() {}

  /**
   * @throws IllegalArgumentException when it is no word
   */
  static String check(String token, String what) {
    if (!FORM.matcher(token).matches()) {
      throw new IllegalArgumentException(what + " is not a word of letters, digits and ._:/-");
    }
    return token;
  }
}
