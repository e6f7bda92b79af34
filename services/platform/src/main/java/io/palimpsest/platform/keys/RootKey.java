package io.palimpsest.platform.keys;

/**
 * The key above all others. It rests in no database: a file, or a key management service. Behind it
 * may stand several keys while it is being changed: all of them open, the newest one seals.
 */
public interface RootKey {

  /**
   * Encrypts under the newest key.
   *
   * @param context what the ciphertext belongs to; it can be opened for the same only
   */
  byte[] seal(byte[] plain, String context);

  /**
   * Decrypts.
   *
   * @throws RootKeyUnusable when it was sealed under a key that is not there, or for something else
   */
  byte[] unseal(byte[] sealed, String context);

  /** Whether it was sealed under the newest key. */
  boolean isNewest(byte[] sealed);
}
