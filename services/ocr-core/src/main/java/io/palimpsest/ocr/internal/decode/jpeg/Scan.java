package io.palimpsest.ocr.internal.decode.jpeg;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the coefficients of some components (ITU-T T.81, F.2 for a sequential frame, whose
 * one scan has all bits of all coefficients; G.2 for a progressive one, where each scan has a band
 * of them and some of their bits).
 *
 * @param parts the components in their order
 * @param from first coefficient, as they are told
 * @param to last coefficient
 * @param before bits that are known already were told down to this one; 0 for a first scan
 * @param low lowest bit told here
 * @param restartAfter units between two restarts; 0 for none
 */
record Scan(
    List<Part> parts,
    int from,
    int to,
    int before,
    int low,
    int restartAfter,
    boolean progressive) {

  /** A component with the tables of this scan; one that is not needed may be absent. */
  record Part(Component component, @Nullable HuffmanTable dc, @Nullable HuffmanTable ac) {}

  /** Hears how far a scan has come. */
  interface Progress {
    /**
     * @param rows of units that are done, from the top
     */
    void reached(int rows);
  }

  /**
   * Adds what the scan tells to the components' coefficients.
   *
   * @return where the marker behind the scan stands
   * @throws Unusual when it is not as it should be
   */
  int read(byte[] file, int at, Frame frame, Progress progress) {
    Bits bits = new Bits(file, at);
    BlockReader reader = new BlockReader(bits, this);
    boolean alone = parts.size() == 1;
    Component first = parts.getFirst().component();
    int wide = alone ? Math.ceilDiv(first.width, Component.SIDE) : frame.unitsWide();
    int high = alone ? Math.ceilDiv(first.height, Component.SIDE) : frame.unitsHigh();
    int left = restartAfter;
    int restarts = 0;
    for (int y = 0; y < high; y++) {
      for (int x = 0; x < wide; x++) {
        if (restartAfter > 0 && left-- == 0) {
          bits.restart(restarts++ & 7);
          reader.restart();
          left = restartAfter - 1;
        }
        if (alone) {
          reader.read(parts.getFirst(), first.offset(x, y));
        } else {
          unit(reader, x, y);
        }
      }
      bits.check();
      progress.reached(alone ? (y + 1) / first.down : y + 1);
    }
    return bits.end();
  }

  private void unit(BlockReader reader, int x, int y) {
    for (Part part : parts) {
      Component c = part.component();
      for (int v = 0; v < c.down; v++) {
        for (int h = 0; h < c.across; h++) {
          reader.read(part, c.offset(x * c.across + h, y * c.down + v));
        }
      }
    }
  }
}
