package io.palimpsest.node.client;

import io.palimpsest.ocr.error.OcrFailure;

/** A node's own failure, after which another one may do better; never the document's. */
final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean lost;
  private final OcrFailure answer;

  private Trouble(boolean lost, OcrFailure answer) {
    super(answer.getMessage(), answer, false, false);
    this.lost = lost;
    this.answer = answer;
  }

  /** It has no room, or no model. */
  static Trouble refused(OcrFailure answer) {
    return new Trouble(false, answer);
  }

  /** It cannot be reached, or was lost in the middle of the call. */
  static Trouble lost(String node, Throwable cause) {
    return new Trouble(
        true, new OcrFailure.Unavailable("OCR node " + node + " cannot be reached", cause));
  }

  boolean isLost() {
    return lost;
  }

  /** What the caller hears when there is no other node. */
  OcrFailure answer() {
    return answer;
  }
}
