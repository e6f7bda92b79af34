package io.palimpsest.platform.holds;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The holds in force in one region, where its erasures ask: whatever drops or deletes there leaves
 * alone what stands here. Every method throws {@link StoreUnavailable} when the region's database
 * cannot be reached.
 */
public interface RegionHolds {

  /** Sets what is held from now on, in place of what was. Durable on return. */
  void set(Collection<HeldScope> scopes);

  /** What is held. */
  List<HeldScope> scopes();

  /**
   * Enters the leaves of acts for the region's evidence log, each act's once however often it
   * comes. Durable on return.
   *
   * @param acts all that there are, the oldest first
   */
  void tell(List<Told> acts);

  /**
   * What is told of one act.
   *
   * @param ended whether it ended the hold
   */
  record Told(String hold, boolean ended, List<byte[]> leaves) {}

  /**
   * Erases what was kept beyond its period and is held no more.
   *
   * @param leaf makes the leaf of each record; entered for the evidence log in the transaction that
   *     erases the record
   * @return how many records
   */
  long eraseReleased(RecordLeaf leaf);

  /** A call's monitoring record that is kept beyond its period; empty when none is. */
  Optional<MonitoringRecord> kept(CallId callId);

  /** How many monitoring records are kept beyond their period. */
  long keptRecords();
}
