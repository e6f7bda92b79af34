package io.palimpsest.platform.subjects;

import java.util.regex.Pattern;

/**
 * What data may be used for, by the key that a policy module gives it, such as {@code
 * model-improvement}.
 *
 * @param key 1 to 60 of {@code a-z 0-9 -}, beginning with a letter
 */
public record Purpose(String key) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,59}");

  public Purpose {
    if (!FORM.matcher(key).matches()) {
      throw new IllegalArgumentException("not the key of a purpose: " + key);
    }
  }

  @Override
  public String toString() {
    return key;
  }
}
