package io.palimpsest.platform.debugcopies;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.debugcopies.DebugCopy.Origin;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.tenancy.AppId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One region's debug copies: an object each, sealed under a key of its own, and a row that is the
 * duty to erase it. The row is entered before the object is written; it goes, with the leaf that
 * tells of it in the same transaction, only once the object was seen to be gone. An erasure first
 * destroys the copy's key, from when on nobody can read it, whatever breaks off then; the next
 * erasure goes on with it. What a legal hold keeps stays: withdrawn or left it is read by nobody
 * any more, and goes when the hold ends. Every method throws {@link StoreUnavailable} when a store
 * cannot be reached.
 */
public interface DebugCopyStore {

  /**
   * Makes a copy; it can be read once this has returned. What breaks off is read by nobody, and is
   * erased by {@link #eraseUnfinished}.
   *
   * @param allowed asked within the transaction that enters the row: whoever opts out later finds
   *     the row
   * @return false when it is not allowed, or was erased while it was being written
   */
  boolean keep(DebugCopy copy, CopyContent content, BooleanSupplier allowed);

  /**
   * Copies of these AppIDs that can be read, in order of their calls.
   *
   * @param after only copies of later calls; empty for the first ones
   */
  List<DebugCopy> list(Set<AppId> owners, Instant now, Optional<CallId> after, int limit);

  /** What is there of a call, readable or not; empty when nothing is. */
  Optional<DebugCopy> find(CallId call);

  /** The copy, opened; empty when there is none that can be read. */
  Optional<CopyContent> read(CallId call, Instant now);

  /** Where the copies that are there came from; none that is being erased, or only held. */
  Set<Origin> origins();

  /**
   * Erases copies whose time is up by then, and goes on with erasures that broke off. Many short
   * transactions, the oldest first.
   *
   * @return how many are gone
   */
  int eraseDue(Instant by);

  /**
   * Erases what was never finished.
   *
   * @param before only what was begun before; must lie further back than the longest deadline
   * @return how many are gone
   */
  int eraseUnfinished(Instant before);

  /**
   * Erases copies of one origin.
   *
   * @param madeBy the last instant at which they may have been made
   * @param cause as the leaves tell it
   * @return how many are gone
   */
  int erase(Origin origin, Instant madeBy, Cause cause);

  /** Erases the copy of a call of this AppID, since somebody asked for it; returns how many. */
  int erase(AppId owner, CallId call);

  /** Erases all copies of an AppID, as when its tenant left; returns how many. */
  int eraseLeft(AppId appId);

  /** The legal holds that keep the copy of a call of this AppID; none where nothing is left. */
  List<HeldBy> heldBy(AppId owner, CallId call);

  /** The legal holds that keep a copy of an AppID; none where nothing is left. */
  List<HeldBy> heldBy(AppId appId);

  /**
   * Erases objects that no row has.
   *
   * @param before only what was written before; must lie further back than writing one takes
   * @return how many
   */
  int sweep(Instant before);
}
