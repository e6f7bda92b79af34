package io.palimpsest.platform.backups;

import io.palimpsest.evidence.LogAudit;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Brings a copy of an evidence log up to the log, tile by tile and its checkpoint last; the same
 * way back. A copy that has more, as the log that auditors have seen may have more than its backup,
 * is left as it is. What is not the same log is never written over.
 */
final class LogMirror {
  /** Tiles that are made durable together. */
  private static final int BATCH = 100;

  private LogMirror() {}

  /**
   * Copies what is missing.
   *
   * @return how many leaves there are at {@code to} then
   * @throws BackupRefused when the two are not one log, or either was altered
   */
  static long mirror(TileStore from, TileStore to, VerifierKey key) {
    return told(
        key,
        () -> {
          SignedCheckpoint source = new LogReader(from, key).latest();
          long size = source.checkpoint().size();
          long there = 0;
          if (to.get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH).isPresent()) {
            there = one(from, to, key);
            if (there > size) {
              return there;
            }
          }
          copy(from, to, there, size);
          to.put(TileStore.CHECKPOINT, source.bytes());
          return size;
        });
  }

  /**
   * That two places hold one log, of which one may have more.
   *
   * @throws BackupRefused when they do not
   */
  static void demandOne(TileStore from, TileStore to, VerifierKey key) {
    told(key, () -> one(from, to, key));
  }

  /**
   * That every tile of a log is that of its leaves.
   *
   * @throws BackupRefused when one is not
   */
  static void demandWhole(TileStore log, VerifierKey key) {
    told(
        key,
        () -> {
          Checkpoint head = new LogReader(log, key).latest().checkpoint();
          return new LogAudit(log, key).audit(head, (_, _) -> {}).entries();
        });
  }

  /** How many leaves a log has. */
  static long size(TileStore log, VerifierKey key) {
    return told(key, () -> new LogReader(log, key).latest().checkpoint().size());
  }

  private static long one(TileStore from, TileStore to, VerifierKey key) {
    Checkpoint now = new LogReader(from, key).latest().checkpoint();
    Checkpoint old = new LogReader(to, key).latest().checkpoint();
    if (old.size() > now.size()) {
      new LogReader(to, key).consistency(now, old);
    } else {
      new LogReader(from, key).consistency(old, now);
    }
    return old.size();
  }

  private static long told(VerifierKey key, LongSupplier work) {
    try {
      return work.getAsLong();
    } catch (EvidenceRefused e) {
      throw new BackupRefused(
          "the evidence log " + key.name() + " and its copy are not one: " + e.getMessage(), e);
    } catch (EvidenceUnavailable e) {
      throw new BackupRefused("the evidence log cannot be copied: " + e.getMessage(), e);
    }
  }

  private static void copy(TileStore from, TileStore to, long there, long size) {
    Map<String, byte[]> batch = new LinkedHashMap<>();
    for (int level = TilePath.ENTRIES; hashes(size, level) > 0; level++) {
      long first = hashes(there, level) / TilePath.FULL; // full ones before it are there
      for (long index = first; index * TilePath.FULL < hashes(size, level); index++) {
        TilePath tile = TilePath.in(size, level, index);
        batch.put(
            tile.path(),
            from.get(tile.path(), tile.maxLength())
                .orElseThrow(() -> new EvidenceRefused.CutShort(tile + " is missing")));
        if (batch.size() == BATCH) {
          to.putAll(batch);
          batch.clear();
        }
      }
    }
    to.putAll(batch);
  }

  private static long hashes(long size, int level) {
    int shift = 8 * Math.max(level, 0);
    return shift > 62 ? 0 : size >>> shift;
  }
}
