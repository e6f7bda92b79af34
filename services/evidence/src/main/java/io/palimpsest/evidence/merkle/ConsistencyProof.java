package io.palimpsest.evidence.merkle;

import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import java.util.List;

/**
 * That a tree continues an earlier one without a change to it (RFC 6962, section 2.1.2).
 *
 * @param hashes in the order of that section
 */
public record ConsistencyProof(List<Hash> hashes) {

  public ConsistencyProof {
    hashes = List.copyOf(hashes);
  }

  /**
   * Checks after RFC 9162, section 2.1.4.2.
   *
   * @throws CutShort when the later tree is the smaller one
   * @throws Forked when both have one size and different roots
   * @throws WrongProof when these hashes do not lead to both roots
   */
  public void verify(long oldSize, Hash oldRoot, long newSize, Hash newRoot) {
    if (newSize < oldSize) {
      throw new CutShort(
          "the log has " + newSize + " entries, and had " + oldSize + " at the earlier checkpoint");
    }
    if (newSize == oldSize) {
      if (!oldRoot.equals(newRoot)) {
        throw new Forked("two roots of one log at " + newSize + " entries");
      }
      demandNoHashes();
      return;
    }
    if (oldSize == 0) {
      if (!oldRoot.equals(Merkle.empty())) {
        throw new Forked("the earlier checkpoint's root is not that of an empty log");
      }
      demandNoHashes();
      return;
    }
    walk(oldSize, oldRoot, newSize, newRoot);
  }

  private void walk(long oldSize, Hash oldRoot, long newSize, Hash newRoot) {
    long node = oldSize - 1;
    long last = newSize - 1;
    while ((node & 1) == 1) {
      node >>>= 1;
      last >>>= 1;
    }
    // A complete earlier tree is itself the first node, and is not repeated in the proof.
    boolean complete = node == 0;
    if (!complete && hashes.isEmpty()) {
      throw tooFew();
    }
    Hash left = complete ? oldRoot : hashes.getFirst();
    Hash right = left;
    for (Hash hash : complete ? hashes : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        throw new WrongProof("the consistency proof has more hashes than it needs");
      }
      if ((node & 1) == 1 || node == last) {
        left = Merkle.node(hash, left);
        right = Merkle.node(hash, right);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        right = Merkle.node(right, hash);
      }
      node >>>= 1;
      last >>>= 1;
    }
    if (last != 0) {
      throw tooFew();
    }
    if (!left.equals(oldRoot)) {
      throw new WrongProof("the consistency proof does not lead to the earlier root");
    }
    if (!right.equals(newRoot)) {
      throw new WrongProof("the consistency proof does not lead to the later root");
    }
  }

  private void demandNoHashes() {
    if (!hashes.isEmpty()) {
      throw new WrongProof("the consistency proof has more hashes than it needs");
    }
  }

  private static WrongProof tooFew() {
    return new WrongProof("the consistency proof has fewer hashes than it needs");
  }
}
