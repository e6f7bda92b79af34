package io.palimpsest.policy.decision;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.PolicyRef;
import java.util.List;
import java.util.Optional;

/** Whether something may be stored, on which basis, and until when. */
public sealed interface StorageDecision {

  /**
   * It may.
   *
   * @param policy the version it is stored under; the item carries it
   * @param basis why it may be
   * @param attestation id of the attestation it stands on: when that ends, the item goes
   * @param until when it must be gone
   * @param clauses what this rests on
   */
  record Keep(
      PolicyRef policy,
      LegalBasis basis,
      Optional<String> attestation,
      Until until,
      List<ClauseId> clauses)
      implements StorageDecision {
    public Keep {
      clauses = List.copyOf(clauses);
    }
  }

  /** It may not: it is dropped now. */
  record Drop(Refusal why) implements StorageDecision {}
}
