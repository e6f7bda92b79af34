package io.palimpsest.ocr.internal.decode.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of a scan, up to its next marker (ITU-T T.81, F.1.2.3 and F.2.2.5). Behind the last one
 * zeros are given out, and {@link #check} tells whether some were taken.
 */
final class Bits {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final int MARKER = 0xFF;

  private final byte[] file;
  private int at;

  /** The next bits, the first of them highest among the lowest {@link #count}. */
  private long buffer;

  private int count;

  /** Of these, zeros that the file does not have. */
  private int made;

  Bits(byte[] file, int at) {
    this.file = file;
    this.at = at;
  }

  /** Makes sure that 32 bits can be taken. */
  private void fill() {
    if (count >= Integer.SIZE) {
      return;
    }
    if (at + Integer.BYTES <= file.length) {
      int word = (int) WORD.get(file, at);
      if ((~word - 0x01010101 & word & 0x80808080) == 0) { // no byte of ones
        buffer = buffer << Integer.SIZE | word & 0xFFFFFFFFL;
        count += Integer.SIZE;
        at += Integer.BYTES;
        return;
      }
    }
    while (count < Integer.SIZE) {
      buffer = buffer << Byte.SIZE | next();
      count += Byte.SIZE;
    }
  }

  private int next() {
    int value = at < file.length ? file[at] & 255 : MARKER;
    if (value != MARKER) {
      at++;
      return value;
    }
    if (at + 1 < file.length && file[at + 1] == 0) {
      at += 2;
      return MARKER;
    }
    made += Byte.SIZE;
    return 0;
  }

  /** The next bits as a number; up to 16. */
  int take(int bits) {
    fill();
    count -= bits;
    return (int) (buffer >>> count) & (1 << bits) - 1;
  }

  /** The next symbol of a table. */
  int symbol(HuffmanTable table) {
    fill();
    return coded(table) & 255;
  }

  private int coded(HuffmanTable table) {
    int coded = table.quick[peek(HuffmanTable.QUICK)];
    if (coded == 0) {
      coded = table.find(peek(HuffmanTable.LONGEST));
    }
    count -= coded >> 8;
    return coded;
  }

  private int peek(int bits) {
    return (int) (buffer >>> (count - bits)) & (1 << bits) - 1;
  }

  /**
   * A step on the way through a block: a value that is not zero and the zeros before it, or what
   * else the table's symbols mean.
   *
   * @return value, 16 bits; zeros, 8 bits; or, where there is no value, the symbol
   */
  int step(HuffmanTable table) {
    fill();
    int whole = table.whole[peek(HuffmanTable.QUICK)];
    if (whole != 0) {
      count -= whole & 255;
      return whole >> 16 << 16 | (whole >> 8 & 15) << 4 | 1;
    }
    int symbol = coded(table) & 255;
    int size = symbol & 15;
    if (size == 0) {
      return symbol;
    }
    // A code and its value are 31 bits at most.
    count -= size;
    int value = (int) (buffer >>> count) & (1 << size) - 1;
    return HuffmanTable.signed(value, size) << 16 | symbol & 0xF0 | 1;
  }

  /**
   * @throws Unusual when more bits were taken than there are
   */
  void check() {
    if (count < made) {
      throw new Unusual("a scan ends too soon");
    }
  }

  /**
   * Leaves a stretch of bits that is over.
   *
   * @return where its marker stands
   * @throws Unusual when it is not over, or was before
   */
  int end() {
    check();
    if (count - made >= Byte.SIZE) {
      throw new Unusual("a scan has more than its picture");
    }
    return at;
  }

  /**
   * Goes on behind a restart marker.
   *
   * @param number 0 to 7, which they count through
   */
  void restart(int number) {
    int marker = end();
    if (marker + 2 > file.length
        || file[marker] != (byte) MARKER
        || (file[marker + 1] & 255) != 0xD0 + number) {
      throw new Unusual("no restart where there should be one");
    }
    at = marker + 2;
    buffer = 0;
    count = 0;
    made = 0;
  }
}
