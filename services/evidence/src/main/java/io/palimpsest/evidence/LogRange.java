package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.tiles.TilePath;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a part of a log, each entry proven against a checkpoint before it is given out. Only the
 * bundles of that part are read, and the tiles above them.
 */
public final class LogRange {
  private final LogReader reader;
  private final Checkpoint at;

  public LogRange(LogReader reader, Checkpoint at) {
    this.reader = reader;
    this.at = at;
  }

  /**
   * Gives out the entries from {@code from} up to and without {@code to}.
   *
   * @throws CutShort when the log ends before, or files of it are missing
   * @throws Altered when an entry is not one that the checkpoint covers
   */
  public void read(long from, long to, LogAudit.EntrySink sink) {
    if (to > at.size()) {
      throw new CutShort("the log has " + at.size() + " entries, and should have " + to);
    }
    for (long bundle = from / TilePath.FULL; bundle * TilePath.FULL < to; bundle++) {
      long first = bundle * TilePath.FULL;
      List<byte[]> entries = proven(bundle);
      for (int i = 0; i < entries.size(); i++) {
        if (first + i >= from && first + i < to) {
          sink.accept(first + i, entries.get(i));
        }
      }
    }
  }

  private List<byte[]> proven(long bundle) {
    List<byte[]> entries = reader.entries(TilePath.in(at.size(), TilePath.ENTRIES, bundle));
    // Proves the whole tile: the leaf's neighbours in it are hashed together on the way to the
    // root.
    reader.inclusion(bundle * TilePath.FULL, at);
    byte[] hashes = reader.hashes(TilePath.in(at.size(), 0, bundle));
    for (int i = 0; i < entries.size(); i++) {
      byte[] expected = Arrays.copyOfRange(hashes, i * Hash.LENGTH, (i + 1) * Hash.LENGTH);
      if (!Arrays.equals(Merkle.leaf(entries.get(i)).bytes(), expected)) {
        throw new Altered(
            "entry " + (bundle * TilePath.FULL + i) + " is not the one that the log covers");
      }
    }
    return entries;
  }
}
