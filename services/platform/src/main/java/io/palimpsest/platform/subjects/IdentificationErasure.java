package io.palimpsest.platform.subjects;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Takes identification data out of one region's stores: rows and keys first, in one transaction, so
 * that no reader has them any more and what is left cannot be opened; then the objects. What breaks
 * off may be done again. A subject's key is destroyed with its last item of a day, the subject and
 * its aliases with its last item, a day's key with the day's last item. What a legal hold keeps
 * stays: withdrawn or erased it is read by nobody any more, and it goes when the hold ends. Each
 * item and each key that goes is told to the region's evidence log, in the transaction that takes
 * it: by leaves {@code erased} of class {@code identity} and {@code key-erased}. Every method
 * throws {@link StoreUnavailable} when a store cannot be reached.
 */
public interface IdentificationErasure {

  /** As {@link #erase(Subject, Cause)}, since somebody asked for it. */
  default Erased erase(Subject subject) {
    return erase(subject, Cause.WITHDRAWN);
  }

  /**
   * Erases all that there is of the subject. On return every store was asked and has nothing.
   *
   * @param cause as the leaves tell it
   */
  Erased erase(Subject subject, Cause cause);

  /** The legal holds that keep something of the subject; none where nothing of it is left. */
  List<HeldBy> heldBy(Subject subject);

  /** Erases what a call of this AppID stored, with its copies in exports. */
  Erased erase(AppId owner, CallId item);

  /** The legal holds that keep what a call of this AppID stored; none where nothing is left. */
  List<HeldBy> heldBy(AppId owner, CallId item);

  /**
   * A legal hold, as far as whoever asked for an erasure is told.
   *
   * @param hold its id
   * @param basis the law
   */
  record HeldBy(String hold, String basis, Instant until) {}

  /**
   * Takes one purpose back from all of the subject's items; those that are left without one are
   * erased.
   */
  Withdrawn withdraw(Subject subject, Purpose purpose);

  /**
   * Takes a purpose back from an AppID's items, as when its attestation ends; those that are left
   * without one are erased. Many short transactions.
   *
   * @param action only what this interface read; empty for all
   */
  Withdrawn withdraw(AppId appId, Optional<String> action, Purpose purpose);

  /**
   * Erases all that an AppID's calls stored, as when its tenant left; what a legal hold keeps is
   * read by nobody from then on. Many short transactions; what breaks off may be done again.
   */
  Erased eraseLeft(AppId appId);

  /** The legal holds that keep something of an AppID; none where nothing of it is left. */
  List<HeldBy> heldBy(AppId appId);

  /**
   * Erases items whose time is up: {@code until} is {@code now} or before. Many short transactions,
   * the oldest items first.
   */
  Erased eraseExpired(Instant now);

  /**
   * Erases what an AppID's calls stored on days before {@code before}, whatever it was to be kept
   * until: for a policy that was shortened since, or a tenant that left. Many short transactions.
   *
   * @param cause as the leaves tell it
   */
  Erased eraseStoredBefore(AppId appId, LocalDate before, Cause cause);

  /**
   * Destroys the keys of days that ended, where no item of the day is left.
   *
   * @param before a day of the region's own zone
   * @return the days whose keys were destroyed
   */
  List<LocalDate> destroyDayKeys(LocalDate before);

  /**
   * Erases what interrupted work left behind: photos without an item, subjects without items.
   *
   * @param before only what was written before; must lie further back than the longest deadline
   */
  Erased sweep(Instant before);
}
