package io.palimpsest.tenantadmin;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.palimpsest.platform.admins.AdminAccount;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.Date;

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
        .filter(account -> isIts(token, account))
        .orElseThrow(() -> new AuthorizationException(null));
  }

  /** Not that of an account of the same address that was erased since. */
  private static boolean isIts(Authentication token, AdminAccount account) {
    return !(token.getAttributes().get("iat") instanceof Date issued)
        || !issued.toInstant().isBefore(account.created().truncatedTo(ChronoUnit.SECONDS));
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
