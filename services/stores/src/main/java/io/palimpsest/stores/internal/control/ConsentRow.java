package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentLeaves;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code consent_entry}.
 *
 * @param salt of the leaf that tells of it; not to be changed
 */
@MappedEntity("consent_entry")
record ConsentRow(
    @Id long number,
    String tenantId,
    @Nullable Long appId,
    Instant saidAt,
    String saidBy,
    String capacity,
    String kind,
    String body,
    @io.micronaut.core.annotation.Nullable byte @Nullable [] salt) {

  /** What shows that a leaf is about this act; empty where none tells of it. */
  Optional<Opening> opening() {
    return salt == null
        ? Optional.empty()
        : ConsentLeaves.opening(new TenantId(tenantId), toEntry().act(), Salt.of(salt));
  }

  ConsentEntry toEntry() {
    Attester by = new Attester(saidBy, capacity);
    return new ConsentEntry(
        number, new TenantId(tenantId), saidAt, by, ConsentActs.read(kind, appId, by, body));
  }
}
