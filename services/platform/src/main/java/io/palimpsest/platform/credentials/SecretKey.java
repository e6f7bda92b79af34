package io.palimpsest.platform.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The secret half of a key. Never printed: {@link #toString()} hides it, and only {@link #reveal()}
 * gives it away.
 */
public final class SecretKey {
  private final String value;

  public SecretKey(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret key must not be empty");
    }
    this.value = value;
  }

  /**
   * The secret itself: for computing a signature, for encrypting it, and for showing it once to its
   * owner.
   */
  public String reveal() {
    return value;
  }

  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretKey key
        && java.security.MessageDigest.isEqual(bytes(), key.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  @Override
  public String toString() {
    return "SecretKey[hidden]";
  }
}
