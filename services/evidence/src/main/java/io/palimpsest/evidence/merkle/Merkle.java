package io.palimpsest.evidence.merkle;

import io.palimpsest.evidence.internal.Sha256;
import java.security.MessageDigest;

/**
 * The hashes of RFC 6962, section 2.1: a leaf is {@code SHA-256(0x00 ‖ entry)}, a node {@code
 * SHA-256(0x01 ‖ left ‖ right)}, the empty tree {@code SHA-256("")}. A list of hashes is their
 * bytes one after the other, as tiles hold them.
 */
public final class Merkle {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private Merkle() {}

  /** The hash of an entry. */
  public static Hash leaf(byte[] entry) {
    return Hash.of(leafBytes(entry));
  }

  /** {@link #leaf} as its bytes. */
  public static byte[] leafBytes(byte[] entry) {
    MessageDigest digest = Sha256.begin();
    digest.update(LEAF);
    return digest.digest(entry);
  }

  /** The hash above two others. */
  public static Hash node(Hash left, Hash right) {
    return Hash.of(nodeBytes(left.bytes(), right.bytes()));
  }

  /** {@link #node} as its bytes. */
  static byte[] nodeBytes(byte[] left, byte[] right) {
    MessageDigest digest = Sha256.begin();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  /** The root of the tree without leaves. */
  public static Hash empty() {
    return Hash.of(Sha256.of());
  }

  /**
   * The root over {@code count} hashes that begin at {@code offset}. Each must stand for as many
   * leaves as the others, a power of two, but the last, which may stand for fewer.
   *
   * @param count at least 1
   */
  public static byte[] rootBytes(byte[] hashes, int offset, int count) {
    byte[] level = new byte[count * Hash.LENGTH];
    System.arraycopy(hashes, offset, level, 0, level.length);
    MessageDigest digest = Sha256.begin();
    int left = count;
    // Level by level, in place; an odd one out goes up as it is, which is the tree that RFC 6962
    // defines by splitting at the largest power of two.
    while (left > 1) {
      for (int i = 0; i < left / 2; i++) {
        digest.update(NODE);
        digest.update(level, 2 * i * Hash.LENGTH, 2 * Hash.LENGTH);
        System.arraycopy(digest.digest(), 0, level, i * Hash.LENGTH, Hash.LENGTH);
      }
      if (left % 2 == 1) {
        System.arraycopy(
            level, (left - 1) * Hash.LENGTH, level, left / 2 * Hash.LENGTH, Hash.LENGTH);
      }
      left = left / 2 + left % 2;
    }
    byte[] root = new byte[Hash.LENGTH];
    System.arraycopy(level, 0, root, 0, Hash.LENGTH);
    return root;
  }
}
