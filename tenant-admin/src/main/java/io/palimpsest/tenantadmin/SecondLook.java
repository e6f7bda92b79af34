package io.palimpsest.tenantadmin;

import io.micronaut.security.authentication.Authentication;
import io.palimpsest.platform.consent.ConsentRefused;
import jakarta.inject.Singleton;

/** Asks for the password once more, under the same brake as signing in. */
@Singleton
final class SecondLook {
  private final AdminDesk desk;
  private final SignInBrake brake;

  SecondLook(AdminDesk desk, SignInBrake brake) {
    this.desk = desk;
    this.brake = brake;
  }

  /** Throws {@link ConsentRefused} when it is not the account's password. */
  void at(Authentication token, String password) {
    String email = token.getName();
    if (!brake.mayTry(email)) {
      throw ConsentRefused.invalid("password: too many wrong ones, try again later");
    }
    if (desk.admins().signIn(email, password).isEmpty()) {
      brake.failed(email);
      throw ConsentRefused.invalid("password: is not this account's");
    }
  }
}
