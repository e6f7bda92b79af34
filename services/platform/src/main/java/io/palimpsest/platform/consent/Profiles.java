package io.palimpsest.platform.consent;

import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * The operator's hand on which policy a tenant is under. What was stored under the one before stays
 * where it is and is erased when that one said; what is stored from now on goes by the other.
 * Thread-safe.
 */
public final class Profiles {
  private final ControlStore accounts;
  private final ConsentStore store;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;

  public Profiles(
      ControlStore accounts, ConsentStore store, Supplier<PolicyLibrary> policies, Clock clock) {
    this.accounts = accounts;
    this.store = store;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * Puts a tenant under another policy. Its calls are refused within a second, until one of its
   * admins accepts that policy, also where it was accepted once before.
   *
   * @param operator whose decision it is
   * @throws ConsentRefused when there is no such tenant or policy, or the tenant is under it
   *     already
   */
  public Tenant change(TenantId id, Attester operator, String policy) {
    Words.check("who", operator.id());
    Tenant old = accounts.tenant(id).orElseThrow(() -> ConsentRefused.notFound("tenant"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (policies.get().inForce(policy, now).isEmpty()) {
      throw ConsentRefused.invalid(
          "policy: there is no policy "
              + policy
              + "; there are "
              + String.join(", ", policies.get().ids()));
    }
    if (old.policy().equals(policy)) {
      throw ConsentRefused.conflict("the tenant is under " + policy + " already");
    }
    // The line first: a tenant that is under a policy without having been told is never served.
    store.append(id, _ -> new Draft(now, operator, new ConsentAct.Moved(old.policy(), policy)));
    Tenant changed = old.under(policy);
    accounts.save(changed);
    return changed;
  }
}
