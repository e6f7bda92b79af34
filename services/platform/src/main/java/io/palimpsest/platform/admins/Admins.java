package io.palimpsest.platform.admins;

import io.palimpsest.platform.admins.AdminAccount.Role;
import io.palimpsest.platform.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes accounts and lets them sign in. Thread-safe. */
public final class Admins {
  /** Enough to tell an address from a slip of the pen; whether mail arrives is another question. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,130}");

  private static final int MOST_PASSWORD = 200;

  private final AdminStore store;
  private final Passwords passwords;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Compared with when there is no account, so that its absence takes as long as a wrong word. */
  private final String nobodys;

  public Admins(AdminStore store, Passwords passwords, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.clock = clock;
    this.nobodys = passwords.hash(password());
  }

  /**
   * A new account.
   *
   * @param password given away this once
   */
  public record Made(AdminAccount account, String password) {
    /** Never the password. */
    @Override
    public String toString() {
      return "Made[" + account + "]";
    }
  }

  /**
   * Makes an account with a password of our own choosing, or gives the account that is there a new
   * one.
   *
   * @throws IllegalArgumentException when the address is none, is another tenant's, or the tenant
   *     does not exist
   */
  public Made make(TenantId tenant, String email, String capacity, Role role) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException("not an e-mail address");
    }
    if (capacity.isBlank() || capacity.length() > 200) {
      throw new IllegalArgumentException("the capacity is 1 to 200 characters");
    }
    String password = password();
    AdminAccount account =
        new AdminAccount(
            address,
            tenant,
            capacity,
            role,
            passwords.hash(password),
            true,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    store.save(account);
    return new Made(account, password);
  }

  /** Lets it sign in no longer, or again. */
  public void setEnabled(TenantId tenant, String email, boolean enabled) {
    AdminAccount old =
        store
            .find(email.toLowerCase(Locale.ROOT))
            .filter(each -> each.tenant().equals(tenant))
            .orElseThrow(() -> new IllegalArgumentException("there is no such account"));
    store.save(
        new AdminAccount(
            old.email(),
            old.tenant(),
            old.capacity(),
            old.role(),
            old.passwordHash(),
            enabled,
            old.created()));
  }

  /** Whoever has this address and this password, if the account is enabled. */
  public Optional<AdminAccount> signIn(String email, String password) {
    if (password.length() > MOST_PASSWORD) {
      return Optional.empty();
    }
    Optional<AdminAccount> account = store.find(email.strip().toLowerCase(Locale.ROOT));
    boolean right =
        passwords.matches(password, account.map(AdminAccount::passwordHash).orElse(nobodys));
    return account.filter(found -> right && found.enabled());
  }

  /** The account of a session, if it still may act. */
  public Optional<AdminAccount> acting(String email) {
    return store.find(email).filter(AdminAccount::enabled);
  }

  public List<AdminAccount> accounts(TenantId tenant) {
    return store.accounts(tenant);
  }

  /** 120 bits that a person can copy. */
  private String password() {
    byte[] bytes = new byte[15];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
