package io.palimpsest.evidence.merkle;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Sha256;
import io.palimpsest.evidence.internal.Strict;
import java.util.Arrays;
import java.util.Base64;

/** The 32 bytes of a SHA-256. Immutable. */
public final class Hash {
  /** Bytes of a hash. */
  public static final int LENGTH = Sha256.LENGTH;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws Malformed when it is not 32 bytes
   */
  public static Hash of(byte[] bytes) {
    return at(bytes, 0, bytes.length);
  }

  static Hash at(byte[] bytes, int offset, int length) {
    if (length != LENGTH) {
      throw new Malformed("a hash of " + length + " bytes in place of " + LENGTH);
    }
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /**
   * @throws Malformed when it is not the canonical Base64 of 32 bytes
   */
  public static Hash parse(String base64) {
    return of(Strict.base64(base64, "a hash"));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** As checkpoints and proofs write it. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return base64();
  }
}
