package io.palimpsest.platform.rights;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Requests of end users and what they chose, in the control database. Every method throws {@link
 * StoreUnavailable} when the database cannot be reached.
 */
public interface RightsStore {

  /** Creates the request or replaces what is stored of it. Durable on return. */
  void save(RightsRequest request);

  /** A request of this tenant. */
  Optional<RightsRequest> find(TenantId tenant, String id);

  /** A tenant's requests, the oldest first. */
  List<RightsRequest> requests(TenantId tenant);

  /**
   * Erases requests of a tenant whose period is over.
   *
   * @param leaf that tells of how many went, for the control plane's evidence log: entered in the
   *     same transaction, and none where nothing was there
   * @return how many were there
   */
  int erase(TenantId tenant, Collection<String> ids, IntFunction<byte[]> leaf);

  /**
   * Notes that an end user took a consent back, or gave it again, and raises the control store's
   * epoch in the same transaction.
   *
   * @param withdrawn empty when it was given again
   */
  void choose(
      TenantId tenant,
      Region region,
      Collection<Pseudonym> names,
      Purpose purpose,
      Optional<Instant> withdrawn);

  /**
   * Whether an end user whom any of these names leads to took this consent back. Asked again within
   * the transaction that stores identification data.
   */
  boolean isWithdrawn(TenantId tenant, Region region, Collection<Pseudonym> names, Purpose purpose);
}
