package io.palimpsest.platform.consent;

import io.palimpsest.platform.consent.Outlook.Ending;
import io.palimpsest.platform.consent.Outlook.SubProcessorChange;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Standing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Works out outlooks. Asks no clock and no store. Thread-safe. */
final class Outlooks {
  private final Supplier<PolicyLibrary> policies;
  private final PolicyDecisions decisions;

  Outlooks(Supplier<PolicyLibrary> policies) {
    this.policies = policies;
    this.decisions = new PolicyDecisions(policies);
  }

  Outlook of(Tenant tenant, ConsentHistory history, Instant now) {
    PolicyLibrary library = policies.get();
    Standing standing = decisions.standing(history.terms(tenant), now);
    Optional<PolicyModule> inForce = library.inForce(tenant.policy(), now);
    Optional<PolicyModule> next = library.announced(tenant.policy(), now);
    Optional<PolicyModule> wanted =
        switch (standing) {
          case Standing.MustAccept _, Standing.ObjectionHolds _ -> inForce;
          case Standing.Announced announced -> announced.accepted() ? Optional.empty() : next;
          case Standing.ObjectionStands _ -> next;
          case Standing.Bound _, Standing.NoPolicy _ -> Optional.empty();
        };
    return new Outlook(
        tenant.policy(),
        standing,
        wanted,
        inForce.flatMap(before -> next.map(after -> SubProcessorChange.between(before, after))),
        inForce.map(module -> endings(module, history, now)).orElse(List.of()));
  }

  private static List<Ending> endings(PolicyModule policy, ConsentHistory history, Instant now) {
    Instant horizon = now.atZone(ZoneOffset.UTC).plus(policy.acceptance().countdown()).toInstant();
    return history.attestations().entrySet().stream()
        .flatMap(
            app ->
                app.getValue().stream()
                    .filter(each -> each.revokedAt().isEmpty())
                    .filter(each -> each.until().isAfter(now) && !each.until().isAfter(horizon))
                    .map(each -> new Ending(app.getKey(), each)))
        .toList();
  }
}
