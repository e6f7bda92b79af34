package io.palimpsest.retention.simulation;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentNeeds;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Three tenants, each under a policy of its own, and the end users of the first. */
final class Tenants {
  /** An end user of the first tenant. */
  record EndUser(EndUserReference reference, DocumentNumber document) {}

  private final Stock stock;
  private final List<Credential> credentials = new ArrayList<>();
  private final List<EndUser> endUsers =
      IntStream.rangeClosed(1, 5)
          .mapToObj(
              each ->
                  new EndUser(
                      new EndUserReference("customer " + each),
                      new DocumentNumber("UTO", "passport", "L" + each)))
          .toList();

  Tenants(Stock stock) {
    this.stock = stock;
    add("t-staged", Policies.STAGED);
    add("t-unstaged", Policies.UNSTAGED);
    add("t-shortened", Policies.SHORTENED);
    attest();
  }

  /** As the directory tells them now. */
  Caller caller(int number) {
    return stock.control.find(credentials.get(number).secretId()).orElseThrow();
  }

  int count() {
    return credentials.size();
  }

  /** Whose data is kept for less time than it was stored for. */
  AppId shortened() {
    return credentials.getLast().appId();
  }

  TenantId first() {
    return caller(0).tenant().id();
  }

  AppId firstApp() {
    return credentials.getFirst().appId();
  }

  List<EndUser> endUsers() {
    return endUsers;
  }

  /** Lets the first tenant's passports be kept. */
  Attestation attest() {
    Attestation attestation =
        ConsentFixtures.attestation(
            new ConsentScope.Use(DataClass.IDENTIFICATION, SubjectFixtures.TRAINING.key()),
            Set.of(SubjectFixtures.ACTION));
    say(
        first(),
        new ConsentAct.Attested(
            credentials.getFirst().appId(), attestation, ConsentFixtures.NOTICE));
    return attestation;
  }

  private void add(String name, String policy) {
    Tenant tenant = new Tenant(new TenantId(name), "Toys", Tenant.State.ACTIVE, policy);
    AppId appId = stock.control.nextAppId();
    Credential credential = PlatformFixtures.credential(appId);
    Application fixture = PlatformFixtures.application(appId, tenant.id());
    stock.control.save(tenant);
    stock.control.save(
        new Application(
            appId,
            tenant.id(),
            fixture.name(),
            Stock.REGION,
            Set.of(Stock.REGION),
            true,
            List.of(),
            List.of(),
            List.of()));
    stock.control.save(credential);
    credentials.add(credential);
    say(tenant.id(), new ConsentAct.Introduced(ConsentFixtures.TOYS));
    List<PolicyModule> versions = stock.policies.versions(policy);
    versions.forEach(each -> say(tenant.id(), new ConsentAct.Accepted(each.ref(), each.hash())));
    for (ConsentNeeds need : ConsentNeeds.of(versions.getLast())) {
      say(
          tenant.id(),
          new ConsentAct.Attested(
              appId,
              ConsentFixtures.attestation(need.scope(), need.interfaces()),
              ConsentFixtures.NOTICE));
    }
  }

  private void say(TenantId tenant, ConsentAct act) {
    stock.control.append(
        tenant, _ -> new Draft(ConsentFixtures.BEGAN, ConsentFixtures.OFFICER, act));
  }
}
