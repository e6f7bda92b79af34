package io.palimpsest.policy.decision;

import java.time.Instant;

/** When something must be gone. */
public sealed interface Until {

  /** Before this instant. */
  record Time(Instant instant) implements Until {}

  /**
   * With the call's completion.
   *
   * @param latest the end of its day in the region's zone: the outer limit, whatever happens
   */
  record Completion(Instant latest) implements Until {}

  /** With the account it belongs to. */
  record AccountEnd() implements Until {}

  /** With what it is a copy of. */
  record SourceEnd() implements Until {}
}
