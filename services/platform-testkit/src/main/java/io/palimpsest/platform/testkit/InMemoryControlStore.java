package io.palimpsest.platform.testkit;

import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentLeaves;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** A control store in memory, with its consent histories. Thread-safe. */
public final class InMemoryControlStore implements ControlStore, ConsentStore {
  private final Outage outage = new Outage("control");
  private final Map<TenantId, Tenant> tenants = new HashMap<>();
  private final Map<AppId, Application> applications = new HashMap<>();
  private final Map<SecretId, Credential> credentials = new HashMap<>();
  private final Map<TenantId, List<ConsentEntry>> consents = new HashMap<>();
  private final List<TenantId> changes = new ArrayList<>(); // one for each epoch
  private final Map<Long, Salt> salts = new HashMap<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private Writes writes = Writes.ALL;
  private long epoch;
  private long lastEntry;
  private long lastAppId = 1_300_000_000L;

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  /** Who may be written; refuses by throwing. */
  interface Writes {
    Writes ALL = new Writes() {};

    default void check(Tenant tenant) {}

    default void check(Application application) {}

    default void check(Credential credential) {}

    default boolean isRetired(AppId appId) {
      return false;
    }
  }

  synchronized void checkedBy(Writes checks) {
    writes = checks;
  }

  /** Changes a tenant whatever is checked. */
  synchronized void put(Tenant tenant) {
    outage.check("change a tenant");
    tenants.put(tenant.id(), tenant);
    changed(tenant.id());
  }

  /** Changes a key whatever is checked. */
  synchronized void put(Credential credential) {
    outage.check("change a key");
    credentials.put(credential.secretId(), credential);
    changed(applications.get(credential.appId()).tenant());
  }

  /** Changes an AppID whatever is checked. */
  synchronized void put(Application application) {
    outage.check("change an AppID");
    applications.put(application.appId(), application);
    changed(application.tenant());
  }

  synchronized void eraseKeys(AppId appId) {
    outage.check("erase keys");
    credentials.values().removeIf(each -> each.appId().equals(appId));
    changed(applications.get(appId).tenant());
  }

  /** Gives a tenant's history to another, changed; then the tenant is gone. */
  synchronized void moveHistory(TenantId from, TenantId to, UnaryOperator<ConsentEntry> change) {
    outage.check("move a history");
    consents
        .computeIfAbsent(to, _ -> new ArrayList<>())
        .addAll(consents.getOrDefault(from, List.of()).stream().map(change).toList());
    consents.remove(from);
    tenants.remove(from);
    changed(from);
  }

  @Override
  public synchronized long epoch() {
    outage.check("give the epoch");
    return epoch;
  }

  @Override
  public synchronized Changes since(long known) {
    outage.check("list changes");
    return new Changes(
        epoch,
        known < 0 || known > epoch
            ? Optional.empty()
            : Optional.of(new HashSet<>(changes.subList((int) known, (int) epoch))));
  }

  @Override
  public synchronized Optional<Caller> find(SecretId secretId) {
    outage.check("find a key");
    return Optional.ofNullable(credentials.get(secretId))
        .map(
            credential -> {
              Application application = applications.get(credential.appId());
              Tenant tenant = tenants.get(application.tenant());
              return new Caller(
                  credential, application, tenant, known(tenant.id()).terms(tenant, application));
            });
  }

  @Override
  public synchronized void save(Tenant tenant) {
    outage.check("save a tenant");
    writes.check(tenant);
    tenants.put(tenant.id(), tenant);
    changed(tenant.id());
  }

  @Override
  public synchronized Optional<Tenant> tenant(TenantId id) {
    outage.check("find a tenant");
    return Optional.ofNullable(tenants.get(id));
  }

  @Override
  public synchronized List<Tenant> tenants() {
    outage.check("list tenants");
    return tenants.values().stream()
        .sorted(Comparator.comparing(each -> each.id().value()))
        .toList();
  }

  @Override
  public synchronized void save(Application application) {
    outage.check("save an AppID");
    writes.check(application);
    if (!tenants.containsKey(application.tenant())) {
      throw new IllegalArgumentException("there is no tenant " + application.tenant());
    }
    applications.put(application.appId(), application);
    changed(application.tenant());
  }

  @Override
  public synchronized Optional<Application> application(AppId appId) {
    outage.check("find an AppID");
    return Optional.ofNullable(applications.get(appId));
  }

  @Override
  public synchronized List<Application> applications(TenantId tenant) {
    outage.check("list AppIDs");
    return applications.values().stream()
        .filter(each -> each.tenant().equals(tenant))
        .sorted(Comparator.comparingLong(each -> each.appId().value()))
        .toList();
  }

  @Override
  public synchronized AppId nextAppId() {
    outage.check("give an AppID");
    AppId next;
    do {
      next = new AppId(++lastAppId);
    } while (writes.isRetired(next));
    return next;
  }

  @Override
  public synchronized void save(Credential credential) {
    outage.check("save a key");
    writes.check(credential);
    if (!applications.containsKey(credential.appId())) {
      throw new IllegalArgumentException("there is no AppID " + credential.appId());
    }
    credentials.put(credential.secretId(), credential);
    changed(applications.get(credential.appId()).tenant());
  }

  @Override
  public synchronized List<Credential> credentials(AppId appId) {
    outage.check("list keys");
    return credentials.values().stream()
        .filter(each -> each.appId().equals(appId))
        .sorted(
            Comparator.comparing(Credential::created)
                .thenComparing(each -> each.secretId().value()))
        .toList();
  }

  @Override
  public synchronized int eraseExpiredKeys(Instant before) {
    outage.check("erase expired keys");
    int there = credentials.size();
    credentials.values().removeIf(key -> key.expires().filter(before::isAfter).isPresent());
    return there - credentials.size();
  }

  @Override
  public synchronized ConsentHistory history(TenantId tenant) {
    outage.check("read a consent history");
    return known(tenant);
  }

  @Override
  public synchronized ConsentEntry append(TenantId tenant, Function<ConsentHistory, Draft> decide) {
    outage.check("append to a consent history");
    if (!tenants.containsKey(tenant)) {
      throw new IllegalArgumentException("there is no tenant " + tenant);
    }
    ConsentHistory before = known(tenant);
    Draft draft = decide.apply(before);
    Salt salt = Salt.random();
    ConsentLeaves.of(tenant, before, draft, salt).ifPresent(leaves::add);
    ConsentEntry entry = new ConsentEntry(++lastEntry, tenant, draft.at(), draft.by(), draft.act());
    salts.put(entry.number(), salt);
    consents.computeIfAbsent(tenant, _ -> new ArrayList<>()).add(entry);
    changed(tenant);
    return entry;
  }

  @Override
  public synchronized Optional<Opening> opening(TenantId tenant, long number) {
    outage.check("open what was told of an act");
    return consents.getOrDefault(tenant, List.of()).stream()
        .filter(entry -> entry.number() == number)
        .findFirst()
        .flatMap(entry -> ConsentLeaves.opening(tenant, entry.act(), salts.get(number)));
  }

  /** What the control plane's evidence log is to tell, in the order of entering. */
  public synchronized List<byte[]> leaves() {
    return List.copyOf(leaves);
  }

  @Override
  public synchronized List<Revocation> openRevocations() {
    outage.check("list revocations");
    List<ConsentEntry> all = consents.values().stream().flatMap(List::stream).toList();
    return all.stream()
        .filter(entry -> entry.act() instanceof ConsentAct.Revoked)
        .sorted(Comparator.comparingLong(ConsentEntry::number))
        .map(
            entry -> {
              ConsentAct.Revoked revoked = (ConsentAct.Revoked) entry.act();
              return new Revocation(entry.tenant(), revoked.app(), revoked.attestation());
            })
        .filter(
            open ->
                all.stream()
                    .noneMatch(
                        entry ->
                            entry.act() instanceof ConsentAct.Cleared(AppId app, String id)
                                && app.equals(open.app())
                                && id.equals(open.attestation())))
        .toList();
  }

  @Override
  public synchronized int erase(
      TenantId tenant, Collection<Long> numbers, IntFunction<byte[]> leaf) {
    outage.check("erase acts of consent");
    List<ConsentEntry> all = consents.getOrDefault(tenant, new ArrayList<>());
    int before = all.size();
    all.removeIf(entry -> numbers.contains(entry.number()));
    int erased = before - all.size();
    if (erased > 0) {
      leaves.add(leaf.apply(erased));
    }
    return erased;
  }

  private void changed(TenantId tenant) {
    changes.add(tenant);
    epoch++;
  }

  private ConsentHistory known(TenantId tenant) {
    return new ConsentHistory(consents.getOrDefault(tenant, List.of()));
  }
}
