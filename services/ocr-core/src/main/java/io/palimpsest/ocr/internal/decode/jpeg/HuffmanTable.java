package io.palimpsest.ocr.internal.decode.jpeg;

/** Codes of up to 16 bits and what each stands for (ITU-T T.81, annex C and F.2.2.3). */
final class HuffmanTable {
  /** Bits by which a code is looked up at once; most are shorter. */
  static final int QUICK = 10;

  static final int LONGEST = 16;

  /** By the next {@link #QUICK} bits: length of the code, 8 bits, symbol; 0 where it is longer. */
  final short[] quick = new short[1 << QUICK];

  /**
   * By the next {@link #QUICK} bits, where code and value both lie in them: the value, 16 bits; the
   * zeros before it, 8 bits; bits of both, 8 bits. Otherwise 0.
   */
  final int[] whole = new int[1 << QUICK];

  private final int[] above = new int[LONGEST + 2];
  private final int[] first = new int[LONGEST + 1];
  private final byte[] symbols;

  /**
   * @param file holds the numbers of codes of each length at {@code at}, and the symbols behind
   * @throws Unusual when there are more codes of a length than bits for them
   */
  HuffmanTable(byte[] file, int at, int count) {
    symbols = java.util.Arrays.copyOfRange(file, at + LONGEST, at + LONGEST + count);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int codes = file[at + length - 1] & 255;
      first[length] = index - code;
      if (codes > 0 && code + codes >= 1 << length) {
        throw new Unusual("more codes than bits for them, or one of ones alone");
      }
      for (int i = 0; i < codes; i++, code++, index++) {
        if (length <= QUICK) {
          fill(code, length, symbols[index] & 255);
        }
      }
      above[length] = code << (LONGEST - length);
      code <<= 1;
    }
    above[LONGEST + 1] = Integer.MAX_VALUE;
  }

  private void fill(int code, int length, int symbol) {
    int from = code << (QUICK - length);
    int to = from + (1 << (QUICK - length));
    int size = symbol & 15;
    int rest = QUICK - length - size;
    for (int bits = from; bits < to; bits++) {
      quick[bits] = (short) (length << 8 | symbol);
      if (size > 0 && rest >= 0) {
        int value = signed(bits >> rest & (1 << size) - 1, size);
        whole[bits] = value << 16 | (symbol >> 4) << 8 | length + size;
      }
    }
  }

  /**
   * The code at the head of some bits, as {@link #quick} has it.
   *
   * @param bits the next {@link #LONGEST}
   * @throws Unusual when they begin with no code
   */
  int find(int bits) {
    int length = 1;
    while (bits >= above[length]) {
      length++;
    }
    if (length > LONGEST) {
      throw new Unusual("bits that are no code");
    }
    return length << 8 | symbols[first[length] + (bits >> (LONGEST - length))] & 255;
  }

  /** Values of a size are told without their sign: the lower half is negative (table F.1). */
  static int signed(int value, int size) {
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }
}
