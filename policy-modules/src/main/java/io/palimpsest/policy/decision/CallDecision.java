package io.palimpsest.policy.decision;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Staging;
import io.palimpsest.policy.terms.RegionTerms;
import java.util.List;

/** Whether a call may run, and how. */
public sealed interface CallDecision {

  /**
   * It may.
   *
   * @param policy the version it runs under; what it leaves behind carries its {@code ref()}
   * @param where the region it stays in
   * @param staging where its upload rests meanwhile
   * @param attestations ids of the attestations it stands on; empty where its family needs none
   * @param clauses what this rests on
   */
  record Allowed(
      PolicyModule policy,
      RegionTerms where,
      Staging staging,
      List<String> attestations,
      List<ClauseId> clauses)
      implements CallDecision {
    public Allowed {
      attestations = List.copyOf(attestations);
      clauses = List.copyOf(clauses);
    }
  }

  /** It may not. */
  record Refused(Refusal why) implements CallDecision {}
}
