package io.palimpsest.platform.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/**
 * The key of one subject's data of one day. It is opened for a piece of work and kept in no cache.
 * Thread-safe.
 */
public final class SubjectKey {
  private final String name;
  private final byte[] wrapped;
  private final Aead aead;

  SubjectKey(String name, byte[] wrapped, Aead aead) {
    this.name = name;
    this.wrapped = wrapped.clone();
    this.aead = aead;
  }

  /** The key under its day key: what is stored. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /**
   * Encrypts.
   *
   * @param context what the ciphertext belongs to; it can be opened for the same only
   */
  public byte[] seal(byte[] plain, String context) {
    return Keysets.seal(aead, plain, context);
  }

  /**
   * Decrypts.
   *
   * @throws KeyUnusable when it was sealed under another key or for something else
   */
  public byte[] open(byte[] sealed, String context) {
    try {
      return Keysets.open(aead, sealed, context);
    } catch (GeneralSecurityException e) {
      throw new KeyUnusable("the " + name + " does not open " + context, e);
    }
  }
}
