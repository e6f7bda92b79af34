package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.report.Counted;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.DataClass;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One region's leaves before they are in its log. A log is known by its year. First a leaf gets its
 * place, in one transaction with the mark on what it tells of; then tiles and checkpoint are
 * written; then the leaf may go from here. Every method throws {@link StoreUnavailable} when the
 * database cannot be reached.
 */
public interface EvidenceQueue {

  /**
   * An erasure that was seen and has no place yet.
   *
   * @param salt of the call's record; empty when the call was never settled
   */
  record Erasure(ErasureOutbox.Entry entry, Optional<Salt> salt) {}

  /** A leaf that was entered as it will stand in the log. */
  record Notice(long number, byte[] leaf) {}

  /** A leaf that gets a place, and what it tells of. */
  sealed interface Placement {
    byte[] leaf();

    /** The leaf of a call's erasure; the salt is kept for as long as the call's record. */
    record OfErasure(CallId callId, Salt salt, byte[] leaf) implements Placement {}

    record OfNotice(long number, byte[] leaf) implements Placement {}

    /** A leaf about the log itself. */
    record OfLog(byte[] leaf) implements Placement {}
  }

  /**
   * Where a call's erasure stands in the log.
   *
   * @param year of the log
   * @param index from 0
   */
  record Place(int year, long index) {}

  /**
   * What is needed to show a call's erasure.
   *
   * @param place empty while it has none
   */
  record Shown(ErasureOutbox.Entry entry, Optional<Salt> salt, Optional<Place> place) {}

  /**
   * The same for an item of a call that was erased by itself.
   *
   * @param place empty while it has none
   */
  record ShownItem(ErasedItem item, Optional<Place> place) {}

  /** Erasures seen, oldest call first. */
  List<Erasure> erasures(int limit);

  /** Notices without a place, in the order of entering. */
  List<Notice> notices(int limit);

  /** Enters a leaf to be told of; durable on return. */
  void enter(byte[] leaf);

  /**
   * How far a log is.
   *
   * @param placed leaves that have a place: the next one's index
   * @param released leaves that were seen in the log
   */
  record Progress(long placed, long released) {}

  /** How far this year's log is; nothing placed when it was not begun. */
  Progress progress(int year);

  /**
   * Gives the leaves the places from {@code first} on, all or none.
   *
   * @return false, and nothing is changed, when another sequencer has given {@code first} already
   */
  boolean place(int year, long first, List<Placement> placements);

  /** Leaves from this index on, as they were placed, until they are released. */
  List<byte[]> leaves(int year, long from, int limit);

  /** Lets go of the leaves before this index: they were seen in the log. */
  void release(int year, long before);

  /**
   * A leaf of a call's erasure, as the call's own records have it.
   *
   * @param salt empty when it is gone, and then nothing opens the leaf any more
   */
  record Placed(long index, ErasureOutbox.Entry entry, Optional<Salt> salt) {}

  /** The erasures whose leaves were given places from {@code from} up to {@code to}, in order. */
  List<Placed> placed(int year, long from, long to);

  /**
   * Enters the leaf that tells of an item, so that its place is found by the call for as long as
   * the call's record is kept. Durable on return.
   */
  void enter(ErasedItem item, byte[] leaf);

  /**
   * A call's item of that class that was erased; empty when there was none, or its record's period
   * is over.
   */
  Optional<ShownItem> findItem(CallId callId, DataClass dataClass);

  /** A call's erasure; empty when it staged nothing, or its record's period is over. */
  Optional<Shown> find(CallId callId);

  /** The type of {@link Tallied} leaves that were placed before there were tallies. */
  String NOT_COUNTED = "not-counted";

  /**
   * How many leaves of one kind a log took on one day, by places that were given.
   *
   * @param day on which it was done, in the region's own zone; or that of a leaf before it where
   *     that is later, so that the days of a log follow each other
   */
  record Tallied(LocalDate day, Counted counted) {}

  /** What a year's log took, day by day, ascending; nothing when it was not begun. */
  List<Tallied> tallies(int year);
}
