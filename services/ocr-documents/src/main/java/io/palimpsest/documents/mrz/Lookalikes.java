package io.palimpsest.documents.mrz;

import java.util.Arrays;
import java.util.List;

/**
 * Characters that are taken for one another. OCR-B was drawn to keep them apart, but readers were
 * trained on other print; in MRZ lines PP-OCRv6 reads nearly every O as 0.
 */
final class Lookalikes {
  /** Pairs in both directions; the likelier ones of a character first. */
  private static final List<String> PAIRS =
      List.of("0O", "1I", "8B", "5S", "2Z", "6G", "0Q", "0D", "1L");

  /** Further pairs that only tell which letter or digit is meant where the other cannot stand. */
  private static final List<String> ACROSS = List.of("4A", "7T", "3E", "9G", "1J", "0U");

  private Lookalikes() {}

  /** What a character may have been taken for, the likelier first. */
  static List<Character> of(char c) {
    return PAIRS.stream().filter(pair -> pair.indexOf(c) >= 0).map(pair -> other(pair, c)).toList();
  }

  /**
   * The character that is meant where the one that was read cannot stand, or the one that was read
   * if none like it can.
   */
  static char meant(char read, CharType type) {
    for (List<String> pairs : Arrays.asList(PAIRS, ACROSS)) {
      for (String pair : pairs) {
        if (pair.indexOf(read) >= 0 && type.allows(other(pair, read))) {
          return other(pair, read);
        }
      }
    }
    return read;
  }

  private static char other(String pair, char c) {
    return pair.charAt(pair.charAt(0) == c ? 1 : 0);
  }
}
