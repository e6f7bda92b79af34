package io.palimpsest.retention.reconciliation;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Placed;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.CheckpointForked;
import io.palimpsest.platform.reconciliation.Difference.CheckpointRefused;
import io.palimpsest.platform.reconciliation.Difference.LeafMissing;
import io.palimpsest.platform.reconciliation.Difference.LogCutShort;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.reconciliation.ReconciliationStore.LogSeen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A place's evidence logs against the erasures they tell of, where it has some, both ways, and
 * against the newest checkpoint that an earlier comparison verified. How far a log was compared is
 * remembered, so that each leaf is looked at once until everything is compared anew. A leaf that
 * was found to be wrong is looked at again each time.
 */
final class LogComparison implements Comparison {
  /** Erasures at once that have no leaf. */
  private static final int WAITING = 10_000;

  private final EvidenceCell cell;
  private final LeafComparison leaves;
  private final ReconciliationStore memory;

  LogComparison(EvidenceCell cell, LeafComparison leaves, ReconciliationStore memory) {
    this.cell = cell;
    this.leaves = leaves;
    this.memory = memory;
  }

  @Override
  public String part() {
    return "leaves";
  }

  @Override
  public String store() {
    return "evidence log";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    try {
      for (EvidenceQueue.Erasure each : cell.queue().erasures(WAITING)) {
        tell(each.entry().upload(), each.entry().seenGone(), bounds, found);
      }
      int year = LocalDate.ofInstant(bounds.now(), cell.zone()).getYear();
      log(year, bounds, found);
      // What a crash at the end of a year left is written in the next; older logs are at rest.
      int last = bounds.since().isPresent() ? year - 1 : Integer.MIN_VALUE;
      for (int each = year - 1; each >= last && cell.keys().verifier(each).isPresent(); each--) {
        log(each, bounds, found);
      }
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + cell.region(), "compare its log", e);
    }
  }

  private void log(int year, Bounds bounds, Consumer<Difference> found) {
    // Asked first: the log only grows meanwhile.
    EvidenceQueue.Progress progress = cell.queue().progress(year);
    Optional<VerifierKey> key = cell.keys().verifier(year);
    Optional<LogSeen> seen = memory.log(year);
    if (key.isEmpty() || progress.placed() == 0 && seen.isEmpty()) {
      return; // not begun
    }
    LogReader reader = new LogReader(cell.tiles().apply(year), key.get());
    SignedCheckpoint latest;
    try {
      latest = reader.latest();
    } catch (CutShort e) {
      found.accept(new LogCutShort(year, e.getMessage()));
      return;
    } catch (EvidenceRefused e) {
      found.accept(new CheckpointRefused(year, e.getMessage()));
      return;
    }
    Checkpoint at = latest.checkpoint();
    if (!goesOn(year, reader, at, progress, seen.map(LogSeen::checkpoint), key.get(), found)) {
      return;
    }
    for (Placed each : cell.queue().placed(year, at.size(), at.size() + WAITING)) {
      tell(each.entry().upload(), each.entry().seenGone(), bounds, found);
    }
    long from = bounds.since().isPresent() ? seen.map(LogSeen::compared).orElse(0L) : 0;
    long compared = leaves.find(year, reader, at, from, bounds, found);
    memory.remember(year, new LogSeen(latest.bytes(), compared));
  }

  /** Whether it is the log that was seen before, and as long as its database knows it to be. */
  private boolean goesOn(
      int year,
      LogReader reader,
      Checkpoint at,
      EvidenceQueue.Progress progress,
      Optional<byte[]> seen,
      VerifierKey key,
      Consumer<Difference> found) {
    try {
      seen.map(note -> SignedCheckpoint.open(note, key).checkpoint())
          .ifPresent(old -> reader.consistency(old, at));
    } catch (CutShort e) {
      found.accept(new LogCutShort(year, e.getMessage()));
      return false;
    } catch (EvidenceRefused e) {
      found.accept(new CheckpointForked(year, e.getMessage()));
      return false;
    }
    if (at.size() < progress.released()) {
      found.accept(
          new LogCutShort(
              year,
              "it has " + at.size() + " leaves, and " + progress.released() + " were seen in it"));
      return false;
    }
    long placed = cell.queue().progress(year).placed();
    if (at.size() > placed) {
      found.accept(
          new CheckpointForked(
              year, "it has " + at.size() + " leaves, and " + placed + " were given places"));
      return false;
    }
    return true;
  }

  private static void tell(
      UploadKey upload, Instant seenGone, Bounds bounds, Consumer<Difference> found) {
    if (seenGone.isBefore(bounds.done())) {
      found.accept(new LeafMissing(upload, seenGone));
    }
  }
}
