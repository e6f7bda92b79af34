package io.palimpsest.standalone.proof;

import io.palimpsest.platform.consent.AttestationDraft;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TextReference;
import io.palimpsest.standalone.admin.Accounts;
import io.palimpsest.standalone.admin.SpecimenConsents;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.DatabaseSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Makes tenants for a proof, each with one AppID, one key and as good as no limit. */
final class Tenants implements AutoCloseable {
  static final Attester BY = new Attester("proof", "data protection officer");

  private final ControlStores control;
  private final Accounts accounts;
  private final Consents consents;
  private final SpecimenConsents specimens;

  Tenants(ProofSettings settings) {
    this(settings, settings.control());
  }

  /** Of another control database. */
  Tenants(ProofSettings settings, DatabaseSettings database) {
    this.control = ControlStores.open(database, settings.rootKey());
    PolicyLibrary policies = PolicyLibrary.shipped();
    Clock clock = Clock.systemUTC();
    this.accounts = new Accounts(control.store(), policies, clock);
    this.consents = new Consents(control.store(), control.consents(), () -> policies, clock);
    this.specimens = new SpecimenConsents(consents, policies, clock, "proof");
  }

  /** Who calls in a proof. */
  record Account(TenantId tenant, AppId appId, Credential key) {}

  Account create() {
    return create("tencent-ocr");
  }

  /** One that is under that policy. */
  Account create(String policy) {
    Tenant tenant =
        accounts.createTenant(
            new TenantId("proof-" + UUID.randomUUID().toString().substring(0, 8)), "Proof", policy);
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
    specimens.ensure(tenant.id(), application.appId());
    return new Account(
        tenant.id(),
        application.appId(),
        accounts.createKey(application.appId(), Optional.empty(), Set.of()));
  }

  /** Attests that end users consented to their passports being kept for a purpose. */
  Attestation attest(Account account, String purpose) {
    return consents.attest(
        account.tenant(),
        BY,
        account.appId(),
        new AttestationDraft(
            Set.of("MLIDPassportOCR"),
            new ConsentScope.Use(DataClass.IDENTIFICATION, purpose),
            Map.of("DE", new AgeAssurance.MinimumAge(16)),
            "tick box before capture",
            new TextReference("1", "ab".repeat(32)),
            new ConsentNotice("en", Optional.empty(), Optional.empty()),
            Optional.empty(),
            Instant.now().plus(Duration.ofDays(365))));
  }

  /** Takes an attestation back. */
  void revoke(Account account, Attestation given) {
    consents.revoke(account.tenant(), BY, given.id());
  }

  /** The control plane itself. */
  ControlStores control() {
    return control;
  }

  Consents consents() {
    return consents;
  }

  @Override
  public void close() {
    control.close();
  }
}
