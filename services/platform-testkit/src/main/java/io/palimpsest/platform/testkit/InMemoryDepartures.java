package io.palimpsest.platform.testkit;

import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.offboarding.Nameless;
import io.palimpsest.platform.offboarding.Tombstone;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Departures and tombstones in memory, over the accounts of one control store. Thread-safe. */
public final class InMemoryDepartures implements DepartureStore, Tombstones {
  private final InMemoryControlStore control;
  private final InMemoryAdmins admins;
  private final InMemoryRights rights;

  /** These are read without a lock: whoever checks a write holds the control store's. */
  private final List<Departure> departures = new CopyOnWriteArrayList<>();

  private final List<Tombstone> stones = new CopyOnWriteArrayList<>();
  private final Map<Tombstone, TenantId> otherNames = new HashMap<>();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  public InMemoryDepartures(
      InMemoryControlStore control, InMemoryAdmins admins, InMemoryRights rights) {
    this.control = control;
    this.admins = admins;
    this.rights = rights;
    control.checkedBy(new Checks());
  }

  /** The process that wrote is no more. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** After so many writes the next finds its process dead; nothing is written then. */
  public void dieAfter(int writes) {
    left.set(writes);
  }

  private void live() {
    if (left.getAndDecrement() <= 0) {
      throw new Died();
    }
  }

  private final class Checks implements InMemoryControlStore.Writes {
    @Override
    public void check(Tenant tenant) {
      if (isRetired(tenant.id())) {
        throw Retired.of(tenant.id());
      }
      if (tenant.state() != Tenant.State.LEAVING && leaves(new Leaver.OfTenant(tenant.id()))) {
        throw Retired.leaving("tenant " + tenant.id());
      }
    }

    @Override
    public void check(Application application) {
      if (isRetired(application.appId())) {
        throw Retired.of(application.appId());
      }
      if (isRetired(application.tenant())) {
        throw Retired.of(application.tenant());
      }
      if (leaves(new Leaver.OfTenant(application.tenant()))) {
        throw Retired.leaving("tenant " + application.tenant());
      }
    }

    @Override
    public void check(Credential key) {
      if (InMemoryDepartures.this.isRetired(key.appId())) {
        throw Retired.of(key.appId());
      }
      if (key.enabled()
          && openLeavers().stream()
              .anyMatch(
                  each ->
                      each instanceof Leaver.OfApplication(_, AppId appId)
                          && appId.equals(key.appId()))) {
        throw Retired.leaving("AppID " + key.appId());
      }
    }

    @Override
    public boolean isRetired(AppId appId) {
      return InMemoryDepartures.this.isRetired(appId);
    }

    private boolean isRetired(TenantId tenant) {
      return InMemoryDepartures.this.isRetired(tenant);
    }
  }

  private List<Leaver> openLeavers() {
    return open().stream().map(Departure::leaver).toList();
  }

  private boolean leaves(Leaver leaver) {
    return openLeavers().stream()
        .anyMatch(each -> each.equals(leaver) || each.equals(new Leaver.OfTenant(leaver.tenant())));
  }

  @Override
  public synchronized Optional<Departure> enter(Departure wished) {
    control.outage().check("enter a departure");
    if (leaves(wished.leaver())) {
      return Optional.empty();
    }
    Departure entered =
        switch (wished.leaver()) {
          case Leaver.OfTenant(TenantId id) -> {
            Tenant tenant =
                control
                    .tenant(id)
                    .orElseThrow(() -> new IllegalArgumentException("there is no tenant " + id));
            control.put(in(tenant, Tenant.State.LEAVING));
            yield wished.entered(Optional.of(tenant.state()), Set.of());
          }
          case Leaver.OfApplication(_, AppId appId) -> {
            List<Credential> good =
                control.credentials(appId).stream().filter(Credential::enabled).toList();
            good.forEach(each -> control.put(enabled(each, false)));
            yield wished.entered(
                Optional.empty(),
                good.stream().map(Credential::secretId).collect(Collectors.toSet()));
          }
          case Leaver.OfAccount _ -> wished;
        };
    departures.add(entered);
    return Optional.of(entered);
  }

  private static Tenant in(Tenant tenant, Tenant.State state) {
    return new Tenant(tenant.id(), tenant.name(), state, tenant.policy(), tenant.suspension());
  }

  private static Credential enabled(Credential key, boolean enabled) {
    return new Credential(
        key.secretId(),
        key.appId(),
        key.secretKey(),
        enabled,
        key.created(),
        key.expires(),
        key.token(),
        key.actions());
  }

  @Override
  public synchronized boolean cancel(Departure departure) {
    if (!save(departure)) {
      return false;
    }
    departure
        .before()
        .ifPresent(
            state ->
                control.put(in(control.tenant(departure.leaver().tenant()).orElseThrow(), state)));
    departure
        .keys()
        .forEach(key -> control.put(enabled(control.find(key).orElseThrow().credential(), true)));
    return true;
  }

  @Override
  public synchronized boolean save(Departure departure) {
    control.outage().check("save a departure");
    live();
    for (int i = 0; i < departures.size(); i++) {
      if (departures.get(i).id().equals(departure.id())) {
        boolean same = departures.get(i).version() == departure.version();
        if (same) {
          departures.set(i, departure.stored());
        }
        return same;
      }
    }
    return false;
  }

  @Override
  public List<Departure> open() {
    control.outage().check("list departures");
    return departures.stream().filter(Departure::isOpen).toList();
  }

  @Override
  public synchronized List<Departure> of(TenantId tenant) {
    control.outage().check("list departures");
    TenantId other = stone(tenant).map(otherNames::get).orElse(tenant);
    return departures.stream()
        .filter(
            each -> each.leaver().tenant().equals(tenant) || each.leaver().tenant().equals(other))
        .toList();
  }

  @Override
  public synchronized void retire(Leaver leaver, Instant now) {
    control.outage().check("retire");
    live();
    switch (leaver) {
      case Leaver.OfTenant(TenantId tenant) -> {
        if (stone(tenant).isEmpty()) {
          stones.add(Tombstone.of(tenant, now));
        }
        control.applications(tenant).forEach(each -> retire(each.appId(), now));
      }
      case Leaver.OfApplication(_, AppId appId) -> retire(appId, now);
      case Leaver.OfAccount _ -> {}
    }
  }

  private void retire(AppId appId, Instant now) {
    if (!isRetired(appId)) {
      stones.add(new Tombstone.OfAppId(appId, now));
    }
    if (control.application(appId).isPresent()) {
      control.eraseKeys(appId);
    }
  }

  @Override
  public synchronized boolean finish(Leaver leaver, Departure over) {
    if (!save(over)) {
      return false;
    }
    switch (leaver) {
      case Leaver.OfTenant(TenantId tenant) -> forget(tenant);
      case Leaver.OfApplication(TenantId tenant, AppId appId) ->
          control.put(nameless(control.application(appId).orElseThrow(), tenant));
      case Leaver.OfAccount(TenantId tenant, String email) ->
          admins.erase(each -> each.tenant().equals(tenant) && each.email().equals(email));
    }
    return true;
  }

  private void forget(TenantId tenant) {
    TenantId other =
        otherNames.computeIfAbsent(stone(tenant).orElseThrow(), _ -> Tombstone.newName());
    Tenant before = control.tenant(tenant).orElseThrow();
    control.put(new Tenant(other, Departure.ERASED, Tenant.State.GONE, before.policy()));
    control.applications(tenant).forEach(each -> control.put(nameless(each, other)));
    Nameless nameless = new Nameless();
    control.moveHistory(
        tenant,
        other,
        each ->
            new ConsentEntry(
                each.number(),
                other,
                each.at(),
                nameless.person(each.by()),
                nameless.act(each.act())));
    rights.change(
        tenant,
        each ->
            new RightsRequest(
                each.id(),
                other,
                each.kind(),
                each.purpose(),
                nameless.person(each.by()),
                nameless.verification(each.verification()),
                each.received(),
                each.due(),
                each.parts()));
    admins.erase(each -> each.tenant().equals(tenant));
    departures.replaceAll(
        each -> each.leaver().tenant().equals(tenant) ? renamed(each, other) : each);
  }

  private static Departure renamed(Departure departure, TenantId other) {
    Leaver leaver =
        switch (departure.leaver()) {
          case Leaver.OfTenant _ -> new Leaver.OfTenant(other);
          case Leaver.OfApplication(_, AppId appId) -> new Leaver.OfApplication(other, appId);
          case Leaver.OfAccount _ -> new Leaver.OfAccount(other, Departure.ERASED);
        };
    return new Departure(
        departure.id(),
        leaver,
        new Attester(Departure.ERASED, Departure.ERASED),
        Departure.ERASED,
        departure.asked(),
        departure.eraseAfter(),
        departure.stage(),
        departure.before(),
        departure.keys(),
        departure.steps(),
        departure.version() + 1);
  }

  private static Application nameless(Application application, TenantId tenant) {
    return new Application(
        application.appId(),
        tenant,
        Departure.ERASED,
        application.defaultRegion(),
        application.regions(),
        application.unsignedPayload(),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public synchronized List<Tombstone> all() {
    control.outage().check("list tombstones");
    return List.copyOf(stones);
  }

  @Override
  public synchronized void add(Collection<Tombstone> tombstones) {
    control.outage().check("set tombstones");
    for (Tombstone each : tombstones) {
      if (each instanceof Tombstone.OfAppId(AppId appId, Instant at)) {
        retire(appId, at);
      } else if (!stones.contains(each)) {
        stones.add(each);
      }
    }
  }

  @Override
  public boolean isRetired(AppId appId) {
    return stones.stream()
        .anyMatch(each -> each instanceof Tombstone.OfAppId(AppId had, _) && had.equals(appId));
  }

  @Override
  public boolean isRetired(TenantId tenant) {
    return stone(tenant).isPresent();
  }

  private Optional<Tombstone> stone(TenantId tenant) {
    return stones.stream()
        .filter(each -> each instanceof Tombstone.OfTenant of && of.isOf(tenant))
        .findFirst();
  }
}
