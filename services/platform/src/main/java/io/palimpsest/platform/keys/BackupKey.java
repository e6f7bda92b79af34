package io.palimpsest.platform.keys;

import com.google.crypto.tink.StreamingAead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The key of one copy: of one day of one class. It is under the root key itself, since the
 * databases that hold the other keys are what a copy is made against the loss of. Thread-safe.
 */
public final class BackupKey {
  private final String name;
  private final byte[] wrapped;
  private final StreamingAead aead;

  private BackupKey(RootKey root, String name, byte[] wrapped) {
    this.name = name;
    this.wrapped = wrapped.clone();
    this.aead = Keysets.streamingKey(wrapped, root::unseal, name);
  }

  /**
   * A new key.
   *
   * @param name of the copy; the key can be opened for the same only
   */
  public static BackupKey create(RootKey root, String name) {
    return new BackupKey(root, name, Keysets.newStreamingKey(root::seal, name));
  }

  /**
   * A key that was stored.
   *
   * @throws RootKeyUnusable when it is under another root key, or another copy's
   * @throws KeyUnusable when it is no key
   */
  public static BackupKey open(RootKey root, byte[] wrapped, String name) {
    return new BackupKey(root, name, wrapped);
  }

  /** The key under the root key: what is stored. */
  public byte[] wrapped() {
    return wrapped.clone();
  }

  /** Encrypts what is written, a mebibyte at a time; {@code close} completes and closes both. */
  public OutputStream encrypting(OutputStream to) throws IOException {
    try {
      return aead.newEncryptingStream(to, bytes(name));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /** Decrypts what is read; whatever was altered or cut off is an {@link IOException}. */
  public InputStream decrypting(InputStream from) throws IOException {
    try {
      return aead.newDecryptingStream(from, bytes(name));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key of " + name + " does not open it", e);
    }
  }

  /** What shows that a text was written by whoever has this key: an empty stream bound to it. */
  public byte[] seal(String text) {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try {
      aead.newEncryptingStream(sealed, bytes(name + "\n" + text)).close();
      return sealed.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Checks {@link #seal}.
   *
   * @throws KeyUnusable when text or seal were altered, or are another copy's
   */
  public void check(String text, byte[] seal) {
    try (InputStream opened =
        aead.newDecryptingStream(new ByteArrayInputStream(seal), bytes(name + "\n" + text))) {
      if (opened.read() < 0) {
        return;
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new KeyUnusable("the seal of " + name + " is not that of its text", e);
    }
    throw new KeyUnusable("the seal of " + name + " is none");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
