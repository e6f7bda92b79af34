package io.palimpsest.policy.decision;

import java.util.regex.Pattern;

/**
 * The very text that somebody agreed to.
 *
 * @param version its version, as its author counts
 * @param sha256 64 hexadecimal digits, lower case
 */
public record TextReference(String version, String sha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public TextReference {
    if (version.isBlank()) {
      throw new IllegalArgumentException("a text has a version");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a text's hash is 64 hexadecimal digits in lower case");
    }
  }
}
