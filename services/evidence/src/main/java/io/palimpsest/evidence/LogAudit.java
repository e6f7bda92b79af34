package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.evidence.tiles.TreeBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Builds a whole log anew from its entries and holds every tile and the root against what is
 * stored. One bundle at a time is in memory, so the log may be of any size.
 */
public final class LogAudit {
  private final TileStore store;
  private final LogReader reader;

  /** Takes each entry, in order, before the root over them is known to be right. */
  @FunctionalInterface
  public interface EntrySink {
    void accept(long index, byte[] entry);
  }

  /**
   * What was found to be right.
   *
   * @param entries in the log
   * @param tiles of hashes that were compared
   */
  public record Audited(long entries, long tiles) {}

  public LogAudit(TileStore store, VerifierKey key) {
    this.store = store;
    this.reader = new LogReader(store, key);
  }

  /**
   * Audits all that a checkpoint covers.
   *
   * @throws EvidenceRefused for the first thing that is missing or not as it must be
   */
  public Audited audit(Checkpoint at, EntrySink sink) {
    TreeBuilder tree = new TreeBuilder();
    long[] tiles = {0};
    for (long bundle = 0; bundle * TilePath.FULL < at.size(); bundle++) {
      List<byte[]> entries = reader.entries(TilePath.in(at.size(), TilePath.ENTRIES, bundle));
      for (byte[] entry : entries) {
        sink.accept(tree.size(), entry);
        tree.append(entry, (path, bytes) -> tiles[0] += compare(path, bytes));
      }
    }
    tree.partials((path, bytes) -> tiles[0] += compare(path, bytes));
    if (!tree.root().equals(at.root())) {
      throw new Altered("the entries do not have the root of the checkpoint");
    }
    return new Audited(tree.size(), tiles[0]);
  }

  private int compare(TilePath path, byte[] bytes) {
    if (path.isEntries()) {
      return 0;
    }
    byte[] stored =
        store
            .get(path.path(), path.maxLength())
            .or(() -> path.isFull() ? Optional.empty() : fullOf(path))
            .orElseThrow(() -> new CutShort(path + " is missing"));
    if (!Arrays.equals(stored, bytes)) {
      throw new Altered(path + " does not hold the hashes of its entries");
    }
    return 1;
  }

  /** Partial tiles may go once the full one is there. */
  private Optional<byte[]> fullOf(TilePath partial) {
    TilePath full = partial.full();
    return store
        .get(full.path(), full.maxLength())
        .map(bytes -> Arrays.copyOf(bytes, partial.maxLength()));
  }
}
