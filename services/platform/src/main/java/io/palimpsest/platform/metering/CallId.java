package io.palimpsest.platform.metering;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The id of one call, its RequestId towards the tenant: a UUIDv7 (RFC 9562, section 5.7), so that
 * its own first 48 bits say when it was received and byte order is time order.
 *
 * @param value version 7
 */
public record CallId(UUID value) implements Comparable<CallId> {
  public CallId {
    if (value.version() != 7) {
      throw new IllegalArgumentException("a callId is a UUIDv7: " + value);
    }
  }

  public static CallId parse(String text) {
    return new CallId(UUID.fromString(text));
  }

  /** From its 16 bytes, big-endian. */
  public static CallId of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new CallId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  /** Its 16 bytes, big-endian: the key under which it is stored. */
  public byte[] bytes() {
    return ByteBuffer.allocate(16)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  /** When the call was received, to the millisecond. */
  public Instant received() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
  }

  /** The 16 bytes that stand before every callId received at {@code instant} or later. */
  public static byte[] lowerBound(Instant instant) {
    return ByteBuffer.allocate(16).putLong(instant.toEpochMilli() << 16).putLong(0).array();
  }

  @Override
  public int compareTo(CallId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
