package io.palimpsest.platform.oplog;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import java.util.Optional;

/** One region's operation log. */
public interface OperationLog {

  /**
   * Hands an entry over. Never blocks on the store and never throws: while the store is away
   * entries wait in a bounded spool on disk, whose oldest are dropped and counted when it is full.
   * A repeat with the same callId replaces the entry.
   */
  void append(OperationLogEntry entry);

  /**
   * Finds one call's entry.
   *
   * @throws StoreUnavailable when the store does not answer
   */
  Optional<OperationLogEntry> find(CallId callId);
}
