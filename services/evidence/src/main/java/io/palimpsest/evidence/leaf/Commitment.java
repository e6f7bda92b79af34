package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Binds a leaf to what it is about without telling it. The value is
 *
 * <pre>SHA-256( u32(|salt|) ‖ salt ‖ u32(|identity|) ‖ identity ‖ u32(|details|) ‖ details )</pre>
 *
 * where {@code u32} is a length in bytes as four bytes, big-endian; the salt is at least 16 random
 * bytes made for this one item; the identity is UTF-8 text, for a call its callId (RequestId) as 36
 * lower-case characters; the details are the canonical JSON of whatever else is bound, {@code {}}
 * if nothing is. Lengths before each part keep two different triples from giving the same bytes.
 * Whoever holds the three can show what the leaf is about; once the salt is gone nobody can, not
 * even by trying every callId.
 */
public final class Commitment {
  /** Bytes of a salt at least: 128 bits cannot be searched. */
  public static final int MIN_SALT = 16;

  private static final int LENGTH = 32;

  private final byte[] bytes;

  private Commitment(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param salt random, kept with the item and erased with it
   * @param identity of the item, such as a callId
   * @param details canonical JSON
   */
  public static Commitment to(byte[] salt, String identity, byte[] details) {
    if (salt.length < MIN_SALT) {
      throw new IllegalArgumentException("a salt of " + salt.length + " bytes");
    }
    byte[] name = identity.getBytes(StandardCharsets.UTF_8);
    return new Commitment(
        Sha256.of(length(salt), salt, length(name), name, length(details), details));
  }

  /**
   * To what a random id names, which is the salt as well: 122 of its bits are chance, and it goes
   * with the item.
   *
   * @param details canonical JSON
   */
  public static Commitment to(UUID id, byte[] details) {
    byte[] salt =
        ByteBuffer.allocate(MIN_SALT)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return to(salt, id.toString(), details);
  }

  /**
   * @throws Malformed when it is not what {@link #text} gives for some commitment
   */
  public static Commitment parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Commitment parsed = new Commitment(bytes);
      if (bytes.length == LENGTH && parsed.text().equals(text)) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Malformed("not a commitment");
  }

  /** Base64url without padding: 43 characters. */
  public String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] length(byte[] part) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Commitment commitment && Arrays.equals(bytes, commitment.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
