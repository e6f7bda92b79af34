package io.palimpsest.policy.decision;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.CallDecision.Allowed;
import io.palimpsest.policy.decision.CallDecision.Refused;
import io.palimpsest.policy.decision.Refusal.Reason;
import io.palimpsest.policy.terms.Family;
import io.palimpsest.policy.terms.RegionTerms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a call may run: policy accepted, region, interface, attestations, in this order. */
final class CallRules {
  private CallRules() {}

  static CallDecision decide(PolicyModule policy, Standing standing, CallQuestion question) {
    Optional<Refusal> unbound = unbound(policy, standing);
    if (unbound.isPresent()) {
      return new Refused(unbound.get());
    }
    RegionTerms where = policy.regions().get(question.region());
    if (where == null || !question.tenant().regions().contains(question.region())) {
      return new Refused(region(policy, where == null, question.region()));
    }
    Family family = policy.familyOf(question.action()).orElse(null);
    if (family == null) {
      return new Refused(
          new Refusal(
              Reason.INTERFACE_NOT_LISTED,
              List.of(),
              "policy " + policy.ref() + " does not list " + question.action()));
    }
    List<String> attestations = new ArrayList<>();
    Set<ClauseId> clauses = new LinkedHashSet<>(policy.transfers().clauses());
    for (Family.Need need : family.needs()) {
      switch (AttestationRules.find(policy, question, need, where, family.clauses())) {
        case AttestationRules.Found found ->
            found.attestations().forEach(each -> attestations.add(each.id()));
        case AttestationRules.Lacking(Refusal why) -> {
          return new Refused(why);
        }
      }
    }
    clauses.addAll(family.clauses());
    return new Allowed(policy, where, policy.staging(), attestations, List.copyOf(clauses));
  }

  private static Optional<Refusal> unbound(PolicyModule policy, Standing standing) {
    List<ClauseId> clauses = policy.acceptance().clauses();
    return switch (standing) {
      case Standing.Bound _, Standing.Announced _, Standing.ObjectionStands _ -> Optional.empty();
      case Standing.MustAccept(Optional<?> before, var wanted) ->
          Optional.of(
              new Refusal(
                  Reason.NOT_ACCEPTED,
                  clauses,
                  "policy "
                      + wanted.id()
                      + " version "
                      + wanted.version()
                      + " is not accepted yet"
                      + before.map(old -> "; accepted last was " + old).orElse("")));
      case Standing.ObjectionHolds(var inForce) ->
          Optional.of(
              new Refusal(
                  Reason.OBJECTED,
                  clauses,
                  "the tenant objected to policy " + inForce + ", which is in force now"));
      case Standing.NoPolicy(String id) ->
          Optional.of(new Refusal(Reason.NO_POLICY, clauses, "policy " + id + " is not in force"));
    };
  }

  private static Refusal region(PolicyModule policy, boolean unknown, String region) {
    return unknown
        ? new Refusal(
            Reason.REGION_UNKNOWN,
            policy.transfers().clauses(),
            "policy " + policy.ref() + " does not list region " + region)
        : new Refusal(
            Reason.REGION_NOT_ALLOWED,
            policy.transfers().clauses(),
            "the tenant does not allow region " + region);
  }
}
