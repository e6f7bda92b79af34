package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;

/** Why something was erased. */
public enum Cause {
  /** The call it was kept for was over. */
  COMPLETED("completed"),
  /** Its retention period was over. */
  PERIOD_OVER("expired"),
  /** The consent was withdrawn, or the end user or tenant asked for it. */
  WITHDRAWN("withdrawn"),
  /** The tenant left, and everything of it went. */
  OFF_BOARDED("left"),
  /** A law or an order demanded it. */
  LAW("law");

  private final String word;

  Cause(String word) {
    this.word = word;
  }

  /** As leaves write it. */
  public String word() {
    return word;
  }

  static Cause of(String word) {
    for (Cause cause : values()) {
      if (cause.word.equals(word)) {
        return cause;
      }
    }
    throw new Malformed("an erasure for no known cause");
  }
}
