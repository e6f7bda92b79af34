package io.palimpsest.standalone.admin;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.standalone.UserError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's hand on tenants, AppIDs and keys. What is asked for and cannot be is a {@link
 * UserError}.
 */
public final class Accounts {
  private final ControlStore store;
  private final PolicyLibrary policies;
  private final KeyMaker keys;
  private final Clock clock;

  public Accounts(ControlStore store, PolicyLibrary policies, Clock clock) {
    this.store = store;
    this.policies = policies;
    this.keys = new KeyMaker(clock);
    this.clock = clock;
  }

  /** A new tenant that has accepted nothing yet. */
  public Tenant createTenant(TenantId id, String name, String policy) {
    if (store.tenant(id).isPresent()) {
      throw new UserError("there is a tenant " + id + " already");
    }
    if (!policies.ids().contains(policy)) {
      throw new UserError(
          "there is no policy " + policy + "; there are " + String.join(", ", policies.ids()));
    }
    Tenant tenant = new Tenant(id, name, Tenant.State.ACTIVE, policy);
    store.save(tenant);
    return tenant;
  }

  public List<Tenant> tenants() {
    return store.tenants();
  }

  public Tenant tenant(TenantId id) {
    return store.tenant(id).orElseThrow(() -> new UserError("there is no tenant " + id));
  }

  /**
   * Has a tenant's calls refused. Nothing of it is erased.
   *
   * @param state {@code DISABLED} or {@code IN_ARREARS}
   * @param by who says so
   * @param reason why; callers are told it
   */
  public Tenant suspend(TenantId id, Tenant.State state, String by, String reason) {
    Tenant old = stays(id);
    try {
      Tenant changed = old.suspended(state, new Suspension(by, reason, clock.instant()));
      store.save(changed);
      return changed;
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /** Serves a tenant again. */
  public Tenant resume(TenantId id) {
    Tenant changed = stays(id).served();
    store.save(changed);
    return changed;
  }

  private Tenant stays(TenantId id) {
    Tenant tenant = tenant(id);
    if (tenant.state() == Tenant.State.LEAVING || tenant.state() == Tenant.State.GONE) {
      throw new UserError("tenant " + id + " leaves; see 'tenant offboarding " + id + "'");
    }
    return tenant;
  }

  /** A new AppID of a tenant. */
  public Application createApplication(
      TenantId tenant, String name, Region home, Set<Region> regions) {
    Tenant owner = tenant(tenant);
    Application application =
        new Application(
            store.nextAppId(),
            owner.id(),
            name,
            home,
            regions,
            true,
            List.of(),
            List.of(),
            List.of());
    store.save(application);
    return application;
  }

  public List<Application> applications(TenantId tenant) {
    return store.applications(tenant(tenant).id());
  }

  public Application application(AppId appId) {
    return store.application(appId).orElseThrow(() -> new UserError("there is no AppID " + appId));
  }

  /** Sets a rate or quota; one for the same action and region is replaced. */
  public Application limit(AppId appId, CallLimit limit) {
    Application old = application(appId);
    List<CallLimit> limits =
        new ArrayList<>(
            old.limits().stream()
                .filter(
                    other ->
                        !(other.action().equals(limit.action())
                            && other.region().equals(limit.region())))
                .toList());
    if (limit.perSecond().isPresent()
        || limit.perDay().isPresent()
        || limit.perMonth().isPresent()) {
      limits.add(limit);
    }
    Application changed =
        new Application(
            old.appId(),
            old.tenant(),
            old.name(),
            old.defaultRegion(),
            old.regions(),
            old.unsignedPayload(),
            old.allowedNetworks(),
            old.blockedNetworks(),
            limits);
    store.save(changed);
    return changed;
  }

  /** A new key of an AppID. */
  public Credential createKey(AppId appId, Optional<Duration> life, Set<String> actions) {
    Credential key = keys.make(application(appId).appId(), life, actions);
    store.save(key);
    return key;
  }

  public List<Credential> keys(AppId appId) {
    return store.credentials(application(appId).appId());
  }

  public Credential key(SecretId id) {
    return store.find(id).orElseThrow(() -> new UserError("there is no key " + id)).credential();
  }

  /** Makes a key be accepted, or refused within a second wherever it is used. */
  public Credential setEnabled(SecretId id, boolean enabled) {
    Credential old = key(id);
    Credential changed =
        new Credential(
            old.secretId(),
            old.appId(),
            old.secretKey(),
            enabled,
            old.created(),
            old.expires(),
            old.token(),
            old.actions());
    store.save(changed);
    return changed;
  }

  /**
   * A new key with the rights of an old one.
   *
   * @param keepOld whether the old one stays good, until it is disabled by hand
   */
  public Credential rotate(SecretId id, boolean keepOld) {
    Credential old = key(id);
    Optional<Duration> life = old.expires().map(end -> Duration.between(old.created(), end));
    Credential fresh = createKey(old.appId(), life, old.actions());
    if (!keepOld) {
      setEnabled(id, false);
    }
    return fresh;
  }
}
