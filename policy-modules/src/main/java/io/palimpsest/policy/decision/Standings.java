package io.palimpsest.policy.decision;

import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.terms.Acceptance.Mode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The clock of acceptance: notice, countdown, objection, acceptance anew. */
final class Standings {
  private Standings() {}

  static Standing of(PolicyLibrary library, TenantTerms tenant, Instant at) {
    Optional<PolicyModule> found = library.inForce(tenant.policyId(), at);
    if (found.isEmpty()) {
      return new Standing.NoPolicy(tenant.policyId());
    }
    PolicyModule inForce = found.get();
    if (!accepted(tenant, inForce.ref())) {
      if (objected(tenant, inForce.ref())) {
        return new Standing.ObjectionHolds(inForce.ref());
      }
      if (!boundByUse(tenant, inForce)) {
        return new Standing.MustAccept(
            tenant.accepted().map(AcceptedPolicy::policy), inForce.ref());
      }
    }
    return library
        .announced(tenant.policyId(), at)
        .map(next -> coming(tenant, inForce, next, at))
        .orElseGet(() -> new Standing.Bound(inForce.ref(), !accepted(tenant, inForce.ref())));
  }

  private static Standing coming(
      TenantTerms tenant, PolicyModule inForce, PolicyModule next, Instant at) {
    Instant holdsFrom = next.effective().atStartOfDay(ZoneOffset.UTC).toInstant();
    if (objected(tenant, next.ref())) {
      return new Standing.ObjectionStands(inForce.ref(), next.ref(), holdsFrom);
    }
    Instant countdown =
        next.effective()
            .minus(inForce.acceptance().countdown())
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return new Standing.Announced(
        inForce.ref(),
        next.ref(),
        at.isBefore(countdown) ? Standing.Phase.NOTICE : Standing.Phase.COUNTDOWN,
        accepted(tenant, next.ref()),
        holdsFrom);
  }

  /** A yes to a version is one to those before it, unless a no came later. */
  private static boolean accepted(TenantTerms tenant, PolicyRef version) {
    return tenant
        .accepted()
        .filter(yes -> yes.policy().id().equals(version.id()))
        .filter(yes -> yes.policy().version().compareTo(version.version()) >= 0)
        .filter(yes -> !objected(tenant, version))
        .isPresent();
  }

  private static boolean objected(TenantTerms tenant, PolicyRef version) {
    return tenant
        .objection()
        .filter(no -> no.policy().equals(version))
        .filter(
            no ->
                tenant
                    .accepted()
                    .filter(yes -> yes.policy().equals(version) && !yes.at().isBefore(no.at()))
                    .isEmpty())
        .isPresent();
  }

  /** Going on is a yes, after the notice that every version but the first must give. */
  private static boolean boundByUse(TenantTerms tenant, PolicyModule inForce) {
    return inForce.acceptance().mode() == Mode.CONTINUED_USE
        && tenant.accepted().filter(yes -> yes.policy().id().equals(inForce.id())).isPresent();
  }
}
