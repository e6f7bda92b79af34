package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.offboarding.Tombstone;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The tombstones in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataTombstones implements Tombstones {
  private final ControlTransactions control;
  private final RetiredNames names;
  private final RetiredRows rows;

  DataTombstones(ControlTransactions control, RetiredNames names, RetiredRows rows) {
    this.control = control;
    this.names = names;
    this.rows = rows;
  }

  @Override
  public List<Tombstone> all() {
    return control.read(
        "list tombstones",
        () -> {
          List<Tombstone> all = new ArrayList<>();
          for (long app : rows.apps()) {
            all.add(new Tombstone.OfAppId(new AppId(app), rows.at(app).getFirst()));
          }
          rows.tenants().forEach(row -> all.add(row.toTombstone()));
          all.sort(Comparator.comparing(Tombstone::at));
          return all;
        });
  }

  @Override
  public void add(Collection<Tombstone> tombstones) {
    control.write(
        "set tombstones",
        () -> {
          for (Tombstone each : tombstones) {
            switch (each) {
              case Tombstone.OfAppId(AppId appId, var at) -> {
                rows.put(appId.value(), at);
                rows.eraseKeys(appId.value());
              }
              case Tombstone.OfTenant(String salt, String hash, var at) ->
                  rows.put(new RetiredRow(salt, hash, at, null));
            }
          }
          return tombstones;
        });
  }

  @Override
  public boolean isRetired(AppId appId) {
    return control.read("look for a tombstone", () -> names.isRetired(appId));
  }

  @Override
  public boolean isRetired(TenantId tenant) {
    return control.read("look for a tombstone", () -> names.find(tenant).isPresent());
  }
}
