package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.LocalDate;

/** The leaves of monitoring records that are erased one by one. */
public final class RecordLeaves {
  private RecordLeaves() {}

  /**
   * Leaves for a region's log.
   *
   * @param policy as leaves write it
   */
  public static RecordLeaf of(Cell cell, Cause cause, String policy, Clock clock) {
    return (callId, appId, salt) ->
        new ErasedItem(
                DataClass.MONITORING,
                callId,
                appId,
                LocalDate.ofInstant(callId.received(), cell.zone()),
                salt)
            .leaf(cell.region().name(), cause, false, policy, clock.instant());
  }
}
