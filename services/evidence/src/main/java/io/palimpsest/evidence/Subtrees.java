package io.palimpsest.evidence;

import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.tiles.TilePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Roots of parts of one tree, from its tiles: what proofs are made of (RFC 6962, sections 2.1.1 and
 * 2.1.2). Each tile is asked for once.
 */
final class Subtrees {
  private final long size;
  private final Function<TilePath, byte[]> tiles;
  private final Map<TilePath, byte[]> read = new HashMap<>();

  Subtrees(long size, Function<TilePath, byte[]> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  /** PATH(index, D[size]), the leaf's sibling first. */
  List<Hash> inclusion(long index) {
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        path.add(root(middle, to));
        to = middle;
      } else {
        path.add(root(from, middle));
        from = middle;
      }
    }
    return path.reversed();
  }

  /** PROOF(old, D[size]), for 0 &lt; old &lt; size. */
  List<Hash> consistency(long old) {
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    // Whether what is left of the old tree is still all of it, and so known to whoever asks.
    boolean whole = true;
    while (old != to) {
      long middle = from + split(to - from);
      if (old <= middle) {
        path.add(root(middle, to));
        to = middle;
      } else {
        path.add(root(from, middle));
        from = middle;
        whole = false;
      }
    }
    if (!whole) {
      path.add(root(from, to));
    }
    return path.reversed();
  }

  /** The root over the leaves from {@code from} up to {@code to}, which RFC 6962 splits off. */
  Hash root(long from, long to) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      return perfect(Long.numberOfTrailingZeros(leaves), from / leaves);
    }
    long middle = from + split(leaves);
    return Merkle.node(root(from, middle), root(middle, to));
  }

  /** The node at a height above the leaves: within one tile, over 1 to 128 of its hashes. */
  private Hash perfect(int height, long index) {
    int level = height / 8;
    int count = 1 << height % 8;
    long first = index * count;
    TilePath tile = TilePath.in(size, level, first / TilePath.FULL);
    byte[] hashes = read.computeIfAbsent(tile, tiles);
    int offset = (int) (first % TilePath.FULL) * Hash.LENGTH;
    return Hash.of(Merkle.rootBytes(hashes, offset, count));
  }

  /** The largest power of two below {@code leaves}. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
