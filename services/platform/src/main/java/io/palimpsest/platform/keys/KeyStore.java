package io.palimpsest.platform.keys;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.List;
import java.util.Optional;

/**
 * One region's wrapped keys: each is ciphertext under the key above it, so whoever reads the store
 * alone has none. Subject keys are not among them; they live and die with their subject's data. The
 * store must be in no backup. Every method throws {@link StoreUnavailable} when the database cannot
 * be reached.
 */
public interface KeyStore {

  /** The wrapped key of that name. */
  Optional<byte[]> find(KeyName name);

  /**
   * Stores the key unless there is one of that name. Durable on return.
   *
   * @return the one that is there now
   */
  byte[] putIfAbsent(KeyName name, byte[] wrapped);

  /**
   * Puts a key that was wrapped anew in the place of what it was.
   *
   * @return false when the store holds something else than {@code before}; then nothing changes
   */
  boolean replace(KeyName name, byte[] before, byte[] wrapped);

  /**
   * Destroys the key: what is under it is lost for ever.
   *
   * @return whether there was one
   */
  boolean destroy(KeyName name);

  /** Names that begin so, as {@link KeyName#text()} gives them, ascending. */
  List<String> names(String prefix);
}
