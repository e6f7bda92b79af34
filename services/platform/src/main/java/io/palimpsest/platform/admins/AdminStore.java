package io.palimpsest.platform.admins;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * The accounts of tenants' admins, in the control database. Every method throws {@link
 * StoreUnavailable} when the database cannot be reached.
 */
public interface AdminStore {

  /** The account that signs in with this address, whatever its state. */
  Optional<AdminAccount> find(String email);

  /**
   * Creates the account or replaces what is stored of it. The tenant must exist, and an address
   * stays with its tenant, else {@link IllegalArgumentException}.
   */
  void save(AdminAccount account);

  /** A tenant's accounts, by address. */
  List<AdminAccount> accounts(TenantId tenant);
}
