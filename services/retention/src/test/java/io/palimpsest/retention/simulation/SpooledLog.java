package io.palimpsest.retention.simulation;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.oplog.OperationLogEntry;
import java.util.Deque;
import java.util.Optional;

/**
 * An operation log whose entries wait while it is away, as the real one's do.
 *
 * @param spool on disk: survives a crash
 */
record SpooledLog(OperationLog log, Deque<OperationLogEntry> spool) implements OperationLog {

  @Override
  public void append(OperationLogEntry entry) {
    try {
      log.append(entry);
    } catch (StoreUnavailable e) {
      spool.add(entry);
    }
  }

  @Override
  public Optional<OperationLogEntry> find(CallId callId) {
    return log.find(callId);
  }
}
