package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;

/** A row of {@code tenant}. */
@MappedEntity("tenant")
record TenantRow(@Id String id, String name, String state, String policy) {

  static TenantRow of(Tenant tenant) {
    return new TenantRow(
        tenant.id().value(), tenant.name(), tenant.state().name(), tenant.policy());
  }

  Tenant toTenant() {
    return new Tenant(new TenantId(id), name, Tenant.State.valueOf(state), policy);
  }
}
