package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every store of admins' accounts does. */
public interface AdminStoreContract {

  /** The tenants that accounts belong to. */
  ControlStore store();

  AdminStore admins();

  @Test
  default void anAccountShouldBeFoundAsItWasSavedLast() {
    Tenant tenant = newTenant();
    AdminAccount first = account(tenant.id(), true);
    AdminAccount second =
        new AdminAccount(
            first.email(),
            first.tenant(),
            "Prüferin",
            AdminAccount.Role.AUDITOR,
            "$argon2id$other",
            false,
            first.created());

    admins().save(first);
    admins().save(second);

    assertThat(admins().find(first.email())).contains(second);
    assertThat(admins().accounts(tenant.id())).containsExactly(second);
    assertThat(admins().find("nobody@nowhere.example")).isEmpty();
  }

  @Test
  default void anAddressShouldStayWithItsTenant() {
    Tenant tenant = newTenant();
    Tenant other = newTenant();
    AdminAccount own = account(tenant.id(), true);
    admins().save(own);
    AdminAccount taken =
        new AdminAccount(
            own.email(),
            other.id(),
            own.capacity(),
            own.role(),
            "$argon2id$stolen",
            true,
            own.created());

    assertThatThrownBy(() -> admins().save(taken)).isInstanceOf(IllegalArgumentException.class);

    assertThat(admins().find(own.email())).contains(own);
    assertThat(admins().accounts(other.id())).isEmpty();
  }

  @Test
  default void anAccountShouldNeedItsTenant() {
    assertThatThrownBy(() -> admins().save(account(new TenantId("nobody"), true)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Tenant newTenant() {
    Tenant tenant = PlatformFixtures.tenant();
    store().save(tenant);
    return tenant;
  }

  private static AdminAccount account(TenantId tenant, boolean enabled) {
    return new AdminAccount(
        "petra+" + PlatformFixtures.appId() + "@toys.example",
        tenant,
        "data protection officer",
        AdminAccount.Role.ADMIN,
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
        enabled,
        Instant.parse("2026-11-01T08:00:00.123Z"));
  }
}
