package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code departure}, less the number that orders them. */
@MappedEntity("departure")
record DepartureRow(
    @Id String id,
    long version,
    String tenantId,
    @Nullable Long appId,
    @Nullable String email,
    String askedBy,
    String capacity,
    String reason,
    Instant askedAt,
    Instant eraseAfter,
    String stage,
    String body) {

  static DepartureRow of(Departure departure) {
    Leaver leaver = departure.leaver();
    return new DepartureRow(
        departure.id(),
        departure.version(),
        leaver.tenant().value(),
        leaver instanceof Leaver.OfApplication(_, AppId appId) ? (Long) appId.value() : null,
        leaver instanceof Leaver.OfAccount(_, String email) ? email : null,
        departure.by().id(),
        departure.by().capacity(),
        departure.reason(),
        departure.asked(),
        departure.eraseAfter(),
        departure.stage().name(),
        DepartureBody.write(departure));
  }

  Departure toDeparture() {
    DepartureBody kept = DepartureBody.read(body);
    return new Departure(
        id,
        leaver(),
        new Attester(askedBy, capacity),
        reason,
        askedAt,
        eraseAfter,
        Departure.Stage.valueOf(stage),
        kept.before(),
        kept.keys(),
        kept.steps(),
        version);
  }

  private Leaver leaver() {
    TenantId tenant = new TenantId(tenantId);
    if (appId != null) {
      return new Leaver.OfApplication(tenant, new AppId(appId));
    }
    return email != null ? new Leaver.OfAccount(tenant, email) : new Leaver.OfTenant(tenant);
  }
}
