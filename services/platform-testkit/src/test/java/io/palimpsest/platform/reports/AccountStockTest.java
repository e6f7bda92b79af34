package io.palimpsest.platform.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.simulation.Stock.Amount;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.InMemoryAdmins;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountStockTest {
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final InMemoryAdmins admins = new InMemoryAdmins(id -> control.tenant(id).isPresent());
  private final AccountStock stock = new AccountStock(control, admins);

  @Test
  void everyAccountShouldCountFromTheDayItWasMadeAndNeverBeOverdue() {
    Tenant toys = tenant();
    Tenant other = tenant();
    Application app = PlatformFixtures.application(control.nextAppId(), toys.id());
    control.save(app);
    admins.save(account(toys, "petra@toys.example"));
    admins.save(account(other, "paul@other.example"));

    Amount one = new Amount(LocalDate.of(2028, 2, 29), Instant.MAX, 1);
    assertThat(stock.amounts()).containsExactly(one, one);
    assertThat(stock.amounts(Set.of(app.appId()))).containsExactly(one);
  }

  private Tenant tenant() {
    Tenant tenant = PlatformFixtures.tenant();
    control.save(tenant);
    return tenant;
  }

  private static AdminAccount account(Tenant tenant, String email) {
    return new AdminAccount(
        email,
        tenant.id(),
        "data protection officer",
        AdminAccount.Role.ADMIN,
        "no hash of anything",
        true,
        Instant.parse("2028-02-29T23:59:59Z"));
  }
}
