package io.palimpsest.policy.decision;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Refusal.Reason;
import io.palimpsest.policy.terms.Ages;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Family;
import io.palimpsest.policy.terms.RegionTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which attestations a call or an item stands on. */
final class AttestationRules {
  private AttestationRules() {}

  /** What a search for attestations gives. */
  sealed interface Search {}

  /**
   * All that is needed.
   *
   * @param home the jurisdiction that was gone by: the one asked about, or the strictest attested
   * @param attestations first the one for the use, then one for a transfer where that is needed
   */
  record Found(String home, List<Attestation> attestations) implements Search {
    /** The one for the use. */
    Attestation use() {
      return attestations.getFirst();
    }
  }

  /** What is missing. */
  record Lacking(Refusal why) implements Search {}

  /** What a call needs for one use of the end users' data. */
  static Search find(
      PolicyModule policy,
      CallQuestion call,
      Family.Need need,
      RegionTerms where,
      List<ClauseId> clauses) {
    return find(
        policy,
        new Wanted(
            call.tenant().attestations(),
            call.action(),
            new ConsentScope.Use(need.dataClass(), need.purpose()),
            call.jurisdiction(),
            call.at()),
        where,
        clauses);
  }

  static Search find(
      PolicyModule policy, Wanted wanted, RegionTerms where, List<ClauseId> clauses) {
    Optional<String> home = wanted.jurisdiction().or(() -> strictest(policy, wanted, where));
    Optional<Attestation> use = first(wanted.in(home));
    if (home.isEmpty() || use.isEmpty()) {
      return new Lacking(nearest(wanted, clauses));
    }
    Optional<Refusal> young = tooYoung(policy, use.get(), home.get());
    if (young.isPresent()) {
      return new Lacking(young.get());
    }
    if (!leaves(policy, home.get(), where)) {
      return new Found(home.get(), List.of(use.get()));
    }
    Wanted transfer =
        new Wanted(
            wanted.among(),
            wanted.action(),
            new ConsentScope.Transfer(where.country()),
            home,
            wanted.at());
    return first(transfer)
        .<Search>map(also -> new Found(home.get(), List.of(use.get(), also)))
        .orElseGet(
            () ->
                new Lacking(
                    new Refusal(
                        Reason.TRANSFER_NOT_ATTESTED,
                        policy.transfers().clauses(),
                        nearest(transfer, List.of()).message())));
  }

  /** Where the end user lives is not known: the strictest place that is attested counts. */
  private static Optional<String> strictest(PolicyModule policy, Wanted wanted, RegionTerms where) {
    return wanted.among().stream()
        .filter(wanted::isCoveredBy)
        .flatMap(each -> each.jurisdictions().keySet().stream())
        .max(
            Comparator.comparing((String home) -> leaves(policy, home, where))
                .thenComparing(home -> policy.ages().in(home).alone())
                .thenComparing(home -> policy.ages().in(home).floor())
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean leaves(PolicyModule policy, String home, RegionTerms where) {
    return policy.transfers().consentFrom().contains(home) && !home.equals(where.country());
  }

  /** What must be attested, and among what it is looked for. */
  record Wanted(
      List<Attestation> among,
      String action,
      ConsentScope scope,
      Optional<String> jurisdiction,
      Instant at) {
    Wanted in(Optional<String> home) {
      return new Wanted(among, action, scope, home, at);
    }

    boolean isMeantBy(Attestation each) {
      return each.scope().equals(scope) && each.interfaces().contains(action);
    }

    boolean isCoveredBy(Attestation each) {
      return isMeantBy(each)
          && each.isAlive(at)
          && (jurisdiction.isEmpty() || each.jurisdictions().containsKey(jurisdiction.get()));
    }
  }

  private static Optional<Attestation> first(Wanted wanted) {
    return wanted.among().stream().filter(wanted::isCoveredBy).findFirst();
  }

  /** What is wrong with the attestation that came nearest. */
  private static Refusal nearest(Wanted wanted, List<ClauseId> clauses) {
    Reason reason =
        wanted.among().stream()
            .filter(wanted::isMeantBy)
            .map(each -> shortfall(each, wanted.at()))
            .max(Comparator.naturalOrder())
            .orElse(Reason.ATTESTATION_MISSING);
    return new Refusal(reason, clauses, message(reason, wanted));
  }

  private static Reason shortfall(Attestation each, Instant at) {
    if (each.isAlive(at)) {
      return Reason.JURISDICTION_NOT_ATTESTED;
    }
    return each.revokedAt().isPresent() ? Reason.ATTESTATION_REVOKED : Reason.ATTESTATION_ENDED;
  }

  private static String message(Reason reason, Wanted wanted) {
    String consent =
        switch (wanted.scope()) {
          case ConsentScope.Use(var dataClass, var purpose) ->
              "the end users' consent to " + purpose + " of " + dataClass.key();
          case ConsentScope.Transfer(var country) ->
              "the end users' consent to a transfer to " + country;
        };
    String what = "no attestation of " + consent + " covers " + wanted.action();
    return switch (reason) {
      case ATTESTATION_REVOKED -> what + ": it was revoked";
      case ATTESTATION_ENDED -> what + ": it has ended or not begun";
      case JURISDICTION_NOT_ATTESTED ->
          what + " for end users in " + wanted.jurisdiction().orElse("any jurisdiction");
      default -> what;
    };
  }

  /** Whether an attestation speaks for people younger than the limits where they live allow. */
  private static Optional<Refusal> tooYoung(
      PolicyModule policy, Attestation attestation, String home) {
    Ages.Limit limit = policy.ages().in(home);
    AgeAssurance assured =
        Objects.requireNonNull(attestation.jurisdictions().get(home), "a jurisdiction it attests");
    int least = assured.coversMinors() ? limit.floor() : limit.alone();
    if (assured.from() >= least) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            Reason.TOO_YOUNG,
            policy.ages().clauses(),
            "end users in "
                + home
                + " must be "
                + least
                + " or older"
                + (assured.coversMinors() ? "" : ", or a parent must have consented")
                + "; attested are "
                + assured.from()));
  }

  /** Why an attestation may not be taken. */
  static List<Refusal> faults(PolicyModule policy, Attestation attestation) {
    List<Refusal> faults = new ArrayList<>();
    for (String action : attestation.interfaces()) {
      if (policy.familyOf(action).isEmpty()) {
        faults.add(
            new Refusal(
                Reason.INTERFACE_NOT_LISTED,
                List.of(),
                "policy " + policy.ref() + " does not list " + action));
      }
    }
    if (attestation.scope() instanceof ConsentScope.Use(var dataClass, var purpose)
        && policy.find(dataClass).map(DataRule::purposes).map(all -> all.get(purpose)).isEmpty()) {
      faults.add(
          new Refusal(
              Reason.NOT_OFFERED,
              List.of(),
              "policy " + policy.ref() + " has no purpose " + purpose + " of " + dataClass.key()));
    }
    for (String home : attestation.jurisdictions().keySet()) {
      tooYoung(policy, attestation, home).ifPresent(faults::add);
    }
    return faults;
  }
}
