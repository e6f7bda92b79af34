package io.palimpsest.gateway.evidence;

import io.palimpsest.platform.evidence.CallEvidence.Evidence;

/** What is shown of one call: the proof of its erasure, and what opens the leaf's commitment. */
final class CallPages {
  private CallPages() {}

  static Page proof(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Proven proven -> Page.text(200, proven.proof().bytes());
      case Evidence.Coming _, Evidence.Nothing _ -> none(evidence);
    };
  }

  static Page opening(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Proven proven -> new Page(200, "application/json", proven.opening().bytes());
      case Evidence.Coming _, Evidence.Nothing _ -> none(evidence);
    };
  }

  private static Page none(Evidence evidence) {
    return evidence instanceof Evidence.Coming
        ? Page.text(404, "not in the log yet: an erasure is told within seconds, ask again")
        : Page.absent();
  }
}
