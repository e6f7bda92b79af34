package io.palimpsest.policy.decision;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.AttestationRules.Found;
import io.palimpsest.policy.decision.AttestationRules.Lacking;
import io.palimpsest.policy.decision.AttestationRules.Wanted;
import io.palimpsest.policy.decision.Refusal.Reason;
import io.palimpsest.policy.decision.StorageDecision.Drop;
import io.palimpsest.policy.decision.StorageDecision.Keep;
import io.palimpsest.policy.terms.Ages;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Purpose;
import io.palimpsest.policy.terms.RegionTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether something may be stored, and until when: the shortest rule wins. */
final class StorageRules {
  private StorageRules() {}

  static StorageDecision decide(PolicyModule policy, StorageQuestion question) {
    DataRule rule = policy.find(question.dataClass()).orElse(null);
    Purpose purpose = rule == null ? null : rule.purposes().get(question.purpose());
    RegionTerms where = policy.regions().get(question.region());
    if (where == null || !question.tenant().regions().contains(question.region())) {
      return drop(Reason.REGION_NOT_ALLOWED, policy.transfers().clauses(), "not in this region");
    }
    if (rule == null || purpose == null || !offered(policy, question)) {
      return drop(
          Reason.NOT_OFFERED,
          rule == null ? List.of() : rule.clauses(),
          "%s keeps no %s from %s for %s"
              .formatted(
                  policy.ref(), question.dataClass().key(), question.action(), question.purpose()));
    }
    Optional<RetentionPeriod> shorter = asked(question);
    if (shorter.isPresent() && !rule.shorter().contains(shorter.get())) {
      return drop(
          Reason.PERIOD_NOT_LISTED,
          rule.clauses(),
          "%s lists no period %s for %s"
              .formatted(policy.ref(), shorter.get().period(), question.dataClass().key()));
    }
    Until until = Expiry.of(rule, shorter, question.at(), where.zone());
    Set<ClauseId> clauses = new LinkedHashSet<>(rule.clauses());
    clauses.addAll(purpose.clauses());
    if (rule.optInAtMost().isPresent()) {
      Optional<Instant> optedIn = optedIn(rule, question);
      if (optedIn.isEmpty()) {
        return drop(
            Reason.NOT_OPTED_IN,
            rule.clauses(),
            "no leave of an admin for " + question.dataClass().key() + " is alive");
      }
      until = Expiry.earlier(until, new Until.Time(optedIn.get()));
    }
    if (!purpose.attested()) {
      return new Keep(policy.ref(), purpose.basis(), Optional.empty(), until, List.copyOf(clauses));
    }
    Wanted wanted =
        new Wanted(
            question.tenant().attestations(),
            question.action(),
            new ConsentScope.Use(question.dataClass(), question.purpose()),
            question.jurisdiction(),
            question.at());
    return switch (AttestationRules.find(policy, wanted, where, List.copyOf(clauses))) {
      case Lacking(Refusal why) -> new Drop(why);
      case Found found ->
          underAge(policy, question, found, where)
              .<StorageDecision>map(Drop::new)
              .orElse(
                  new Keep(
                      policy.ref(),
                      purpose.sensitiveBasis().orElse(purpose.basis()),
                      Optional.of(found.use().id()),
                      withConsent(until, found.attestations()),
                      List.copyOf(clauses)));
    };
  }

  /** Beside its records a call leaves only what its family stores. */
  private static boolean offered(PolicyModule policy, StorageQuestion question) {
    return switch (question.dataClass()) {
      case IDENTIFICATION, IDENTIFICATION_EXPORT, DEBUG_COPY ->
          policy
              .familyOf(question.action())
              .map(family -> family.stores().contains(question.dataClass()))
              .orElse(false);
      case MONITORING, OPERATION_LOG, UPLOAD_AND_RESULT, ACCOUNT, RECEIPT, BACKUP -> true;
    };
  }

  /** The call's wish and the tenant's: the shorter one. */
  private static Optional<RetentionPeriod> asked(StorageQuestion question) {
    RetentionPeriod tenants = question.tenant().shortened().get(question.dataClass());
    if (question.shorter().isEmpty() || tenants == null) {
      return question.shorter().or(() -> Optional.ofNullable(tenants));
    }
    LocalDate today = LocalDate.ofInstant(question.at(), ZoneOffset.UTC);
    RetentionPeriod calls = question.shorter().get();
    return Optional.of(calls.goneBy(today).isBefore(tenants.goneBy(today)) ? calls : tenants);
  }

  /**
   * When the leave to keep it ends; empty where there is none, or a longer one than the rule
   * allows.
   */
  private static Optional<Instant> optedIn(DataRule rule, StorageQuestion question) {
    return question
        .tenant()
        .debug()
        .filter(leave -> leave.isAlive(question.at()))
        .filter(
            leave ->
                !leave
                    .until()
                    .isAfter(
                        leave
                            .from()
                            .atZone(ZoneOffset.UTC)
                            .plus(rule.optInAtMost().orElseThrow())
                            .toInstant()))
        .map(DebugOptIn::until);
  }

  /** What stands on a consent goes when the consent ends. */
  private static Until withConsent(Until until, List<Attestation> found) {
    Until earliest = until;
    for (Attestation each : found) {
      earliest = Expiry.earlier(earliest, new Until.Time(each.endsAt()));
    }
    return earliest;
  }

  /** A date of birth that the document told is held against what was attested. */
  private static Optional<Refusal> underAge(
      PolicyModule policy, StorageQuestion question, Found found, RegionTerms where) {
    if (question.born().isEmpty()) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(question.at(), where.zone());
    int age = Period.between(question.born().get(), today).getYears();
    Ages.Limit limit = policy.ages().in(found.home());
    AgeAssurance assured = found.use().jurisdictions().get(found.home());
    boolean alone = age >= limit.alone();
    boolean withParent = assured.coversMinors() && age >= limit.floor();
    if (age >= assured.from() && (alone || withParent)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            Reason.TOO_YOUNG,
            policy.ages().clauses(),
            "the document tells of somebody younger than is attested for " + found.home()));
  }

  private static Drop drop(Reason reason, List<ClauseId> clauses, String message) {
    return new Drop(new Refusal(reason, clauses, message));
  }
}
