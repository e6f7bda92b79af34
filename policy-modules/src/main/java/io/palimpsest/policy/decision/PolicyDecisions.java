package io.palimpsest.policy.decision;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Refusal.Reason;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.RegionTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers every question about what may be done. Asks no clock and no store: all that an answer
 * rests on is in the question and in the modules. Thread-safe; a decision about a call takes some
 * microseconds.
 *
 * <pre>{@code
 * switch (decisions.mayRun(question)) {
 *   case CallDecision.Allowed allowed -> run(allowed.policy(), allowed.staging());
 *   case CallDecision.Refused(Refusal why) -> refuse(why.message());
 * }
 * }</pre>
 */
public final class PolicyDecisions {
  private final Supplier<PolicyLibrary> library;

  /**
   * @param library asked at each decision, so that a reloaded one holds from the next decision on
   */
  public PolicyDecisions(Supplier<PolicyLibrary> library) {
    this.library = library;
  }

  /** May this call run, and where? Needs no byte of its image. */
  public CallDecision mayRun(CallQuestion question) {
    Optional<PolicyModule> policy = inForce(question.tenant(), question.at());
    if (policy.isEmpty()) {
      return new CallDecision.Refused(noPolicy(question.tenant()));
    }
    return CallRules.decide(policy.get(), standing(question.tenant(), question.at()), question);
  }

  /** May this be stored, for this purpose, and until when? */
  public StorageDecision mayStore(StorageQuestion question) {
    return inForce(question.tenant(), question.at())
        .map(policy -> StorageRules.decide(policy, question))
        .orElseGet(() -> new StorageDecision.Drop(noPolicy(question.tenant())));
  }

  /** May what is stored be used for this purpose at this instant? */
  public UseDecision mayUse(UseQuestion question) {
    return inForce(question.tenant(), question.at())
        .map(policy -> UseRules.decide(policy, question))
        .orElseGet(() -> new UseDecision.Refused(noPolicy(question.tenant())));
  }

  /**
   * By when a copy of identification data, made now to be given out for this purpose, must be gone,
   * whatever it holds; empty where the policy lets nothing be given out for it. Whether an item may
   * be in it is {@link #mayUse}'s to say.
   */
  public Optional<Instant> exportUntil(String policyId, String purpose, String region, Instant at) {
    Optional<PolicyModule> policy = library.get().inForce(policyId, at);
    RegionTerms where = policy.map(module -> module.regions().get(region)).orElse(null);
    if (where == null) {
      return Optional.empty();
    }
    return policy
        .flatMap(module -> module.find(DataClass.IDENTIFICATION_EXPORT))
        .filter(rule -> rule.purposes().containsKey(purpose))
        .map(rule -> Expiry.of(rule, Optional.empty(), at, where.zone()))
        .flatMap(
            until ->
                until instanceof Until.Time(Instant time) ? Optional.of(time) : Optional.empty());
  }

  /** Must the tenant accept, is a change coming, does an objection stand? */
  public Standing standing(TenantTerms tenant, Instant at) {
    return Standings.of(library.get(), tenant, at);
  }

  /**
   * What is wrong with an attestation before it is taken: interfaces or purposes that the policy
   * does not know, ages below the limits, a scope that is not asked for. Empty when it may be
   * taken.
   */
  public List<Refusal> faults(String policyId, Attestation attestation, Instant at) {
    return library
        .get()
        .inForce(policyId, at)
        .map(policy -> AttestationRules.faults(policy, attestation))
        .orElseGet(
            () -> List.of(new Refusal(Reason.NO_POLICY, List.of(), "no policy " + policyId)));
  }

  /**
   * By when an item must be gone, whatever changed since it was stored: a shortened period applies
   * to what is there, a lengthened one never does.
   *
   * @param under the version that the item carries
   * @param asked the shorter period that it was stored with
   * @throws IllegalArgumentException when the library does not hold that version, or the version
   *     has no such class or region
   */
  public Until goneBy(
      DataClass dataClass,
      PolicyRef under,
      String region,
      Instant storedAt,
      Optional<RetentionPeriod> asked,
      Instant now) {
    PolicyLibrary modules = library.get();
    PolicyModule first = modules.version(under);
    RegionTerms where =
        Optional.ofNullable(first.regions().get(region))
            .orElseThrow(() -> new IllegalArgumentException(under + " has no region " + region));
    Until earliest = Expiry.of(first.rule(dataClass), asked, storedAt, where.zone());
    for (PolicyModule later : modules.inForceBetween(first, now)) {
      if (later.find(dataClass).isPresent()) {
        earliest =
            Expiry.earlier(
                earliest, Expiry.of(later.rule(dataClass), asked, storedAt, where.zone()));
      }
    }
    return earliest;
  }

  /**
   * How long a class is kept that is erased by the day, for this tenant: the period of its policy,
   * or the shorter one that it asked for where the policy lists it. It names the tables and indexes
   * that a call's records are written to, so there is one for a tenant whose policy is not in force
   * too: the shortest of all.
   */
  public RetentionPeriod keptFor(TenantTerms tenant, DataClass dataClass, Instant at) {
    return inForce(tenant, at)
        .flatMap(policy -> policy.find(dataClass))
        .flatMap(rule -> period(rule, Optional.ofNullable(tenant.shortened().get(dataClass))))
        .orElseGet(() -> keptFor(dataClass, at));
  }

  /** The same where no tenant is known: the shortest period that any policy has for the class. */
  public RetentionPeriod keptFor(DataClass dataClass, Instant at) {
    LocalDate today = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return library.get().periods(dataClass).stream()
        .min(Comparator.comparing(period -> period.goneBy(today)))
        .orElseThrow(
            () -> new IllegalStateException("no policy keeps " + dataClass.key() + " by the day"));
  }

  private static Optional<RetentionPeriod> period(DataRule rule, Optional<RetentionPeriod> asked) {
    return asked
        .filter(rule.shorter()::contains)
        .or(
            () ->
                rule.retention() instanceof Retention.Calendar(RetentionPeriod whole)
                    ? Optional.of(whole)
                    : Optional.empty());
  }

  private Optional<PolicyModule> inForce(TenantTerms tenant, Instant at) {
    return library.get().inForce(tenant.policyId(), at);
  }

  private static Refusal noPolicy(TenantTerms tenant) {
    return new Refusal(
        Reason.NO_POLICY, List.of(), "policy " + tenant.policyId() + " is not in force here");
  }
}
