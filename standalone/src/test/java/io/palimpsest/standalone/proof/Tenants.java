package io.palimpsest.standalone.proof;

import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.standalone.admin.Accounts;
import io.palimpsest.standalone.admin.SpecimenConsents;
import io.palimpsest.stores.ControlStores;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Makes tenants for a proof, each with one AppID, one key and as good as no limit. */
final class Tenants implements AutoCloseable {
  private final ControlStores control;
  private final Accounts accounts;
  private final SpecimenConsents consents;

  Tenants(ProofSettings settings) {
    this.control = ControlStores.open(settings.control(), settings.rootKey());
    PolicyLibrary policies = PolicyLibrary.shipped();
    Clock clock = Clock.systemUTC();
    this.accounts = new Accounts(control.store(), policies, clock);
    this.consents =
        new SpecimenConsents(
            new Consents(control.store(), control.consents(), () -> policies, clock),
            policies,
            clock,
            "proof");
  }

  /** Who calls in a proof. */
  record Account(AppId appId, Credential key) {}

  Account create() {
    Tenant tenant =
        accounts.createTenant(
            new TenantId("proof-" + UUID.randomUUID().toString().substring(0, 8)),
            "Proof",
            "tencent-ocr");
    Application application =
        accounts.createApplication(
            tenant.id(), "Proof", ProofSettings.REGION, Set.of(ProofSettings.REGION));
    accounts.limit(
        application.appId(),
        new CallLimit(
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(1_000_000),
            OptionalLong.empty(),
            OptionalLong.empty()));
    consents.ensure(tenant.id(), application.appId());
    return new Account(
        application.appId(), accounts.createKey(application.appId(), Optional.empty(), Set.of()));
  }

  @Override
  public void close() {
    control.close();
  }
}
