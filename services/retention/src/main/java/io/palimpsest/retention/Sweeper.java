package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  /** Names at once: as many as a store lists with one request. */
  private static final int AT_ONCE = 1_000;

  /** A store that fails so often is down, and each further try would only wait for its time-out. */
  private static final int FAILURES = 10;

  /** As many as a dead gateway may leave that was under load; fewer are erased one by one. */
  private static final int MANY = 50;

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
   * Sweeps once: through the whole bucket, one listing after the other. What is held is asked for
   * each of them, since a hold may be placed while a long sweep is under way.
   *
   * @throws StoreUnavailable when the bucket cannot be listed, or most of its objects not erased
   */
  void sweep(Tally tally) {
    Instant bound = clock.instant().minus(over);
    Set<String> failing = Set.copyOf(failedBefore);
    failedBefore.clear();
    List<String> last = new ArrayList<>();
    List<String> listed = cell.uploads().list(AT_ONCE);
    while (!listed.isEmpty()) {
      Predicate<UploadKey> isHeld = held.ask();
      Map<Boolean, List<String>> due =
          listed.stream()
              .filter(name -> isOver(name, bound))
              .filter(name -> UploadKey.parse(name).filter(isHeld).isEmpty())
              .collect(Collectors.partitioningBy(failing::contains));
      erase(due.get(false), tally);
      last.addAll(due.get(true));
      listed = listed.size() < AT_ONCE ? List.of() : cell.uploads().list(listed.getLast(), AT_ONCE);
    }
    // What failed before goes last, so that it cannot keep the others from being erased.
    erase(last, tally);
  }

  private void erase(List<String> names, Tally tally) {
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
  }

  /**
   * Erases many: their duties in one transaction, the objects with few requests, and then the store
   * says with one listing which are still there. Where anything of that fails, all are left to be
   * erased one by one.
   *
   * @return the names of what was erased
   */
  private Set<String> eraseAtOnce(List<String> names, Tally tally) {
    List<UploadKey> uploads =
        names.stream().map(UploadKey::parse).flatMap(Optional::stream).toList();
    if (uploads.size() < MANY) {
      return Set.of();
    }
    Set<UploadKey> left;
    try {
      cell.outbox().swept(uploads); // before the erasure, as for one
      uploads.forEach(emptied::remove);
      cell.uploads().erase(uploads);
      left = cell.uploads().existing(uploads);
    } catch (StoreUnavailable e) {
      LOG.debug("{}: {} objects are erased one by one", cell.region(), uploads.size(), e);
      return Set.of();
    }
    List<UploadKey> gone = uploads.stream().filter(each -> !left.contains(each)).toList();
    gone(gone, tally);
    return gone.stream().map(UploadKey::path).collect(Collectors.toSet());
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
    gone(List.of(key), tally);
  }

  private boolean isLate(UploadKey key) {
    return !clock.instant().isBefore(key.day().plusDays(1).atStartOfDay(cell.zone()).toInstant());
  }

  private void gone(List<UploadKey> keys, Tally tally) {
    tally.add("erased", keys.size());
    List<UploadKey> late = keys.stream().filter(this::isLate).toList();
    if (!late.isEmpty()) {
      LOG.warn(
          "{}: {} uploads were erased after the end of their day, {} first",
          cell.region(),
          late.size(),
          late.getFirst());
      tally.add("late", late.size());
    }
    keys.forEach(this::noteGone);
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
