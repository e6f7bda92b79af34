package io.palimpsest.platform.keys;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;

/** What one tenant's pseudonyms in one region are made with (HMAC-SHA-256). Thread-safe. */
public final class PseudonymKey {
  /** Bytes of a pseudonym. */
  public static final int LENGTH = 32;

  private final int version;
  private final PrfSet prf;

  PseudonymKey(int version, PrfSet prf) {
    this.version = version;
    this.prf = prf;
  }

  /** From 1. */
  public int version() {
    return version;
  }

  /** 32 bytes that tell nothing of {@code input} to whoever lacks the key. */
  public byte[] pseudonym(byte[] input) {
    try {
      return prf.computePrimary(input, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }
}
