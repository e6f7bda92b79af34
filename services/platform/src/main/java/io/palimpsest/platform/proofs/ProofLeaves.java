package io.palimpsest.platform.proofs;

import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The leaves of one tenant's proofs whose period is over: one for all that go from one table, with
 * how many they were. Whose they were is not said.
 */
final class ProofLeaves {
  /** Where the policy that let them go is not to be had any more. */
  private static final String NO_POLICY = "no-policy";

  private static final String NO_PERIOD = "P0D";

  private final PolicyLibrary library;
  private final String policy;
  private final Instant now;

  /**
   * @param policy of the tenant
   */
  ProofLeaves(PolicyLibrary library, String policy, Instant now) {
    this.library = library;
    this.policy = policy;
    this.now = now;
  }

  /** Erases records by their names, with the leaf that tells of them. */
  interface Erasure<N> {
    int erase(List<N> names, IntFunction<byte[]> leaf);
  }

  /**
   * Erases those whose period is over by now.
   *
   * @return how many
   */
  <N> int erase(Map<N, Proof> proofs, Erasure<N> erasure) {
    List<N> over = new ArrayList<>();
    boolean late = false;
    for (Map.Entry<N, Proof> each : proofs.entrySet()) {
      Instant goneBy = each.getValue().goneBy(library, policy, now).orElse(Instant.MAX);
      if (!goneBy.isAfter(now)) {
        over.add(each.getKey());
        late |= day(now).isAfter(day(goneBy));
      }
    }
    boolean anyLate = late;
    return over.isEmpty() ? 0 : erasure.erase(over, count -> leaf(count, anyLate));
  }

  private byte[] leaf(int count, boolean late) {
    PolicyModule module = library.inForce(policy, now).orElse(null);
    return new Expired(
            new Place(Place.CONTROL, day(now)),
            LeafWords.of(DataClass.RECEIPT),
            module == null ? NO_PERIOD : period(module),
            count,
            late,
            module == null ? NO_POLICY : LeafWords.of(module.ref()),
            now)
        .bytes();
  }

  private static String period(PolicyModule module) {
    return module
        .find(DataClass.RECEIPT)
        .map(rule -> rule.retention())
        .filter(Retention.Calendar.class::isInstance)
        .map(calendar -> ((Retention.Calendar) calendar).period().period().toString())
        .orElse(NO_PERIOD);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
