package io.palimpsest.platform.reports;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The accounts of tenants' admins, of all regions together. They end with their deletion. */
public record AccountStock(ControlStore tenants, AdminStore admins) implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.ACCOUNT;
  }

  @Override
  public String store() {
    return "MySQL (control plane)";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return amounts(
        tenant ->
            tenants.applications(tenant.id()).stream()
                .anyMatch(app -> owners.contains(app.appId())));
  }

  @Override
  public List<Amount> amounts() {
    return amounts(_ -> true);
  }

  private List<Amount> amounts(Predicate<Tenant> whose) {
    return tenants.tenants().stream()
        .filter(whose)
        .flatMap(tenant -> admins.accounts(tenant.id()).stream())
        .map(AccountStock::amount)
        .toList();
  }

  private static Amount amount(AdminAccount account) {
    return new Amount(LocalDate.ofInstant(account.created(), ZoneOffset.UTC), Instant.MAX, 1);
  }
}
