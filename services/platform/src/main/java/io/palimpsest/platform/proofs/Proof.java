package io.palimpsest.platform.proofs;

import io.palimpsest.policy.PolicyLibrary;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of the control plane that proves something.
 *
 * @param since when it was written
 * @param ended when what it proves ceased to hold; empty while it does
 */
public record Proof(Instant since, Optional<Instant> ended) {

  /**
   * The first instant at which it must be gone, by the versions that are in force at {@code at};
   * empty while it holds, or while no version says how long proofs are kept.
   *
   * @param policy of its tenant
   */
  public Optional<Instant> goneBy(PolicyLibrary library, String policy, Instant at) {
    return ended
        .filter(end -> !end.isAfter(at))
        .flatMap(end -> ProofPeriods.goneBy(library, policy, end, at));
  }
}
