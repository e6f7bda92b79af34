package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.merkle.ConsistencyProof;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.InclusionProof;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.EntryBundle;
import io.palimpsest.evidence.tiles.TilePath;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a log and proves from its tiles. Nothing is given out that was not checked against the
 * checkpoint it is asked for, so an altered store gives {@link Altered} and no wrong proof. Full
 * tiles are kept in memory, a few MiB at most. Thread-safe.
 */
public final class LogReader {
  private final TileStore store;
  private final VerifierKey key;
  private final TileCache cache = new TileCache();

  public LogReader(TileStore store, VerifierKey key) {
    this.store = store;
    this.key = key;
  }

  /**
   * The newest checkpoint, verified.
   *
   * @throws CutShort when there is none
   */
  public SignedCheckpoint latest() {
    return SignedCheckpoint.open(
        store
            .get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH)
            .orElseThrow(() -> new CutShort("no checkpoint is there")),
        key);
  }

  /**
   * An entry of the log, as it stands in its bundle.
   *
   * @throws IllegalArgumentException when the log at that checkpoint has no such index
   */
  public byte[] entry(long index, Checkpoint at) {
    demandIndex(index, at);
    TilePath bundle = TilePath.in(at.size(), TilePath.ENTRIES, index / TilePath.FULL);
    return entries(bundle).get((int) (index % TilePath.FULL));
  }

  /**
   * That a leaf stands at an index.
   *
   * @throws IllegalArgumentException when the log at that checkpoint has no such index
   */
  public InclusionProof inclusion(long index, Checkpoint at) {
    demandIndex(index, at);
    return checked(
        () -> {
          Subtrees trees = new Subtrees(at.size(), this::hashes);
          InclusionProof proof = new InclusionProof(index, trees.inclusion(index));
          proof.verify(trees.root(index, index + 1), at.size(), at.root());
          return proof;
        });
  }

  /**
   * That a log continues what it was.
   *
   * @param old an earlier checkpoint of this log, with a verified signature
   * @throws CutShort when the log is smaller now than it was
   * @throws Forked when it is not the same log
   */
  public ConsistencyProof consistency(Checkpoint old, Checkpoint at) {
    if (!old.origin().equals(at.origin())) {
      throw new Forked("checkpoints of two logs, " + old.origin() + " and " + at.origin());
    }
    if (old.size() == 0 || old.size() >= at.size()) {
      ConsistencyProof nothing = new ConsistencyProof(List.of());
      nothing.verify(old.size(), old.root(), at.size(), at.root());
      return nothing;
    }
    Subtrees trees = new Subtrees(at.size(), this::hashes);
    checked(() -> demandRoot(trees, at));
    if (!trees.root(0, old.size()).equals(old.root())) {
      throw new Forked(
          "the first " + old.size() + " entries are not those of the earlier checkpoint");
    }
    ConsistencyProof proof = new ConsistencyProof(trees.consistency(old.size()));
    proof.verify(old.size(), old.root(), at.size(), at.root());
    return proof;
  }

  /**
   * The root that the log had when it was smaller.
   *
   * @throws CutShort when it was never that large
   */
  public Hash root(long size, Checkpoint at) {
    if (size > at.size()) {
      throw new CutShort("the log has " + at.size() + " entries, and should have " + size);
    }
    if (size == 0) {
      return Merkle.empty();
    }
    return checked(
        () -> {
          Subtrees trees = new Subtrees(at.size(), this::hashes);
          demandRoot(trees, at);
          return trees.root(0, size);
        });
  }

  /** All that is needed to check one entry offline: entry, proof and checkpoint in one file. */
  public ProofFile prove(long index, SignedCheckpoint at) {
    InclusionProof proof = inclusion(index, at.checkpoint());
    byte[] entry = entry(index, at.checkpoint());
    return checked(
        () -> {
          proof.verify(Merkle.leaf(entry), at.checkpoint().size(), at.checkpoint().root());
          return new ProofFile(proof, Optional.of(entry), at.note());
        });
  }

  /**
   * The entries of a bundle, as many as the path's width says.
   *
   * @throws CutShort when it is not there
   */
  public List<byte[]> entries(TilePath bundle) {
    Optional<byte[]> stored = store.get(bundle.path(), bundle.maxLength());
    if (stored.isEmpty() && !bundle.isFull()) {
      // Partial tiles may go once the full one is there.
      return store
          .get(bundle.full().path(), bundle.full().maxLength())
          .map(full -> EntryBundle.parse(full, TilePath.FULL).subList(0, bundle.width()))
          .orElseThrow(() -> missing(bundle));
    }
    return EntryBundle.parse(stored.orElseThrow(() -> missing(bundle)), bundle.width());
  }

  /**
   * The hashes of a tile, as many as the path's width says.
   *
   * @throws CutShort when it is not there
   */
  public byte[] hashes(TilePath tile) {
    return cache
        .get(tile.full())
        .or(() -> stored(tile))
        .or(() -> tile.isFull() ? Optional.empty() : stored(tile.full()))
        .map(bytes -> Arrays.copyOf(bytes, tile.width() * Hash.LENGTH))
        .orElseThrow(() -> missing(tile));
  }

  private Optional<byte[]> stored(TilePath tile) {
    Optional<byte[]> bytes = store.get(tile.path(), tile.maxLength());
    bytes.ifPresent(
        hashes -> {
          if (hashes.length != tile.maxLength()) {
            throw new Malformed(tile + " has " + hashes.length + " bytes");
          }
          cache.put(tile, hashes);
        });
    return bytes;
  }

  /** Demands that the log holds exactly these entries from an index on. */
  void demandEntries(long first, List<byte[]> expected, Checkpoint at) {
    TilePath bundle = null;
    List<byte[]> entries = List.of();
    for (int i = 0; i < expected.size(); i++) {
      long index = first + i;
      TilePath here = TilePath.in(at.size(), TilePath.ENTRIES, index / TilePath.FULL);
      if (!here.equals(bundle)) {
        bundle = here;
        entries = entries(here);
      }
      if (!Arrays.equals(entries.get((int) (index % TilePath.FULL)), expected.get(i))) {
        throw new Forked("another entry stands at index " + index);
      }
    }
  }

  private static Hash demandRoot(Subtrees trees, Checkpoint at) {
    Hash root = trees.root(0, at.size());
    if (!root.equals(at.root())) {
      throw new Altered("the tiles do not have the root of the checkpoint");
    }
    return root;
  }

  /** A tile that leads to another root is not kept: the store may be mended. */
  private <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (WrongProof e) {
      cache.clear();
      throw new Altered("the tiles do not have the root of the checkpoint");
    } catch (Altered e) {
      cache.clear();
      throw e;
    }
  }

  private static void demandIndex(long index, Checkpoint at) {
    if (index < 0 || index >= at.size()) {
      throw new IllegalArgumentException("no index " + index + " in a log of " + at.size());
    }
  }

  private static CutShort missing(TilePath tile) {
    return new CutShort(tile + " is missing");
  }
}
