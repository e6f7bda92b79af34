package io.palimpsest.policy.decision;

import io.palimpsest.policy.PolicyRef;
import java.time.Instant;
import java.util.Optional;

/** How a tenant stands to its policy: whether it is bound, and what it is asked next. */
public sealed interface Standing {

  /** Whether calls run as things stand. */
  default boolean mayCall() {
    return switch (this) {
      case Bound _, Announced _, ObjectionStands _ -> true;
      case MustAccept _, ObjectionHolds _, NoPolicy _ -> false;
    };
  }

  /**
   * It is bound by the version in force, and nothing is coming.
   *
   * @param byUse whether it accepted by going on after the notice, not by an act
   */
  record Bound(PolicyRef inForce, boolean byUse) implements Standing {}

  /**
   * It is bound, and a change was announced.
   *
   * @param accepted whether it accepted the next version already
   * @param holdsFrom when the next version comes into force; it may object until then
   */
  record Announced(
      PolicyRef inForce, PolicyRef next, Phase phase, boolean accepted, Instant holdsFrom)
      implements Standing {}

  /** It is bound by the version in force and objected to the next, which comes at this time. */
  record ObjectionStands(PolicyRef inForce, PolicyRef next, Instant holdsFrom)
      implements Standing {}

  /** It objected, and the version it objected to is in force. */
  record ObjectionHolds(PolicyRef inForce) implements Standing {}

  /**
   * It must accept first.
   *
   * @param before the version it accepted last
   * @param wanted the version in force
   */
  record MustAccept(Optional<PolicyRef> before, PolicyRef wanted) implements Standing {}

  /** No version of its profile is in force. */
  record NoPolicy(String policyId) implements Standing {}

  /** How near a change is. */
  enum Phase {
    /** It is announced. */
    NOTICE,
    /** It comes within the countdown that the policy sets. */
    COUNTDOWN
  }
}
