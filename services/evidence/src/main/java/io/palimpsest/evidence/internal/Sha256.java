package io.palimpsest.evidence.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over several pieces. */
public final class Sha256 {
  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  private Sha256() {}

  /** A new computation. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The hash of all pieces, one after the other. */
  public static byte[] of(byte[]... pieces) {
    MessageDigest digest = begin();
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    return digest.digest();
  }
}
