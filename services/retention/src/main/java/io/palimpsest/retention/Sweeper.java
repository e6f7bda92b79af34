package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what calls left behind in a region's bucket. The bucket's own listing says what there is,
 * and each name says whose call it was and when: nothing else is asked, so nothing can disagree
 * with it.
 *
 * <p>Counts {@code erased}; {@code late}, those of them erased after the end of their upload day;
 * {@code emptied}, those whose content went while the database was away and whose name is left;
 * {@code unknown}, names that are no upload's; and {@code failed}, those left for the next run.
 */
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** Names at once: some stores go through all they have for every thousand. */
  private static final int LISTED = 5_000;

  /**
   * Far above what may be under work at once; an orphan behind so many would wait for the next run.
   */
  private static final int MOST_LISTED = 320_000;

  /** A store that fails so often is down, and each further try would only wait for its time-out. */
  private static final int FAILURES = 10;

  /** As many as a dead gateway may leave that was under load; fewer are erased one by one. */
  private static final int MANY = 50;

  private static final int AT_ONCE = 500;

  private static final byte[] NOTHING = {};

  private final Cell cell;
  private final HeldUploads held;
  private final Duration over;
  private final Clock clock;
  private final Set<String> failedBefore = new HashSet<>(); // of the sweeping thread
  private final Set<UploadKey> emptied = new HashSet<>(); // of the sweeping thread

  /**
   * @param held uploads that legal holds keep: they are never touched either
   * @param over the age at which a call is over; younger uploads are never touched
   */
  Sweeper(Cell cell, HeldUploads held, Duration over, Clock clock) {
    this.cell = cell;
    this.held = held;
    this.over = over;
    this.clock = clock;
  }

  /**
   * Sweeps once.
   *
   * @throws StoreUnavailable when the bucket cannot be listed, or most of its objects not erased
   */
  void sweep(Tally tally) {
    Instant bound = clock.instant().minus(over);
    Predicate<UploadKey> isHeld = held.ask();
    for (int limit = LISTED; limit <= MOST_LISTED; ) {
      List<String> listed = cell.uploads().list(limit);
      boolean manyWent = sweep(listed, bound, isHeld, tally);
      if (listed.size() < limit) {
        return; // that was all there is
      }
      if (!manyWent) {
        limit *= 4; // what is under work or held fills the list: look behind it
      }
    }
  }

  /** Erases what is over among these names; says whether many were erased at once. */
  private boolean sweep(
      List<String> listed, Instant bound, Predicate<UploadKey> isHeld, Tally tally) {
    List<String> names =
        listed.stream()
            .filter(name -> isOver(name, bound))
            .filter(name -> UploadKey.parse(name).filter(isHeld).isEmpty())
            // What failed before goes last, so that it cannot keep the others from being erased.
            .sorted(Comparator.comparing(failedBefore::contains))
            .toList();
    failedBefore.clear();
    Set<String> erased = eraseAtOnce(names, tally);
    for (String name : names) {
      if (erased.contains(name)) {
        continue;
      }
      try {
        erase(name, tally);
      } catch (StoreUnavailable e) {
        failedBefore.add(name);
        tally.add("failed", 1);
        if (failedBefore.size() == FAILURES) {
          throw e;
        }
      }
    }
    return !erased.isEmpty();
  }

  /**
   * Erases what can be erased some hundreds at a time: duties in one transaction, objects with one
   * request. Where anything of that fails, those hundreds are left to be erased one by one.
   *
   * @return the names of what was erased
   */
  private Set<String> eraseAtOnce(List<String> names, Tally tally) {
    List<UploadKey> uploads =
        names.stream().map(UploadKey::parse).flatMap(Optional::stream).toList();
    Set<String> erased = new HashSet<>();
    if (uploads.size() < MANY) {
      return erased;
    }
    for (int from = 0; from < uploads.size(); from += AT_ONCE) {
      List<UploadKey> some = uploads.subList(from, Math.min(from + AT_ONCE, uploads.size()));
      Set<UploadKey> left;
      try {
        cell.outbox().swept(some); // before the erasure, as for one
        some.forEach(emptied::remove);
        cell.uploads().erase(some);
        left = cell.uploads().existing(some);
      } catch (StoreUnavailable e) {
        LOG.debug("{}: {} objects are erased one by one", cell.region(), some.size(), e);
        return erased;
      }
      for (UploadKey each : some) {
        if (!left.contains(each)) {
          erased.add(each.path());
          gone(each, isLate(each), tally);
        }
      }
    }
    return erased;
  }

  /**
   * Names that are no upload's have no age: nothing of ours is called so, and nothing else belongs
   * there.
   */
  private static boolean isOver(String name, Instant bound) {
    return UploadKey.parse(name).map(key -> key.callId().received().isBefore(bound)).orElse(true);
  }

  private void erase(String name, Tally tally) {
    Optional<UploadKey> key = UploadKey.parse(name);
    if (key.isPresent()) {
      eraseUpload(key.get(), tally);
    } else {
      LOG.warn("{}: erasing an object that is no upload: {}", cell.region(), printable(name));
      cell.uploads().eraseNamed(name);
      tally.add("unknown", 1);
    }
  }

  private void eraseUpload(UploadKey key, Tally tally) {
    boolean late = isLate(key);
    if (!isDutyEntered(key, late, tally)) {
      return;
    }
    cell.uploads().erase(key);
    if (cell.uploads().exists(key)) {
      LOG.warn("{}: {} is still there after its erasure, tried again", cell.region(), key);
      failedBefore.add(key.path());
      tally.add("failed", 1);
      return;
    }
    gone(key, late, tally);
  }

  private boolean isLate(UploadKey key) {
    return !clock.instant().isBefore(key.day().plusDays(1).atStartOfDay(cell.zone()).toInstant());
  }

  private void gone(UploadKey key, boolean late, Tally tally) {
    tally.add("erased", 1);
    if (late) {
      LOG.warn("{}: {} was erased after the end of its upload day", cell.region(), key);
      tally.add("late", 1);
    }
    noteGone(key);
  }

  /**
   * The duty to show an erasure comes before the erasure. Once the upload day has ended the promise
   * to erase cannot wait for that: then nothing is put in the place of the content, and the name
   * stays listed until the duty is entered. A name alone tells what its call's record tells.
   */
  private boolean isDutyEntered(UploadKey key, boolean late, Tally tally) {
    try {
      cell.outbox().swept(key);
      emptied.remove(key);
      return true;
    } catch (StoreUnavailable e) {
      if (!late) {
        throw e;
      }
      if (emptied.contains(key)) {
        return false;
      }
      cell.uploads().stage(key, NOTHING);
      emptied.add(key);
      LOG.warn(
          "{}: {} is emptied, its erasure cannot be entered yet: {}",
          cell.region(),
          key,
          e.getMessage());
      tally.add("emptied", 1);
      return false;
    }
  }

  private void noteGone(UploadKey key) {
    try {
      cell.outbox().seenGone(key.callId(), clock.instant());
    } catch (StoreUnavailable e) {
      LOG.info("{}: the reconciler will note that {} is gone", cell.region(), key);
    }
  }

  private static String printable(String name) {
    String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "...";
  }
}
