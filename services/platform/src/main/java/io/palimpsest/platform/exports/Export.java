package io.palimpsest.platform.exports;

import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * What is known of an export for good, long after its content is gone: nothing of any end user.
 *
 * @param purpose what its items may be used for
 * @param by who asked for it, in what capacity
 * @param reason why
 * @param policies the versions that were in force and let it be made
 * @param until the first instant at which it must be gone; cut to the microsecond
 * @param given how many items were put into it
 * @param refused how many were looked at and may not be given out
 * @param there how many of those given are still in it: asked from the store
 */
public record Export(
    ExportId id,
    Purpose purpose,
    Attester by,
    String reason,
    Instant requestedAt,
    Set<PolicyRef> policies,
    Instant until,
    State state,
    int given,
    int refused,
    int there) {

  /** How far it is. */
  public enum State {
    /** Asked for, and perhaps under work: it can be read by nobody. */
    QUEUED,
    /** Complete; it can be read until its time is up. */
    READY,
    /** Closed for every reader, its items being erased; they are gone once {@code there} is 0. */
    ERASED
  }

  public Export {
    policies = Set.copyOf(policies);
    requestedAt = requestedAt.truncatedTo(ChronoUnit.MICROS);
    until = until.truncatedTo(ChronoUnit.MICROS);
    if (!until.isAfter(requestedAt)) {
      throw new IllegalArgumentException("until: must be after requestedAt");
    }
  }

  /** One that was just asked for. */
  public static Export queued(
      Purpose purpose,
      Attester by,
      String reason,
      Instant now,
      Set<PolicyRef> policies,
      Instant until) {
    return new Export(
        ExportId.random(), purpose, by, reason, now, policies, until, State.QUEUED, 0, 0, 0);
  }

  /** Whether it may be read at this instant. */
  public boolean isReadable(Instant now) {
    return state == State.READY && now.isBefore(until);
  }
}
