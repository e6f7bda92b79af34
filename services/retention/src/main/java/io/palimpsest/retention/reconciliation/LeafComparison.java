package io.palimpsest.retention.reconciliation;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue.Placed;
import io.palimpsest.platform.evidence.UploadCommitment;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.ErasureMissing;
import io.palimpsest.platform.reconciliation.Difference.LeafAltered;
import io.palimpsest.platform.reconciliation.Difference.LeafDeleted;
import io.palimpsest.policy.RetentionPeriod;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The entries of one log against the tree that was signed, and against the erasures that were given
 * their places. Some thousands of them are in memory at a time.
 */
final class LeafComparison {
  /** Bundles whose erasures are asked for at once. */
  private static final int BUNDLES = 16;

  private final EvidenceCell cell;
  private final Supplier<Set<RetentionPeriod>> periods;

  /**
   * @param periods for which records of calls are kept
   */
  LeafComparison(EvidenceCell cell, Supplier<Set<RetentionPeriod>> periods) {
    this.cell = cell;
    this.periods = periods;
  }

  /**
   * Compares from an index on.
   *
   * @return the first index at which something was wrong, or the log's size
   */
  long find(
      int year,
      LogReader reader,
      Checkpoint at,
      long from,
      Bounds bounds,
      Consumer<Difference> found) {
    Right right = new Right(at.size());
    long first = from / TilePath.FULL * TilePath.FULL;
    for (long each = first; each < at.size(); each += (long) BUNDLES * TilePath.FULL) {
      long end = Math.min(at.size(), each + (long) BUNDLES * TilePath.FULL);
      Map<Long, Placed> placed =
          cell.queue().placed(year, each, end).stream()
              .collect(Collectors.toMap(Placed::index, Function.identity(), (one, _) -> one));
      for (long bundle = each; bundle < end; bundle += TilePath.FULL) {
        new Bundle(year, reader, at, bundle, placed, bounds, right.and(found)).compare();
      }
    }
    return right.until;
  }

  /** Remembers where the first difference was; what is found comes in the order of indexes. */
  private static final class Right {
    private long until;
    private long at;

    Right(long size) {
      until = size;
    }

    Consumer<Difference> and(Consumer<Difference> found) {
      return difference -> {
        at =
            switch (difference) {
              case LeafAltered altered -> altered.index();
              case LeafDeleted deleted -> deleted.first();
              case ErasureMissing missing -> missing.index();
              default -> at;
            };
        until = Math.min(until, at);
        found.accept(difference);
      };
    }
  }

  /** One bundle of entries, and what stands beside it. */
  private final class Bundle {
    private final int year;
    private final LogReader reader;
    private final Checkpoint at;
    private final long first;
    private final Map<Long, Placed> placed;
    private final Bounds bounds;
    private final Consumer<Difference> found;

    Bundle(
        int year,
        LogReader reader,
        Checkpoint at,
        long first,
        Map<Long, Placed> placed,
        Bounds bounds,
        Consumer<Difference> found) {
      this.year = year;
      this.reader = reader;
      this.at = at;
      this.first = first;
      this.placed = placed;
      this.bounds = bounds;
      this.found = found;
    }

    void compare() {
      TilePath path = TilePath.in(at.size(), TilePath.ENTRIES, first / TilePath.FULL);
      List<byte[]> entries;
      byte[] hashes;
      try {
        reader.inclusion(first, at); // proves every hash of the tile, not only this one
        hashes = reader.hashes(TilePath.in(at.size(), 0, first / TilePath.FULL));
        entries = reader.entries(path);
      } catch (EvidenceRefused.Altered e) {
        found.accept(new LeafAltered(year, first, e.getMessage()));
        return;
      } catch (EvidenceRefused e) {
        found.accept(new LeafDeleted(year, first, path.width(), e.getMessage()));
        return;
      }
      for (int i = 0; i < entries.size(); i++) {
        byte[] signed = Arrays.copyOfRange(hashes, i * Hash.LENGTH, (i + 1) * Hash.LENGTH);
        if (!Arrays.equals(Merkle.leafBytes(entries.get(i)), signed)) {
          found.accept(new LeafAltered(year, first + i, "it is not the entry that was signed"));
        } else {
          compare(first + i, entries.get(i));
        }
      }
    }

    private void compare(long index, byte[] entry) {
      Optional<Leaf> leaf;
      try {
        leaf = Optional.of(Leaf.parse(entry));
      } catch (EvidenceRefused e) {
        leaf = Optional.empty(); // of a later version's kind, perhaps
      }
      Optional<Erased> erased =
          leaf.filter(Erased.class::isInstance)
              .map(Erased.class::cast)
              .filter(each -> each.dataClass().equals("upload"));
      Placed record = placed.get(index);
      if (record == null) {
        erased
            .filter(this::mustBeRecorded)
            .ifPresent(_ -> found.accept(new ErasureMissing(year, index)));
      } else if (!erased.map(each -> opens(each, record)).orElse(false)) {
        found.accept(new LeafAltered(year, index, "its record and salt do not open it"));
      }
    }

    private boolean opens(Erased leaf, Placed record) {
      return record
          .salt()
          .map(salt -> UploadCommitment.to(record.entry().upload(), salt).equals(leaf.of()))
          .orElse(false);
    }

    /** Whether every period that the call's record may be kept for is still running. */
    private boolean mustBeRecorded(Erased leaf) {
      return periods.get().stream()
          .map(each -> each.goneBy(leaf.place().day()))
          .min(Comparator.naturalOrder())
          .map(goneBy -> bounds.now().atZone(bounds.zone()).toLocalDate().isBefore(goneBy))
          .orElse(false);
    }
  }
}
