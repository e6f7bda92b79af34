package io.palimpsest.platform.simulation;

import io.palimpsest.platform.simulation.TenantEffect.Refused;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.AcceptedPolicy;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.CallDecision;
import io.palimpsest.policy.decision.CallQuestion;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Refusal;
import io.palimpsest.policy.decision.Standing;
import io.palimpsest.policy.decision.TenantTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a changed policy asks of tenants, by the same decisions that their calls would meet.
 *
 * @param before the version that would be in force without it
 * @param now decisions as things stand
 * @param then decisions once the changed policy holds
 */
record TenantEffects(
    PolicyModule changed,
    Optional<PolicyModule> before,
    PolicyDecisions now,
    PolicyDecisions then,
    Instant at) {
  private static final Attester NOBODY = new Attester("simulation", "simulation");

  TenantEffect of(Account account) {
    Standing standing = then.standing(account.history().terms(account.tenant()), at);
    List<Refused> refused = new ArrayList<>();
    for (Application application : account.applications()) {
      TenantTerms terms = account.history().terms(account.tenant(), application);
      application.regions().stream()
          .sorted(Comparator.comparing(Region::name))
          .forEach(region -> refused.addAll(refused(application, region, terms)));
    }
    return new TenantEffect(
        account.tenant().id(),
        standing instanceof Standing.MustAccept,
        standing instanceof Standing.ObjectionHolds,
        refused);
  }

  /** Where nothing was in force before, nothing runs that could be refused. */
  private List<Refused> refused(Application application, Region region, TenantTerms terms) {
    Map<Refusal.Reason, Refused> byReason = new EnumMap<>(Refusal.Reason.class);
    before.stream()
        .flatMap(module -> module.families().values().stream())
        .flatMap(family -> family.interfaces().stream())
        .filter(action -> runs(accepting(before, terms), action, region))
        .forEach(
            action -> {
              CallQuestion asked = question(accepting(Optional.of(changed), terms), action, region);
              if (then.mayRun(asked) instanceof CallDecision.Refused(Refusal why)) {
                byReason.merge(
                    why.reason(),
                    new Refused(
                        application.appId(),
                        region.name(),
                        why.reason(),
                        List.of(action),
                        why.message()),
                    TenantEffects::both);
              }
            });
    return List.copyOf(byReason.values());
  }

  private boolean runs(TenantTerms terms, String action, Region region) {
    return now.mayRun(question(terms, action, region)) instanceof CallDecision.Allowed;
  }

  private CallQuestion question(TenantTerms terms, String action, Region region) {
    return new CallQuestion(terms, action, region.name(), Optional.empty(), at);
  }

  /** The same terms with a yes to this version and no objection: what else is in the way. */
  private TenantTerms accepting(Optional<PolicyModule> module, TenantTerms terms) {
    return new TenantTerms(
        terms.policyId(),
        module.map(each -> new AcceptedPolicy(each.ref(), NOBODY, at, each.hash())),
        Optional.empty(),
        terms.regions(),
        terms.attestations(),
        terms.debug(),
        terms.shortened());
  }

  private static Refused both(Refused one, Refused other) {
    List<String> actions = new ArrayList<>(one.actions());
    actions.addAll(other.actions());
    return new Refused(one.appId(), one.region(), one.reason(), actions, one.message());
  }
}
