package io.palimpsest.evidence.merkle;

import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import java.util.List;

/**
 * That a leaf stands at an index of a tree (RFC 6962, section 2.1.1).
 *
 * @param index from 0
 * @param hashes from the leaf's sibling up to the root's child
 */
public record InclusionProof(long index, List<Hash> hashes) {
  /** No tree is higher: sizes are positive longs. */
  public static final int MAX_HASHES = 63;

  public InclusionProof {
    hashes = List.copyOf(hashes);
    if (index < 0) {
      throw new IllegalArgumentException("index " + index);
    }
  }

  /**
   * Checks after RFC 9162, section 2.1.3.2.
   *
   * @throws WrongProof when these hashes do not lead from the leaf to the root
   */
  public void verify(Hash leaf, long size, Hash root) {
    if (index >= size) {
      throw new WrongProof("index " + index + " lies outside a log of " + size + " entries");
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : hashes) {
      if (last == 0) {
        throw new WrongProof("the proof has more hashes than a log of " + size + " entries needs");
      }
      if ((node & 1) == 1 || node == last) {
        hash = Merkle.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        hash = Merkle.node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw new WrongProof("the proof has fewer hashes than a log of " + size + " entries needs");
    }
    if (!hash.equals(root)) {
      throw new WrongProof("the proof does not lead from this leaf to the log's root");
    }
  }
}
