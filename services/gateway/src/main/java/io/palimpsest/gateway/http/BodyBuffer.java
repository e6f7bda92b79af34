package io.palimpsest.gateway.http;

import io.netty.buffer.ByteBuf;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.Arrays;

/**
 * A body while it arrives. It grows with what has come and not with what was announced, so that
 * announcing much costs the server nothing, and never beyond the limit. Not thread-safe.
 */
final class BodyBuffer {
  private static final int FIRST = 64 * 1024;

  private final int limit;
  private final int expected;
  private final MemoryBudget.Lease memory;
  private byte[] bytes;
  private int size;

  /**
   * @param declared the declared length, or negative
   * @throws CallFailure {@code RequestSizeLimitExceeded}, or {@code ServiceUnavailable} when the
   *     memory is taken
   */
  BodyBuffer(long declared, int limit, MemoryBudget.Lease memory) {
    if (declared > limit) {
      throw tooLarge(limit);
    }
    this.limit = limit;
    this.memory = memory;
    this.expected = declared < 0 ? limit : (int) declared;
    int first = Math.min(FIRST, expected);
    memory.take(charge(first));
    this.bytes = new byte[first];
  }

  /**
   * A body is held as received and once more decoded: together at most 1.75 times its length,
   * rounded up.
   */
  private static long charge(long bytes) {
    return 2 * bytes;
  }

  /**
   * @throws CallFailure as the constructor does
   */
  void add(ByteBuf part) {
    int count = part.readableBytes();
    if (count > limit - size) {
      throw tooLarge(limit);
    }
    if (count > bytes.length - size) {
      int wanted = (int) Math.min(expected, Math.max(size + (long) count, 2L * bytes.length));
      memory.take(charge(wanted - bytes.length));
      bytes = Arrays.copyOf(bytes, wanted);
    }
    part.readBytes(bytes, size, count);
    size += count;
  }

  byte[] finish() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private static CallFailure tooLarge(int limit) {
    return new CallFailure(
        ErrorCode.REQUEST_SIZE_LIMIT_EXCEEDED, "the body is larger than " + limit + " bytes");
  }
}
