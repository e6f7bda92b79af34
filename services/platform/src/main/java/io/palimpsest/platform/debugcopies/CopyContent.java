package io.palimpsest.platform.debugcopies;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What a copy holds.
 *
 * @param upload the picture as it came, decoded; not to be changed
 * @param answer the JSON text as it was given; not to be changed
 */
public record CopyContent(byte[] upload, byte[] answer) {

  /** How many bytes both have. */
  public long size() {
    return (long) upload.length + answer.length;
  }

  /** Both in one: the answer's length in 4 bytes, the answer, the upload. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(Integer.BYTES + answer.length + upload.length)
        .putInt(answer.length)
        .put(answer)
        .put(upload)
        .array();
  }

  /**
   * Reads what {@link #toBytes()} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static CopyContent of(byte[] bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      int length = buffer.getInt();
      if (length < 0 || length > buffer.remaining()) {
        throw new IllegalArgumentException("not a debug copy");
      }
      byte[] answer = new byte[length];
      buffer.get(answer);
      byte[] upload = new byte[buffer.remaining()];
      buffer.get(upload);
      return new CopyContent(upload, answer);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("not a debug copy", e);
    }
  }

  /** Never what it holds. */
  @Override
  public String toString() {
    return "CopyContent[" + upload.length + " and " + answer.length + " bytes]";
  }
}
