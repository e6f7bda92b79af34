package io.palimpsest.policy.decision;

import java.time.Instant;

/**
 * A named admin's leave to keep copies of uploads for finding faults (clause O6).
 *
 * @param until when it ends by itself; exclusive
 */
public record DebugOptIn(Attester by, Instant from, Instant until) {
  public DebugOptIn {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("until: an opt-in ends after it begins");
    }
  }

  public boolean isAlive(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
