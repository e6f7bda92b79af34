package io.palimpsest.platform.backups;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.Collection;
import java.util.List;

/**
 * What was taken away in the control plane and must not come back with a copy of it: who may not
 * call any more, what was revoked and withdrawn, who left, what is held, and the last AppID given.
 * No key, and no end user but by pseudonyms. The form is the store's own. Every method throws
 * {@link StoreUnavailable} when the database cannot be reached.
 */
public interface Standing {

  /** All tenants. */
  List<TenantId> tenants();

  /** How a tenant stands now. */
  byte[] of(TenantId tenant);

  /** What concerns nobody alone. */
  byte[] ofAll();

  /**
   * Whether this database is older than {@link #ofAll} of another time: it has seen fewer changes.
   */
  boolean isOlderThan(byte[] all);

  /**
   * Takes away again, in a database that was restored. What was not there stays away; may be done
   * twice. Durable on return.
   *
   * @param tenants of those that are known
   */
  void apply(byte[] all, Collection<byte[]> tenants);

  /**
   * Switches off every tenant but these: they left since the copy was made, or nothing is known of
   * them.
   *
   * @return which
   */
  List<TenantId> disableAllBut(Collection<TenantId> known);
}
