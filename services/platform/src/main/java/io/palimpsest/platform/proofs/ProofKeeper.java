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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases acts of consent, requests of end users and acts of oversight once the policy's period
 * after their end is over, and has each erasure told in the control plane's evidence log. That an
 * end user took a consent back is kept as long as the tenant: it forbids, and proves nothing. Runs
 * now and then; may run in several processes.
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
    ProofLeaves leaves = new ProofLeaves(library, tenant.policy(), now);
    ConsentHistory history = consents.history(tenant.id());
    List<Proof> proofs = proofs(history);
    Map<Long, Proof> acts = new LinkedHashMap<>();
    for (int i = 0; i < proofs.size(); i++) {
      acts.put(history.entries().get(i).number(), proofs.get(i));
    }
    Map<String, Proof> requests = new LinkedHashMap<>();
    rights.requests(tenant.id()).forEach(request -> requests.put(request.id(), proof(request)));
    Map<String, Proof> looks = new LinkedHashMap<>();
    oversight.acts(tenant.id()).forEach(act -> looks.put(act.id(), proof(act)));
    TenantId id = tenant.id();
    return new Expired(
        leaves.erase(acts, (over, leaf) -> consents.erase(id, over, leaf)),
        leaves.erase(requests, (over, leaf) -> rights.erase(id, over, leaf)),
        leaves.erase(looks, (over, leaf) -> oversight.erase(id, over, leaf)));
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
