package io.palimpsest.platform.credentials;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The control plane's database: tenants, AppIDs and keys. Every write raises the epoch in the same
 * transaction, so that whoever polls {@link #epoch()} learns of a change. Secret keys and tokens
 * are encrypted before they are stored, under a root key that lives outside the database.
 *
 * <p>What belongs to whoever left is refused with {@link Retired}, and so is what would let
 * somebody who leaves call again.
 *
 * <p>Every method throws {@link StoreUnavailable} when the database cannot be reached.
 */
public interface ControlStore {

  /** A number that grows with every change. */
  long epoch();

  /** What changed after an epoch that was seen before; a first look sees everything changed. */
  Changes since(long epoch);

  /**
   * What changed.
   *
   * @param epoch as of which
   * @param tenants whose accounts or words changed; empty where it may be everybody's
   */
  record Changes(long epoch, Optional<Set<TenantId>> tenants) {
    public Changes {
      tenants = tenants.map(Set::copyOf);
    }
  }

  /** The holder of a key, whatever the state of key, AppID and tenant. */
  Optional<Caller> find(SecretId secretId);

  /** Creates the tenant or replaces what is stored of it. */
  void save(Tenant tenant);

  Optional<Tenant> tenant(TenantId id);

  /** All tenants, by id. */
  List<Tenant> tenants();

  /**
   * Creates the AppID or replaces what is stored of it. The tenant must exist, else {@link
   * IllegalArgumentException}.
   */
  void save(Application application);

  Optional<Application> application(AppId appId);

  /** A tenant's AppIDs, ascending. */
  List<Application> applications(TenantId tenant);

  /** An AppID that no tenant has or ever had. */
  AppId nextAppId();

  /**
   * Creates the key or replaces what is stored of it. The AppID must exist, else {@link
   * IllegalArgumentException}.
   */
  void save(Credential credential);

  /** An AppID's keys, oldest first. */
  List<Credential> credentials(AppId appId);

  /**
   * Erases temporary keys, with their tokens, that ended before that instant. What remembers one
   * goes on refusing it.
   *
   * @return how many there were
   */
  int eraseExpiredKeys(Instant before);
}
