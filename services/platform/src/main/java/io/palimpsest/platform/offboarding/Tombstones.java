package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.Collection;
import java.util.List;

/**
 * Everybody who left, in the control database; it only ever grows. What stands here is refused by
 * every write of tenants, AppIDs and keys, and {@code ControlStore.nextAppId} never gives it. Every
 * method throws {@link StoreUnavailable} when the database cannot be reached.
 */
public interface Tombstones {

  /** All of them, the oldest first: what must outlive every backup. */
  List<Tombstone> all();

  /**
   * Sets those that are not there yet, and erases the keys of their AppIDs: for a database that was
   * restored as it was before. {@link OffBoarder#run} then erases again what came back. Durable on
   * return.
   */
  void add(Collection<Tombstone> tombstones);

  /** Whether the AppID had its day. */
  boolean isRetired(AppId appId);

  /** Whether a tenant of this name left. */
  boolean isRetired(TenantId tenant);
}
