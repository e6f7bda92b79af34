package io.palimpsest.stores.internal.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;

/** A row of {@code admin_account}. */
@MappedEntity("admin_account")
record AdminRow(
    @Id String email,
    String tenantId,
    String capacity,
    String role,
    String passwordHash,
    boolean enabled,
    Instant createdAt) {

  static AdminRow of(AdminAccount account) {
    return new AdminRow(
        account.email(),
        account.tenant().value(),
        account.capacity(),
        account.role().name(),
        account.passwordHash(),
        account.enabled(),
        account.created());
  }

  AdminAccount toAccount() {
    return new AdminAccount(
        email,
        new TenantId(tenantId),
        capacity,
        AdminAccount.Role.valueOf(role),
        passwordHash,
        enabled,
        createdAt);
  }
}
