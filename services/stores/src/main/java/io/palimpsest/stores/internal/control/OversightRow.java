package io.palimpsest.stores.internal.control;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;

/** A row of {@code oversight_act}: a look where it names a call, else a disclosure. */
@MappedEntity("oversight_act")
record OversightRow(
    @Id String id,
    String tenantId,
    String region,
    String doneBy,
    String capacity,
    String reason,
    Instant doneAt,
    @Nullable String callId,
    @Nullable String dataClass,
    @Nullable Long items,
    @Nullable String authority,
    @Nullable String basis) {

  static OversightRow of(OversightAct act) {
    return switch (act) {
      case OversightAct.Look look -> row(act, look.callId().toString(), null, null, null, null);
      case OversightAct.Disclosure given ->
          row(act, null, given.dataClass().key(), given.count(), given.authority(), given.basis());
    };
  }

  private static OversightRow row(
      OversightAct act,
      @Nullable String callId,
      @Nullable String dataClass,
      @Nullable Long items,
      @Nullable String authority,
      @Nullable String basis) {
    return new OversightRow(
        act.id(),
        act.tenant().value(),
        act.region().name(),
        act.by().id(),
        act.by().capacity(),
        act.reason(),
        act.at(),
        callId,
        dataClass,
        items,
        authority,
        basis);
  }

  OversightAct toAct() {
    TenantId tenant = new TenantId(tenantId);
    Region where = new Region(region);
    Attester by = new Attester(doneBy, capacity);
    if (callId != null) {
      return new OversightAct.Look(id, tenant, where, CallId.parse(callId), by, reason, doneAt);
    }
    if (dataClass == null || items == null || authority == null || basis == null) {
      throw new IllegalStateException("an act that is neither a look nor a disclosure");
    }
    return new OversightAct.Disclosure(
        id, tenant, where, DataClass.of(dataClass), items, authority, basis, by, reason, doneAt);
  }
}
