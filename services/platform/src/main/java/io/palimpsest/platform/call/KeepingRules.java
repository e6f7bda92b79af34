package io.palimpsest.platform.call;

import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Refusal;
import io.palimpsest.policy.decision.StorageDecision;
import io.palimpsest.policy.decision.StorageQuestion;
import io.palimpsest.policy.decision.TenantTerms;
import io.palimpsest.policy.decision.Until;
import io.palimpsest.policy.terms.DataRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the policy for each purpose of identification data whether one call's may be stored.
 *
 * @param policy the version that the call runs under
 */
record KeepingRules(
    PolicyDecisions decisions, PolicyModule policy, OcrCall<?> call, Region region) {

  /** What came of it. */
  sealed interface Ruling {}

  /**
   * It may be.
   *
   * @param attestations what the purposes stand on; none for a purpose that needs none
   * @param until when it must be gone: the earliest of all purposes, since one item is kept or gone
   */
  record Granted(
      PolicyRef policy, Set<Purpose> purposes, Map<Purpose, String> attestations, Instant until)
      implements Ruling {

    /** Whether this grants all that {@code earlier} did, on the same grounds and as long. */
    boolean covers(Granted earlier) {
      return purposes.containsAll(earlier.purposes)
          && attestations.entrySet().containsAll(earlier.attestations.entrySet())
          && !until.isBefore(earlier.until);
    }

    /** The same for some of the purposes only. */
    Granted only(Set<Purpose> some) {
      Map<Purpose, String> left = new HashMap<>(attestations);
      left.keySet().retainAll(some);
      return new Granted(policy, some, left, until);
    }
  }

  /** It may not be, for no purpose; this came nearest. */
  record Denied(Refusal why) implements Ruling {}

  /**
   * Rules.
   *
   * @param born empty while it is not known; then it is not held against anything
   */
  Ruling rule(TenantTerms terms, Optional<LocalDate> born, Instant now) {
    Map<Purpose, StorageDecision.Keep> kept = new HashMap<>();
    List<Refusal> refusals = new ArrayList<>();
    for (String purpose : purposes()) {
      switch (decisions.mayStore(question(terms, purpose, born, now))) {
        case StorageDecision.Keep keep -> kept.put(new Purpose(purpose), keep);
        case StorageDecision.Drop(Refusal why) -> refusals.add(why);
      }
    }
    return kept.isEmpty() ? denied(refusals) : granted(kept);
  }

  private Set<String> purposes() {
    return policy.find(DataClass.IDENTIFICATION).map(DataRule::purposes).orElse(Map.of()).keySet();
  }

  private static Granted granted(Map<Purpose, StorageDecision.Keep> kept) {
    Map<Purpose, String> attestations = new HashMap<>();
    kept.forEach(
        (purpose, keep) -> keep.attestation().ifPresent(id -> attestations.put(purpose, id)));
    Instant until =
        kept.values().stream().map(KeepingRules::end).min(Comparator.naturalOrder()).orElseThrow();
    return new Granted(
        kept.values().iterator().next().policy(), kept.keySet(), attestations, until);
  }

  private static Instant end(StorageDecision.Keep keep) {
    return switch (keep.until()) {
      case Until.Time(Instant time) -> time;
      case Until.Completion(Instant latest) -> latest;
      case Until.AccountEnd _, Until.SourceEnd _ ->
          throw new IllegalStateException("identification data has a period of its own");
    };
  }

  private Denied denied(List<Refusal> refusals) {
    return new Denied(
        refusals.stream()
            .max(Comparator.comparing(Refusal::reason))
            .orElseGet(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_OFFERED,
                        List.of(),
                        policy.ref() + " keeps no identification data")));
  }

  private StorageQuestion question(
      TenantTerms terms, String purpose, Optional<LocalDate> born, Instant now) {
    return new StorageQuestion(
        terms,
        call.action(),
        region.name(),
        DataClass.IDENTIFICATION,
        purpose,
        call.endUser().jurisdiction(),
        born,
        call.endUser().keepAtMost(),
        now);
  }
}
