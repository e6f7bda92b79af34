package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenant}. */
@MappedEntity("tenant")
record TenantRow(
    @Id String id,
    String name,
    String state,
    String policy,
    @io.micronaut.core.annotation.Nullable @Nullable Instant suspendedAt,
    @io.micronaut.core.annotation.Nullable @Nullable String suspendedBy,
    @io.micronaut.core.annotation.Nullable @Nullable String suspendedWhy) {

  static TenantRow of(Tenant tenant) {
    Optional<Suspension> since = tenant.suspension();
    return new TenantRow(
        tenant.id().value(),
        tenant.name(),
        tenant.state().name(),
        tenant.policy(),
        since.map(Suspension::at).orElse(null),
        since.map(Suspension::by).orElse(null),
        since.map(Suspension::reason).orElse(null));
  }

  Tenant toTenant() {
    return new Tenant(
        new TenantId(id), name, Tenant.State.valueOf(state), policy, Optional.ofNullable(since()));
  }

  private @Nullable Suspension since() {
    return suspendedAt == null || suspendedBy == null || suspendedWhy == null
        ? null
        : new Suspension(suspendedBy, suspendedWhy, suspendedAt);
  }
}
