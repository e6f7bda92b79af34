package io.palimpsest.documents.mrz;

/**
 * The check digit of ICAO Doc 9303-3, section 4.9: characters count as their digit, A to Z as 10 to
 * 35 and the filler as 0, weighted 7, 3, 1 in turns, modulo 10.
 */
public final class CheckDigits {
  private static final int[] WEIGHTS = {7, 3, 1};

  private CheckDigits() {}

  /**
   * The digit that belongs to a text.
   *
   * @param text of A to Z, 0 to 9 and {@code <}
   * @throws IllegalArgumentException for any other character
   */
  public static int of(CharSequence text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += WEIGHTS[i % 3] * value(text.charAt(i));
    }
    return sum % 10;
  }

  private static int value(char c) {
    if (c == MrzFormat.FILLER) {
      return 0;
    }
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + 10;
    }
    throw new IllegalArgumentException("not a character of a machine-readable zone");
  }
}
