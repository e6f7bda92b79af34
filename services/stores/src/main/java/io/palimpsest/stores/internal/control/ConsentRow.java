package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code consent_entry}. */
@MappedEntity("consent_entry")
record ConsentRow(
    @Id long number,
    String tenantId,
    @Nullable Long appId,
    Instant saidAt,
    String saidBy,
    String capacity,
    String kind,
    String body) {

  ConsentEntry toEntry() {
    Attester by = new Attester(saidBy, capacity);
    return new ConsentEntry(
        number, new TenantId(tenantId), saidAt, by, ConsentActs.read(kind, appId, by, body));
  }
}
