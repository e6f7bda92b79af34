package io.palimpsest.policy.decision;

import io.palimpsest.policy.LegalBasis;

/** Whether something may be used at this instant. */
public sealed interface UseDecision {

  /** It may. */
  record Allowed(LegalBasis basis) implements UseDecision {}

  /** It may not. */
  record Refused(Refusal why) implements UseDecision {}
}
