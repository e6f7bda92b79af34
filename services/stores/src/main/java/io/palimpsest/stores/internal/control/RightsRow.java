package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code rights_request}. */
@MappedEntity("rights_request")
record RightsRow(
    @Id String id,
    String tenantId,
    String kind,
    @Nullable String purpose,
    String enteredBy,
    String capacity,
    String verifiedBy,
    String verifiedHow,
    Instant receivedAt,
    Instant dueAt,
    String parts) {

  static RightsRow of(RightsRequest request) {
    return new RightsRow(
        request.id(),
        request.tenant().value(),
        request.kind(),
        request.purpose().orElse(null),
        request.by().id(),
        request.by().capacity(),
        request.verification().by(),
        request.verification().how(),
        request.received(),
        request.due(),
        RightsParts.write(request.parts()));
  }

  RightsRequest toRequest() {
    return new RightsRequest(
        id,
        new TenantId(tenantId),
        kind,
        Optional.ofNullable(purpose),
        new Attester(enteredBy, capacity),
        new Verification(verifiedBy, verifiedHow),
        receivedAt,
        dueAt,
        RightsParts.read(parts));
  }
}
