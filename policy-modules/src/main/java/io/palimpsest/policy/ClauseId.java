package io.palimpsest.policy;

import java.util.regex.Pattern;

/**
 * The number of a promise on the clause list, such as {@code T4a} or {@code O16}.
 *
 * @param value a letter for the document (T, D, O, S or C), a number, and perhaps a part
 */
public record ClauseId(String value) {
  private static final Pattern FORM = Pattern.compile("[TDOSC][1-9][0-9]?[a-z]?");

  public ClauseId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a clause: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
