package io.palimpsest.platform.call;

import io.palimpsest.platform.call.FaultPoints.Point;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles calls: record durable, upload erased and seen to be gone, identification data stored and
 * a debug copy made where that is allowed, log entry written, in this order. Throws nothing.
 */
public final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  private final PolicyDecisions decisions;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final FaultPoints faults;

  /**
   * @param decisions say how long a call's record and log entry are kept, by its tenant's policy
   */
  public Settler(PolicyDecisions decisions, Clock clock, FaultPoints faults) {
    this.decisions = decisions;
    this.clock = clock;
    this.faults = faults;
  }

  /**
   * Settles one call. When the record cannot be written the upload stays, unreadable since its key
   * went with the call: the sweep erases it once the duty to show its erasure is durable.
   *
   * @param upload the object that was or may have been staged
   * @param response what the operation log may know of the answer
   * @param keeping stores the call's identification data and tells what came of it, once the record
   *     is durable
   * @param copying makes the call's debug copy and tells what came of it, the same way
   * @return whether the record is durable; if not, it may have been written all the same, and must
   *     not be answered for
   */
  boolean settle(
      Cell cell,
      OcrCall<?> call,
      Optional<UploadKey> upload,
      String result,
      long fee,
      Map<String, Object> response,
      Optional<Supplier<Kept>> keeping,
      Optional<Supplier<Copied>> copying) {
    boolean durable = commit(cell, call, settlement(cell, call, upload, result, fee));
    Map<String, Object> told = new HashMap<>(response);
    if (durable) {
      upload.ifPresent(key -> erase(cell, call, key));
      keeping.ifPresent(task -> told.put("identification", task.get().told()));
      copying.ifPresent(task -> told.put("debugCopy", task.get().told()));
    }
    log(cell, entry(cell, call, durable ? result : ErrorCode.INTERNAL_ERROR.wire(), told));
    return durable;
  }

  private boolean commit(Cell cell, OcrCall<?> call, Settlement settlement) {
    try {
      faults.before(Point.COMMIT);
      call.trace().step("commit", () -> cell.ledger().settle(settlement));
      faults.after(Point.COMMIT);
      return true;
    } catch (RuntimeException | Error e) {
      LOG.error("call {} could not be recorded: {}", call.callId(), Failures.describe(e));
      return false;
    }
  }

  private Settlement settlement(
      Cell cell, OcrCall<?> call, Optional<UploadKey> upload, String result, long fee) {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    MonitoringRecord record =
        new MonitoringRecord(
            call.caller().application().appId(),
            call.action(),
            result,
            call.callId(),
            call.callId().received(),
            clock.instant(),
            cell.region(),
            fee,
            1);
    return new Settlement(
        record,
        call.caller().credential().secretId(),
        salt,
        upload,
        keptFor(call, DataClass.MONITORING));
  }

  /**
   * Erases and looks. What fails here is left to the sweep, which finds the object in the bucket's
   * own listing.
   */
  private void erase(Cell cell, OcrCall<?> call, UploadKey key) {
    try {
      faults.before(Point.DELETE);
      call.trace().step("delete", () -> cell.uploads().erase(key));
      faults.after(Point.DELETE);
      faults.before(Point.CONFIRM);
      call.trace().step("confirm", () -> confirm(cell, key));
      faults.after(Point.CONFIRM);
    } catch (RuntimeException | Error e) {
      LOG.warn("erasure of {} is left to the sweep: {}", key, Failures.describe(e));
    }
  }

  private void confirm(Cell cell, UploadKey key) {
    if (cell.uploads().exists(key)) {
      LOG.warn("{} is still there after its erasure, left to the sweep", key);
    } else {
      cell.outbox().seenGone(key.callId(), clock.instant());
    }
  }

  private static void log(Cell cell, OperationLogEntry entry) {
    try {
      cell.log().append(entry);
    } catch (RuntimeException | Error e) {
      LOG.error("call {} is not in the operation log: {}", entry.callId(), Failures.describe(e));
    }
  }

  private OperationLogEntry entry(
      Cell cell, OcrCall<?> call, String result, Map<String, Object> response) {
    return new OperationLogEntry(
        call.callId(),
        Optional.of(call.caller().application().appId()),
        call.callId().received(),
        cell.region(),
        call.action(),
        result,
        call.trace().steps(),
        call.request(),
        response,
        keptFor(call, DataClass.OPERATION_LOG));
  }

  private RetentionPeriod keptFor(OcrCall<?> call, DataClass dataClass) {
    return decisions.keptFor(call.caller().terms(), dataClass, call.callId().received());
  }
}
