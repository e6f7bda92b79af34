package io.palimpsest.platform.admins;

import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;

/**
 * Somebody who acts for one tenant.
 *
 * @param email what it signs in with; in lower case, unique over all tenants
 * @param capacity in what capacity it acts, such as {@code data protection officer}
 * @param passwordHash as {@link Passwords} writes it
 * @param enabled whether it may sign in
 */
public record AdminAccount(
    String email,
    TenantId tenant,
    String capacity,
    Role role,
    String passwordHash,
    boolean enabled,
    Instant created) {

  /** What an account may do. */
  public enum Role {
    /** Everything that a tenant may. */
    ADMIN,
    /** Look, and nothing else. */
    AUDITOR
  }

  /** As whom it is entered into a record. */
  public Attester attester() {
    return new Attester(email, capacity);
  }

  /** Never the hash. */
  @Override
  public String toString() {
    return "AdminAccount[" + tenant + ", " + role + "]";
  }
}
