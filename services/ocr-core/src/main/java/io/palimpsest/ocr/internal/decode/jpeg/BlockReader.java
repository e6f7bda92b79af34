package io.palimpsest.ocr.internal.decode.jpeg;

import java.util.Objects;

/** Reads blocks of one scan from its bits. */
final class BlockReader {
  /** Where the coefficients, in the order in which they are told, stand in a block. */
  private static final byte[] NATURAL = order();

  /** Sixteen zeros and no value. */
  private static final int ZEROS = 0xF0;

  /** A difference of eight-bit samples needs no more bits. */
  private static final int WIDEST_DIFFERENCE = 11;

  private final Bits bits;
  private final Scan scan;

  /** Blocks that are known to have no more values in this scan's band. */
  private int empty;

  BlockReader(Bits bits, Scan scan) {
    this.bits = bits;
    this.scan = scan;
    restart();
  }

  /** Where a coefficient stands in its block, by its turn. */
  static int natural(int turn) {
    return NATURAL[turn];
  }

  /** Forgets what was before. */
  void restart() {
    empty = 0;
    scan.parts().forEach(part -> part.component().predicted = 0);
  }

  /**
   * Reads what the scan has for one block.
   *
   * @param at of the block in the component's coefficients
   */
  void read(Scan.Part part, int at) {
    Component component = part.component();
    short[] block = component.coefficients;
    if (!scan.progressive()) {
      block[at] = (short) difference(part);
      values(Objects.requireNonNull(part.ac()), block, at);
    } else if (scan.from() == 0) {
      if (scan.before() == 0) {
        block[at] = (short) (difference(part) << scan.low());
      } else if (bits.take(1) != 0) {
        block[at] |= (short) (1 << scan.low());
      }
    } else if (scan.before() == 0) {
      firstBits(Objects.requireNonNull(part.ac()), block, at);
    } else {
      furtherBits(Objects.requireNonNull(part.ac()), block, at);
    }
  }

  private int difference(Scan.Part part) {
    int size = bits.symbol(Objects.requireNonNull(part.dc()));
    if (size > WIDEST_DIFFERENCE) {
      throw new Unusual("a difference of " + size + " bits");
    }
    if (size > 0) {
      part.component().predicted += HuffmanTable.signed(bits.take(size), size);
    }
    return part.component().predicted;
  }

  private void values(HuffmanTable table, short[] block, int at) {
    for (int k = 1; k < Component.BLOCK; k++) {
      int step = bits.step(table);
      if ((step & 15) != 0) {
        k = past(k, step >> 4 & 15);
        block[at + NATURAL[k]] = (short) (step >> 16);
      } else if (step == ZEROS) {
        k += 15;
      } else if (step == 0) {
        return;
      } else {
        throw new Unusual("no symbol of a sequential scan");
      }
    }
  }

  private static int past(int k, int zeros) {
    if (k + zeros >= Component.BLOCK) {
      throw new Unusual("a block has more than its coefficients");
    }
    return k + zeros;
  }

  private void firstBits(HuffmanTable table, short[] block, int at) {
    if (empty > 0) {
      empty--;
      return;
    }
    for (int k = scan.from(); k <= scan.to(); k++) {
      int step = bits.step(table);
      if ((step & 15) != 0) {
        k = past(k, step >> 4 & 15);
        block[at + NATURAL[k]] = (short) (step >> 16 << scan.low());
      } else if (step == ZEROS) {
        k += 15;
      } else {
        empty = run(step >> 4) - 1;
        return;
      }
    }
  }

  /** How many blocks, this one too, have no more values. */
  private int run(int size) {
    return (1 << size) + (size == 0 ? 0 : bits.take(size));
  }

  private void furtherBits(HuffmanTable table, short[] block, int at) {
    int k = scan.from();
    if (empty == 0) {
      while (k <= scan.to()) {
        int symbol = bits.symbol(table);
        int zeros = symbol >> 4;
        int value = 0;
        if ((symbol & 15) == 1) {
          value = bits.take(1) == 0 ? -1 << scan.low() : 1 << scan.low();
        } else if ((symbol & 15) != 0) {
          throw new Unusual("a new value of more than one bit");
        } else if (symbol != ZEROS) {
          empty = run(zeros);
          break;
        }
        k = refine(block, at, k, zeros);
        if (value != 0) {
          if (k > scan.to()) {
            throw new Unusual("a block has more than its coefficients");
          }
          block[at + NATURAL[k]] = (short) value;
        }
        k++;
      }
    }
    if (empty > 0) {
      refine(block, at, k, Component.BLOCK);
      empty--;
    }
  }

  /**
   * Takes one more bit of each value that is known already, up to a zero with so many zeros before
   * it.
   *
   * @return where that zero is; behind the band when there is none
   */
  private int refine(short[] block, int at, int from, int zeros) {
    int bit = 1 << scan.low();
    int left = zeros;
    int k = from;
    for (; k <= scan.to(); k++) {
      int i = at + NATURAL[k];
      if (block[i] == 0) {
        if (left-- == 0) {
          break;
        }
      } else if (bits.take(1) != 0 && (Math.abs(block[i]) & bit) == 0) {
        block[i] += (short) (block[i] > 0 ? bit : -bit);
      }
    }
    return k;
  }

  /** Along the diagonals, to and fro (ITU-T T.81, figure 5). */
  private static byte[] order() {
    byte[] order = new byte[Component.BLOCK];
    int k = 0;
    for (int diagonal = 0; diagonal < 2 * Component.SIDE - 1; diagonal++) {
      int least = Math.max(0, diagonal - Component.SIDE + 1);
      for (int i = least; i <= diagonal - least; i++) {
        int row = diagonal % 2 == 0 ? diagonal - i : i;
        order[k++] = (byte) (row * Component.SIDE + diagonal - row);
      }
    }
    return order;
  }
}
