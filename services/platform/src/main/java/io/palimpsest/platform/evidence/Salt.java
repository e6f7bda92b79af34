package io.palimpsest.platform.evidence;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a call's commitment in the log is salted with: 16 random bytes that go with the call's
 * record, and with them whatever the commitment could be tried against.
 */
public final class Salt {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private Salt(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException for other than 16 bytes
   */
  public static Salt of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a salt has 16 bytes, not " + bytes.length);
    }
    return new Salt(bytes.clone());
  }

  /** A new one. */
  public static Salt random() {
    return random(RANDOM);
  }

  public static Salt random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Salt(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal: whoever asks for a call's proof is given its salt. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
