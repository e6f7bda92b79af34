package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.oversight.OversightAct;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.IntFunction;

/** What tenants are told of their data's handling, in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataOversightStore implements OversightStore {
  private final ControlTransactions control;
  private final OversightRows rows;
  private final NoticeRows notices;

  DataOversightStore(ControlTransactions control, OversightRows rows, NoticeRows notices) {
    this.control = control;
    this.rows = rows;
    this.notices = notices;
  }

  @Override
  public void append(OversightAct act, byte[] leaf) {
    control.writeQuietly(
        "note an act of oversight",
        () -> {
          rows.add(OversightRow.of(act));
          notices.add(leaf);
          rows.told(act.id(), Merkle.leafBytes(leaf));
          return act;
        });
  }

  @Override
  public List<OversightAct> acts(TenantId tenant) {
    return control.read(
        "list acts of oversight",
        () -> rows.ofTenant(tenant.value()).stream().map(OversightRow::toAct).toList());
  }

  @Override
  public int erase(TenantId tenant, List<String> ids, IntFunction<byte[]> leaf) {
    return ids.isEmpty()
        ? 0
        : control.writeQuietly(
            "erase acts of oversight",
            () -> notices.telling(rows.erase(tenant.value(), ids), leaf));
  }
}
