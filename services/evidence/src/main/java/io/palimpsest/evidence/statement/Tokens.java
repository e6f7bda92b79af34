package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** Texts of the files that have one spelling only, and need no quotes in a CSV. */
final class Tokens {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private Tokens() {}

  static String name(String text, String what) {
    if (!NAME.matcher(text).matches()) {
      throw new Malformed("not a " + what);
    }
    return text;
  }

  static Instant instant(String text, String what) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new Malformed(what + " is no time such as 2026-11-21T12:00:00Z");
  }
}
