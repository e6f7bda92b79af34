package io.palimpsest.evidence.tiles;

import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The right edge of a log: what its next entries need, and no more. It gives each tile once that is
 * full, and the partial ones when asked. Memory: 8 KiB a level and one bundle of entries. Not
 * thread-safe.
 */
public final class TreeBuilder {
  private long size;
  private final List<byte[]> levels;
  private final ByteArrayOutputStream bundle;

  /** The edge of an empty log. */
  public TreeBuilder() {
    this(0, new ArrayList<>(), new ByteArrayOutputStream());
  }

  private TreeBuilder(long size, List<byte[]> levels, ByteArrayOutputStream bundle) {
    this.size = size;
    this.levels = levels;
    this.bundle = bundle;
  }

  /**
   * The edge of a log that is there.
   *
   * @param hashes gives a hash tile's bytes, as long as its width asks
   * @param entries gives a bundle's entries
   * @throws Altered when the last entries do not have the hashes that stand for them
   */
  public static TreeBuilder load(
      long size, Function<TilePath, byte[]> hashes, Function<TilePath, List<byte[]>> entries) {
    TreeBuilder edge = new TreeBuilder();
    edge.size = size;
    for (int level = 0; size >>> (8 * level) > 0; level++) {
      byte[] tile = edge.level(level);
      if (edge.width(level) > 0) {
        byte[] stored = hashes.apply(edge.partial(level));
        System.arraycopy(stored, 0, tile, 0, stored.length);
      }
    }
    if (edge.width(0) > 0) {
      List<byte[]> last = entries.apply(TilePath.in(size, TilePath.ENTRIES, size >>> 8));
      for (int i = 0; i < last.size(); i++) {
        EntryBundle.write(edge.bundle, last.get(i));
        if (!Merkle.leaf(last.get(i)).equals(hashAt(edge.level(0), i))) {
          throw new Altered("entry " + ((size & ~0xffL) + i) + " does not have its hash");
        }
      }
    }
    return edge;
  }

  /** This edge, to be changed apart from it. */
  public TreeBuilder copy() {
    List<byte[]> copied = new ArrayList<>(levels.size());
    levels.forEach(level -> copied.add(level.clone()));
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    entries.writeBytes(bundle.toByteArray());
    return new TreeBuilder(size, copied, entries);
  }

  public long size() {
    return size;
  }

  /**
   * Adds an entry at the end.
   *
   * @param full takes every tile that this entry fills
   */
  public void append(byte[] entry, BiConsumer<TilePath, byte[]> full) {
    if (entry.length > EntryBundle.MAX_ENTRY) {
      throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
    }
    EntryBundle.write(bundle, entry);
    put(0, size, Merkle.leafBytes(entry));
    size++;
    if (size % TilePath.FULL == 0) {
      full.accept(TilePath.entries((size >>> 8) - 1, TilePath.FULL), bundle.toByteArray());
      bundle.reset();
    }
    int level = 0;
    for (long filled = size; filled % TilePath.FULL == 0; filled >>>= 8, level++) {
      byte[] tile = level(level).clone();
      full.accept(new TilePath(level, (filled >>> 8) - 1, TilePath.FULL), tile);
      put(level + 1, (filled >>> 8) - 1, Merkle.rootBytes(tile, 0, TilePath.FULL));
    }
  }

  /** Gives the partial tiles of the present size: those which a checkpoint of it needs. */
  public void partials(BiConsumer<TilePath, byte[]> partial) {
    if (width(0) > 0) {
      partial.accept(TilePath.in(size, TilePath.ENTRIES, size >>> 8), bundle.toByteArray());
    }
    for (int level = 0; level < levels.size(); level++) {
      if (width(level) > 0) {
        byte[] tile = new byte[width(level) * Hash.LENGTH];
        System.arraycopy(level(level), 0, tile, 0, tile.length);
        partial.accept(partial(level), tile);
      }
    }
  }

  /** The root over all entries. */
  public Hash root() {
    byte[] below = new byte[0];
    for (int level = 0; level < levels.size(); level++) {
      int hashes = width(level);
      // What is not yet full below stands at the end of this level, as the one that may be smaller.
      byte[] all = new byte[hashes * Hash.LENGTH + below.length];
      System.arraycopy(level(level), 0, all, 0, hashes * Hash.LENGTH);
      System.arraycopy(below, 0, all, hashes * Hash.LENGTH, below.length);
      below = all.length == 0 ? all : Merkle.rootBytes(all, 0, all.length / Hash.LENGTH);
    }
    return below.length == 0 ? Merkle.empty() : Hash.of(below);
  }

  private int width(int level) {
    return (int) (size >>> (8 * level)) & 0xff;
  }

  private TilePath partial(int level) {
    return TilePath.in(size, level, size >>> (8 * (level + 1)));
  }

  private byte[] level(int level) {
    while (levels.size() <= level) {
      levels.add(new byte[TilePath.FULL * Hash.LENGTH]);
    }
    return levels.get(level);
  }

  private void put(int level, long index, byte[] hash) {
    System.arraycopy(
        hash, 0, level(level), (int) (index % TilePath.FULL) * Hash.LENGTH, Hash.LENGTH);
  }

  private static Hash hashAt(byte[] tile, int index) {
    byte[] hash = new byte[Hash.LENGTH];
    System.arraycopy(tile, index * Hash.LENGTH, hash, 0, Hash.LENGTH);
    return Hash.of(hash);
  }
}
