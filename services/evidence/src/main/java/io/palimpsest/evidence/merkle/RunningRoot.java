package io.palimpsest.evidence.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The root over entries that pass by one after the other (RFC 6962, section 2.1). Holds one hash
 * for each bit of their number, however many there are. Not thread-safe.
 */
public final class RunningRoot {
  /** At place {@code i} the root over {@code 2^i} entries, where the size has that bit. */
  private final List<byte[]> peaks = new ArrayList<>();

  private long size;

  /** Takes the next entry. */
  public void add(byte[] entry) {
    byte[] hash = Merkle.leafBytes(entry);
    int level = 0;
    for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
      hash = Merkle.nodeBytes(peaks.get(level), hash);
      level++;
    }
    if (level == peaks.size()) {
      peaks.add(hash);
    } else {
      peaks.set(level, hash);
    }
    size++;
  }

  /** Entries that were taken. */
  public long size() {
    return size;
  }

  /** The root over all entries so far. */
  public Hash root() {
    if (size == 0) {
      return Merkle.empty();
    }
    int level = Long.numberOfTrailingZeros(size);
    byte[] right = peaks.get(level);
    for (level++; level < peaks.size(); level++) {
      if ((size >>> level & 1) == 1) {
        right = Merkle.nodeBytes(peaks.get(level), right);
      }
    }
    return Hash.of(right);
  }
}
