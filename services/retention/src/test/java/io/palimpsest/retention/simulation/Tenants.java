package io.palimpsest.retention.simulation;

import io.palimpsest.platform.admins.AdminAccount;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Three tenants that stay, each under a policy of its own, others that come and go, and the end
 * users of all but the second and third.
 */
final class Tenants {
  private static final int STAYING = 3;

  /** An end user. */
  record EndUser(EndUserReference reference, DocumentNumber document) {}

  /** An AppID with its key. */
  record Customer(TenantId tenant, Application application, Credential credential) {
    AppId app() {
      return application.appId();
    }

    String name() {
      return "AppID " + app() + " of " + tenant;
    }
  }

  private final Stock stock;
  private final List<Customer> customers = new ArrayList<>();
  private final Set<AppId> given = new HashSet<>();
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

  /** As the directory tells them now; nobody whose key is not good. */
  Optional<Caller> caller(int number) {
    return stock
        .control
        .find(customer(number).credential().secretId())
        .filter(caller -> caller.credential().enabled());
  }

  Customer customer(int number) {
    return customers.get(number);
  }

  int count() {
    return customers.size();
  }

  /** Those that come and go. */
  List<Customer> guests() {
    return customers.subList(STAYING, customers.size());
  }

  /** Whether a customer's calls read documents of end users. */
  boolean hasEndUsers(int number) {
    return number == 0 || number >= STAYING && number % 2 == 0;
  }

  /**
   * Somebody comes.
   *
   * @param withTwo AppIDs
   * @return false when an AppID was given before
   */
  boolean come(boolean withTwo) {
    String name = "t-guest-" + customers.size();
    String policy = customers.size() % 3 == 0 ? Policies.UNSTAGED : Policies.STAGED;
    boolean fresh = add(name, policy);
    attest(customers.getLast());
    if (withTwo) {
      fresh &= addApplication(new TenantId(name), stock.policies.versions(policy));
      attest(customers.getLast());
    }
    return fresh;
  }

  /** Those whose policy lets debug copies be made. */
  List<Customer> debuggers() {
    return customers.stream()
        .filter(
            each ->
                stock
                    .control
                    .tenant(each.tenant())
                    .filter(tenant -> tenant.policy().equals(Policies.UNSTAGED))
                    .isPresent())
        .toList();
  }

  /** Whose data is kept for less time than it was stored for. */
  AppId shortened() {
    return customer(STAYING - 1).app();
  }

  TenantId first() {
    return customers.getFirst().tenant();
  }

  AppId firstApp() {
    return customers.getFirst().app();
  }

  List<EndUser> endUsers() {
    return endUsers;
  }

  /** Lets the first tenant's passports be kept. */
  void attest() {
    attest(customers.getFirst());
  }

  private void attest(Customer customer) {
    Attestation attestation =
        ConsentFixtures.attestation(
            new ConsentScope.Use(DataClass.IDENTIFICATION, SubjectFixtures.TRAINING.key()),
            Set.of(SubjectFixtures.ACTION));
    say(
        customer.tenant(),
        new ConsentAct.Attested(customer.app(), attestation, ConsentFixtures.NOTICE));
  }

  private boolean add(String name, String policy) {
    Tenant tenant = new Tenant(new TenantId(name), "Toys", Tenant.State.ACTIVE, policy);
    stock.control.save(tenant);
    stock.admins.save(
        new AdminAccount(
            name + "@toys.example",
            tenant.id(),
            "owner",
            AdminAccount.Role.ADMIN,
            "$argon2id$x",
            true,
            ConsentFixtures.BEGAN));
    say(tenant.id(), new ConsentAct.Introduced(ConsentFixtures.TOYS));
    List<PolicyModule> versions = stock.policies.versions(policy);
    versions.forEach(each -> say(tenant.id(), new ConsentAct.Accepted(each.ref(), each.hash())));
    return addApplication(tenant.id(), versions);
  }

  private boolean addApplication(TenantId tenant, List<PolicyModule> versions) {
    AppId appId = stock.control.nextAppId();
    Application application =
        new Application(
            appId,
            tenant,
            "tills",
            Stock.REGION,
            Set.of(Stock.REGION),
            true,
            List.of(),
            List.of(),
            List.of());
    stock.control.save(application);
    Credential credential = PlatformFixtures.credential(appId);
    stock.control.save(credential);
    customers.add(new Customer(tenant, application, credential));
    for (ConsentNeeds need : ConsentNeeds.of(versions.getLast())) {
      say(
          tenant,
          new ConsentAct.Attested(
              appId,
              ConsentFixtures.attestation(need.scope(), need.interfaces()),
              ConsentFixtures.NOTICE));
    }
    return given.add(appId);
  }

  private void say(TenantId tenant, ConsentAct act) {
    stock.control.append(
        tenant, _ -> new Draft(ConsentFixtures.BEGAN, ConsentFixtures.OFFICER, act));
  }
}
