package io.palimpsest.retention;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.KeyRotated;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.EvidenceQueue.Progress;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.evidence.UploadCommitment;
import io.palimpsest.platform.metering.CallId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a region's duties into its evidence log: gives leaves their places, in one transaction
 * with the marks on what they tell of; writes them into the log under those places; and lets go of
 * those that were seen in it. Broken off anywhere, the next run goes on with the same bytes. One at
 * a time for each region; a second one would be told that its places are taken.
 *
 * <p>Counts {@code leaves} that got a place.
 */
final class Sequencer {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

  /** A region may stand still for years; its chain of keys goes on from the last log before. */
  private static final int LONGEST_PAUSE = 30;

  /** Leaves of one transaction and one checkpoint. */
  private static final int BATCH = 5_000;

  private final EvidenceCell cell;
  private final String origin;
  private final Function<UploadKey, String> policy;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, EvidenceLog> logs = new HashMap<>(); // of the running thread
  private final Map<Integer, OptionalInt> before = new HashMap<>(); // of the running thread

  /**
   * @param origin of the region's logs, before their year: {@code evidence.example/eu-frankfurt}
   * @param policy module, version and clause by which an upload was erased, as leaves write it
   */
  Sequencer(EvidenceCell cell, String origin, Function<UploadKey, String> policy, Clock clock) {
    this.cell = cell;
    this.origin = origin;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Runs until nothing waits.
   *
   * @throws StoreUnavailable when a store does not answer; what was done until then stands
   * @throws EvidenceRefused when the log is not what it was left as; then nothing is written
   */
  void run(Tally tally) {
    int year = LocalDate.ofInstant(clock.instant(), cell.zone()).getYear();
    try {
      open(year);
      lastBefore(year).ifPresent(this::publish); // what a crash at the end of that year left
      int placed;
      do {
        publish(year);
        // What has a place is asked before what has none: whatever another sequencer places in
        // between then takes this one's place, and nothing is told twice.
        long first = cell.queue().progress(year).placed();
        placed = place(year, first, waiting());
        tally.add("leaves", placed);
      } while (placed > 0);
    } catch (EvidenceUnavailable e) {
      logs.clear();
      throw new StoreUnavailable("evidence " + cell.region(), "write its log", e);
    } catch (EvidenceRefused e) {
      logs.clear();
      throw e;
    }
  }

  private EvidenceLog open(int year) {
    EvidenceLog open = logs.get(year);
    if (open == null) {
      SigningKey key = cell.keys().signing(year, origin + "/" + year);
      TileStore tiles = cell.tiles().apply(year);
      boolean begun = tiles.get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH).isPresent();
      open = begun ? reopen(year, tiles, key) : begin(year, tiles, key);
      logs.put(year, open);
    }
    return open;
  }

  private EvidenceLog reopen(int year, TileStore tiles, SigningKey key) {
    EvidenceLog log = EvidenceLog.open(tiles, key);
    long size = log.head().checkpoint().size();
    long placed = cell.queue().progress(year).placed();
    if (size > placed) {
      throw new Forked(
          "the log of "
              + year
              + " has "
              + size
              + " leaves and its database gave places to "
              + placed
              + ": the database is older than the log");
    }
    return log;
  }

  /** The last leaf of the log before names the new log's key, so that it is trusted for it. */
  private EvidenceLog begin(int year, TileStore tiles, SigningKey key) {
    if (cell.queue().progress(year).released() > 0) {
      throw new CutShort("the log of " + year + " is not where it was kept");
    }
    lastBefore(year).ifPresent(last -> rotate(last, year, key.verifier()));
    return EvidenceLog.create(tiles, key);
  }

  /** Once, also where a log could not be begun after it and is begun again. */
  private void rotate(int last, int year, VerifierKey next) {
    long placed = cell.queue().progress(last).placed();
    if (!(lastLeaf(last) instanceof KeyRotated told && told.next().equals(next))) {
      Place here = new Place(cell.region().name(), LocalDate.ofYearDay(year, 1));
      KeyRotated leaf = new KeyRotated(here, next, clock.instant());
      place(last, placed, List.of(new Placement.OfLog(leaf.bytes())));
    }
  }

  /** Null for a log without leaves. */
  private @Nullable Leaf lastLeaf(int year) {
    Progress progress = cell.queue().progress(year);
    long index = progress.placed() - 1;
    if (index < 0) {
      return null;
    }
    if (index >= progress.released()) {
      return Leaf.parse(cell.queue().leaves(year, index, 1).getFirst());
    }
    VerifierKey key = cell.keys().verifier(year).orElseThrow();
    LogReader log = new LogReader(cell.tiles().apply(year), key);
    return Leaf.parse(log.entry(index, log.latest().checkpoint()));
  }

  /** The newest year before this that has a log. */
  private OptionalInt lastBefore(int year) {
    return before.computeIfAbsent(
        year,
        _ ->
            IntStream.iterate(year - 1, each -> each - 1)
                .limit(LONGEST_PAUSE)
                .filter(each -> cell.keys().verifier(each).isPresent())
                .findFirst());
  }

  private int place(int year, long first, List<Placement> placements) {
    if (placements.isEmpty()) {
      return 0;
    }
    if (!cell.queue().place(year, first, placements)) {
      LOG.info("{}: another sequencer is at work", cell.region());
      return 0;
    }
    return placements.size();
  }

  /** What has a place and was not seen in the log yet; comparing what is there already. */
  private void publish(int year) {
    Progress progress = cell.queue().progress(year);
    for (long next = progress.released(); next < progress.placed(); ) {
      List<byte[]> leaves = cell.queue().leaves(year, next, BATCH);
      if (leaves.isEmpty()) {
        return; // another sequencer was faster
      }
      open(year).appendAt(next, leaves);
      next += leaves.size();
      cell.queue().release(year, next);
    }
  }

  private List<Placement> waiting() {
    List<Placement> waiting = new ArrayList<>();
    for (EvidenceQueue.Notice each : cell.queue().notices(BATCH)) {
      waiting.add(new Placement.OfNotice(each.number(), each.leaf()));
    }
    for (EvidenceQueue.Erasure each : cell.queue().erasures(BATCH - waiting.size())) {
      Salt salt = each.salt().orElseGet(() -> Salt.random(random));
      CallId callId = each.entry().upload().callId();
      waiting.add(new Placement.OfErasure(callId, salt, leaf(each.entry(), salt).bytes()));
    }
    return waiting;
  }

  private Erased leaf(ErasureOutbox.Entry entry, Salt salt) {
    UploadKey upload = entry.upload();
    boolean late =
        !entry.seenGone().isBefore(upload.day().plusDays(1).atStartOfDay(cell.zone()).toInstant());
    return new Erased(
        new Place(cell.region().name(), upload.day()),
        "upload",
        Cause.COMPLETED, // a call that a sweep cleared up after was over too
        late,
        UploadCommitment.to(upload, salt),
        policy.apply(upload),
        entry.seenGone());
  }
}
