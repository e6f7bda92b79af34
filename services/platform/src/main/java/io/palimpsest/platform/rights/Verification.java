package io.palimpsest.platform.rights;

import io.palimpsest.platform.consent.ConsentRefused;

/**
 * How the tenant made sure that whoever asks is who they say (clause S3).
 *
 * @param by who looked, as the tenant names its people
 * @param how such as {@code signed in with two factors}; never what was seen
 */
public record Verification(String by, String how) {
  private static final int LIMIT = 200;

  public Verification {
    check("verified by", by);
    check("verified how", how);
  }

  private static void check(String what, String text) {
    if (text.isBlank()
        || text.length() > LIMIT
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw ConsentRefused.invalid(what + ": 1 to " + LIMIT + " characters, none invisible");
    }
  }
}
