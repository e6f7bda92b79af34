package io.palimpsest.platform.consent;

import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.consent.Outlook.Ending;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that an attestation is about to end, once each: the log has it, and the history remembers
 * that it was told. Runs now and then; may run in several processes.
 */
public final class EndTeller {
  private static final Logger LOG = LoggerFactory.getLogger(EndTeller.class);

  /** In whose name the platform itself writes into a history. */
  static final Attester PLATFORM = new Attester("palimpsest", "platform");

  private final ControlStore accounts;
  private final ConsentStore store;
  private final Outlooks outlooks;
  private final Clock clock;

  public EndTeller(
      ControlStore accounts, ConsentStore store, Supplier<PolicyLibrary> policies, Clock clock) {
    this.accounts = accounts;
    this.store = store;
    this.outlooks = new Outlooks(policies);
    this.clock = clock;
  }

  /**
   * Tells of every attestation that ends soon and was not told of.
   *
   * @return how many
   */
  public int tell() {
    int told = 0;
    for (Tenant tenant : accounts.tenants()) {
      ConsentHistory history = store.history(tenant.id());
      for (Ending each : outlooks.of(tenant, history, clock.instant()).endings()) {
        if (!history.isEndTold(each.attestation().id())) {
          tell(tenant, each);
          told++;
        }
      }
    }
    return told;
  }

  private void tell(Tenant tenant, Ending ending) {
    LOG.warn(
        "attestation {} of tenant {} for AppID {} ends at {}: calls that stand on it are refused"
            + " from then on",
        ending.attestation().id(),
        tenant.id(),
        ending.appId(),
        ending.attestation().until());
    store.append(
        tenant.id(),
        _ ->
            new Draft(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                PLATFORM,
                new ConsentAct.EndTold(ending.appId(), ending.attestation().id())));
  }
}
