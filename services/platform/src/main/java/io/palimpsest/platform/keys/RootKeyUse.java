package io.palimpsest.platform.keys;

import io.palimpsest.platform.error.StoreUnavailable;

/** A place that holds ciphertext under the root key. */
public interface RootKeyUse {

  /** For an operator, such as {@code control} or {@code eu-frankfurt}. */
  String name();

  /**
   * What is there now.
   *
   * @throws StoreUnavailable when the place cannot be asked
   */
  Count count();

  /**
   * Seals anew what is not under the newest key. What somebody else changes meanwhile is left to
   * the next time. May be broken off and done again.
   *
   * @return how many were sealed anew
   * @throws StoreUnavailable when the place cannot be reached
   */
  int sealAnew();

  /**
   * Ciphertexts under the newest root key, and under older ones.
   *
   * @param newest under the key that seals
   * @param older under keys that only open
   */
  record Count(int newest, int older) {}
}
