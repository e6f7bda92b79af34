package io.palimpsest.platform.proofs;

import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases acts of consent, requests of end users and acts of oversight once the policy's period
 * after their end is over. That an end user took a consent back is kept as long as the tenant: it
 * forbids, and proves nothing. Runs now and then; may run in several processes.
 */
public final class ProofKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ProofKeeper.class);

  private final ControlStore accounts;
  private final ConsentStore consents;
  private final RightsStore rights;
  private final OversightStore oversight;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;

  public ProofKeeper(
      ControlStore accounts,
      ConsentStore consents,
      RightsStore rights,
      OversightStore oversight,
      Supplier<PolicyLibrary> policies,
      Clock clock) {
    this.accounts = accounts;
    this.consents = consents;
    this.rights = rights;
    this.oversight = oversight;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * What a run erased.
   *
   * @param acts lines of consent histories
   * @param requests of end users
   * @param oversight what the operator's people did, which is over at once
   */
  public record Expired(int acts, int requests, int oversight) {
    private Expired plus(Expired other) {
      return new Expired(acts + other.acts, requests + other.requests, oversight + other.oversight);
    }

    private int all() {
      return acts + requests + oversight;
    }
  }

  /**
   * Erases what must be gone by now, tenant by tenant.
   *
   * @throws io.palimpsest.platform.error.StoreUnavailable when the control database does not
   *     answer; what was erased until then is gone
   */
  public Expired expire() {
    Instant now = clock.instant();
    Expired all = new Expired(0, 0, 0);
    for (Tenant tenant : accounts.tenants()) {
      Expired here = expire(tenant, now);
      if (here.all() > 0) {
        LOG.info(
            "tenant {}: {} acts of consent, {} requests and {} acts of oversight erased, their period"
                + " is over",
            tenant.id(),
            here.acts(),
            here.requests(),
            here.oversight());
      }
      all = all.plus(here);
    }
    return all;
  }

  private Expired expire(Tenant tenant, Instant now) {
    PolicyLibrary library = policies.get();
    Predicate<Proof> isOver =
        proof ->
            proof
                .goneBy(library, tenant.policy(), now)
                .filter(goneBy -> !goneBy.isAfter(now))
                .isPresent();
    ConsentHistory history = consents.history(tenant.id());
    List<Proof> proofs = proofs(history);
    List<Long> acts = new ArrayList<>();
    for (int i = 0; i < proofs.size(); i++) {
      if (isOver.test(proofs.get(i))) {
        acts.add(history.entries().get(i).number());
      }
    }
    List<String> requests =
        rights.requests(tenant.id()).stream()
            .filter(request -> isOver.test(proof(request)))
            .map(RightsRequest::id)
            .toList();
    List<String> looks =
        oversight.acts(tenant.id()).stream()
            .filter(act -> isOver.test(proof(act)))
            .map(OversightAct::id)
            .toList();
    return new Expired(
        acts.isEmpty() ? 0 : consents.erase(tenant.id(), acts),
        requests.isEmpty() ? 0 : rights.erase(tenant.id(), requests),
        looks.isEmpty() ? 0 : oversight.erase(tenant.id(), looks));
  }

  /** Every proof of a tenant that there is. */
  public List<Proof> proofs(TenantId tenant) {
    List<Proof> all = new ArrayList<>(proofs(consents.history(tenant)));
    rights.requests(tenant).forEach(request -> all.add(proof(request)));
    oversight.acts(tenant).forEach(act -> all.add(proof(act)));
    return all;
  }

  private static List<Proof> proofs(ConsentHistory history) {
    List<Optional<Instant>> ends = Ends.of(history);
    List<Proof> proofs = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      proofs.add(new Proof(history.entries().get(i).at(), ends.get(i)));
    }
    return proofs;
  }

  private static Proof proof(OversightAct act) {
    return new Proof(act.at(), Optional.of(act.at()));
  }

  private static Proof proof(RightsRequest request) {
    return new Proof(request.received(), Ends.of(request));
  }
}
