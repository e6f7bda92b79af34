package io.palimpsest.policy.decision;

import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Refusal.Reason;
import io.palimpsest.policy.terms.DataRule;
import io.palimpsest.policy.terms.Purpose;
import java.util.List;
import java.util.Optional;

/** Whether something stored may be used now: its own consent must be alive at this instant. */
final class UseRules {
  private UseRules() {}

  static UseDecision decide(PolicyModule policy, UseQuestion question) {
    Optional<DataRule> rule = policy.find(question.dataClass());
    Purpose purpose = rule.map(all -> all.purposes().get(question.purpose())).orElse(null);
    if (purpose == null) {
      return refused(
          policy,
          Reason.NOT_OFFERED,
          policy.ref() + " has no purpose " + question.purpose(),
          question);
    }
    if (question.restricted()) {
      return refused(policy, Reason.RESTRICTED, "the subject asked for restriction", question);
    }
    if (!purpose.attested()) {
      return new UseDecision.Allowed(purpose.basis());
    }
    ConsentScope scope = new ConsentScope.Use(question.dataClass(), question.purpose());
    Optional<Attestation> under =
        question.tenant().attestations().stream()
            .filter(each -> each.id().equals(question.attestation()))
            .filter(each -> each.scope().equals(scope))
            .filter(each -> each.interfaces().contains(question.action()))
            .findFirst();
    if (under.isEmpty()) {
      return refused(
          policy, Reason.ATTESTATION_MISSING, "nobody attested to this purpose", question);
    }
    if (!under.get().isAlive(question.at())) {
      boolean revoked = under.get().revokedAt().isPresent();
      return refused(
          policy,
          revoked ? Reason.ATTESTATION_REVOKED : Reason.ATTESTATION_ENDED,
          "the attestation it was stored under has ended",
          question);
    }
    return new UseDecision.Allowed(purpose.sensitiveBasis().orElse(purpose.basis()));
  }

  private static UseDecision refused(
      PolicyModule policy, Reason reason, String message, UseQuestion question) {
    return new UseDecision.Refused(
        new Refusal(
            reason,
            policy.find(question.dataClass()).map(DataRule::clauses).orElse(List.of()),
            message));
  }
}
