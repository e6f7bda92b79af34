package io.palimpsest.tenantadmin;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.palimpsest.platform.admins.AdminAccount;
import jakarta.inject.Singleton;

/**
 * Says who acts, and so for which tenant. A token tells only an address: account, tenant, role and
 * capacity are looked up each time, so that a disabled account is out at once.
 */
@Singleton
final class Actors {
  private final AdminDesk desk;

  Actors(AdminDesk desk) {
    this.desk = desk;
  }

  /** Whoever may look. */
  AdminAccount reading(Authentication token) {
    return desk.admins()
        .acting(token.getName())
        .orElseThrow(() -> new AuthorizationException(null));
  }

  /** Whoever may act. */
  AdminAccount acting(Authentication token) {
    AdminAccount account = reading(token);
    return switch (account.role()) {
      case ADMIN -> account;
      case AUDITOR -> throw new AuthorizationException(token);
    };
  }
}
