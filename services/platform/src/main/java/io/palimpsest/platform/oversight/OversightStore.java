package io.palimpsest.platform.oversight;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.TenantId;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What tenants are told of their data's handling, in the control database. Every method throws
 * {@link StoreUnavailable} when that cannot be reached.
 */
public interface OversightStore {

  /**
   * Adds a line, and in the same transaction the leaf that tells of it; durable on return.
   *
   * @param leaf for the control plane's evidence log
   * @throws IllegalArgumentException when there is no such tenant
   */
  void append(OversightAct act, byte[] leaf);

  /** A tenant's lines, in the order in which they were added. */
  List<OversightAct> acts(TenantId tenant);

  /**
   * Erases lines whose time is over; unknown ids and other tenants' change nothing.
   *
   * @param leaf that tells of how many went, for the control plane's evidence log: entered in the
   *     same transaction, and none where nothing was there
   * @return how many there were
   */
  int erase(TenantId tenant, List<String> ids, IntFunction<byte[]> leaf);
}
