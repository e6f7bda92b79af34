package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The accounts of admins in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataAdminStore implements AdminStore {
  private final ControlTransactions control;
  private final AdminRows rows;

  DataAdminStore(ControlTransactions control, AdminRows rows) {
    this.control = control;
    this.rows = rows;
  }

  @Override
  public Optional<AdminAccount> find(String email) {
    return control.read("find an admin", () -> rows.findByEmail(email).map(AdminRow::toAccount));
  }

  @Override
  public void save(AdminAccount account) {
    boolean saved =
        control.write(
            "save an admin",
            () -> {
              boolean free =
                  rows.findByEmail(account.email())
                      .map(row -> row.tenantId().equals(account.tenant().value()))
                      .orElse(true);
              if (free) {
                rows.put(AdminRow.of(account));
              }
              return free;
            });
    if (!saved) {
      throw new IllegalArgumentException("this address belongs to somebody else");
    }
  }

  @Override
  public List<AdminAccount> accounts(TenantId tenant) {
    return control.read(
        "list admins",
        () -> rows.ofTenant(tenant.value()).stream().map(AdminRow::toAccount).toList());
  }
}
