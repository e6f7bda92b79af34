package io.palimpsest.platform.exports;

import io.palimpsest.policy.decision.Attester;

/** Who asks and why must be said, in a line that can be logged. */
final class Reasons {
  /** Characters; the width of the columns that hold them. */
  private static final int LIMIT = 200;

  private Reasons() {}

  static void check(Attester by, String reason) {
    check("the name", by.id());
    check("the capacity", by.capacity());
    check("the reason", reason);
  }

  private static void check(String what, String text) {
    if (text.isBlank() || text.length() > LIMIT) {
      throw new ExportRefused(what + " must have 1 to " + LIMIT + " characters");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new ExportRefused(what + " holds control characters");
    }
  }
}
