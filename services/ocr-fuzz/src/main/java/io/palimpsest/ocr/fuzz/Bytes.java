package io.palimpsest.ocr.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Pieces that hostile files are put together from. */
final class Bytes {
  private Bytes() {}

  /** Something that writes. */
  interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  static byte[] write(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    return write(
        out -> {
          for (byte[] part : parts) {
            out.write(part);
          }
        });
  }

  static byte[] of(int... bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = (byte) bytes[i];
    }
    return result;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] cut(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, Math.max(from, to));
  }

  /** So many zero bytes, deflated; memory for the deflated ones only. */
  static byte[] deflatedZeros(long count) {
    return write(
        out -> {
          Deflater deflater = new Deflater(Deflater.BEST_SPEED);
          try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            byte[] block = new byte[1 << 16];
            for (long left = count; left > 0; left -= block.length) {
              deflated.write(block, 0, (int) Math.min(left, block.length));
            }
          } finally {
            deflater.end();
          }
        });
  }

  static byte[] deflated(byte[] bytes) {
    return write(
        out -> {
          try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
            deflated.write(bytes);
          }
        });
  }

  /** A PNG chunk with its length and its check sum. */
  static byte[] chunk(String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(ascii(type));
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(ascii(type))
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  static int find(byte[] in, byte[] what, int from) {
    for (int i = Math.max(0, from); i + what.length <= in.length; i++) {
      if (java.util.Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }
}
