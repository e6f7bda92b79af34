package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.tenancy.PolicyAcceptance;
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
    @Nullable String acceptedVersion,
    @Nullable String acceptedBy,
    @Nullable Instant acceptedAt) {

  static TenantRow of(Tenant tenant) {
    Optional<PolicyAcceptance> acceptance = tenant.acceptance();
    return new TenantRow(
        tenant.id().value(),
        tenant.name(),
        tenant.state().name(),
        tenant.policy(),
        acceptance.map(PolicyAcceptance::version).orElse(null),
        acceptance.map(PolicyAcceptance::by).orElse(null),
        acceptance.map(PolicyAcceptance::at).orElse(null));
  }

  Tenant toTenant() {
    Optional<PolicyAcceptance> acceptance =
        acceptedVersion == null || acceptedBy == null || acceptedAt == null
            ? Optional.empty()
            : Optional.of(new PolicyAcceptance(acceptedVersion, acceptedBy, acceptedAt));
    return new Tenant(new TenantId(id), name, Tenant.State.valueOf(state), policy, acceptance);
  }
}
