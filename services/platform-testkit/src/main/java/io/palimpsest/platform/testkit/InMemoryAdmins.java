package io.palimpsest.platform.testkit;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Accounts of admins in memory. Thread-safe. */
public final class InMemoryAdmins implements AdminStore {
  private final Map<String, AdminAccount> accounts = new TreeMap<>();
  private final Predicate<TenantId> exists;

  /**
   * @param exists whether there is such a tenant
   */
  public InMemoryAdmins(Predicate<TenantId> exists) {
    this.exists = exists;
  }

  @Override
  public synchronized Optional<AdminAccount> find(String email) {
    return Optional.ofNullable(accounts.get(email));
  }

  @Override
  public synchronized void save(AdminAccount account) {
    AdminAccount before = accounts.get(account.email());
    if (!exists.test(account.tenant())
        || (before != null && !before.tenant().equals(account.tenant()))) {
      throw new IllegalArgumentException("this address belongs to somebody else");
    }
    accounts.put(account.email(), account);
  }

  synchronized void erase(Predicate<AdminAccount> which) {
    accounts.values().removeIf(which);
  }

  @Override
  public synchronized List<AdminAccount> accounts(TenantId tenant) {
    return accounts.values().stream().filter(each -> each.tenant().equals(tenant)).toList();
  }
}
