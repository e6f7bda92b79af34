package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Refuses to write what belongs to whoever left or leaves; asked within the write. */
@Singleton
@Requires(beans = RootKey.class)
final class RetiredNames {
  private final DepartureRows departures;
  private final RetiredRows retired;

  RetiredNames(DepartureRows departures, RetiredRows retired) {
    this.departures = departures;
    this.retired = retired;
  }

  /** A tenant that leaves may be changed in everything but that. */
  void check(Tenant tenant) {
    checkName(tenant.id());
    if (tenant.state() != Tenant.State.LEAVING
        && departures.leavingTenant(tenant.id().value()) > 0) {
      throw Retired.leaving("tenant " + tenant.id());
    }
  }

  /** An AppID of that tenant. */
  void check(AppId appId, TenantId tenant) {
    checkName(tenant);
    checkNumber(appId);
    if (departures.leavingTenant(tenant.value()) > 0) {
      throw Retired.leaving("tenant " + tenant);
    }
  }

  /** While an AppID leaves, none of its keys is good. */
  void check(Credential key) {
    checkNumber(key.appId());
    if (key.enabled() && departures.leavingApp(key.appId().value()) > 0) {
      throw Retired.leaving("AppID " + key.appId());
    }
  }

  Optional<RetiredRow> find(TenantId tenant) {
    return retired.tenants().stream().filter(row -> row.toTombstone().isOf(tenant)).findFirst();
  }

  boolean isRetired(AppId appId) {
    return !retired.at(appId.value()).isEmpty();
  }

  private void checkNumber(AppId appId) {
    if (isRetired(appId)) {
      throw Retired.of(appId);
    }
  }

  private void checkName(TenantId tenant) {
    if (find(tenant).isPresent()) {
      throw Retired.of(tenant);
    }
  }
}
