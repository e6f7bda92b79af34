package io.palimpsest.ocr.internal.decode.jpeg;

import java.util.Arrays;
import java.util.List;

/**
 * Some rows of units of a picture, from coefficients to pixels. Bands need nothing of each other:
 * what little of a neighbour's differences is blended in is transformed twice.
 */
final class Band implements Runnable {
  /** Bits behind the point of colour sums; red, green and blue from ITU-R BT.601 (JFIF 1.02). */
  private static final int BITS = 16;

  private static final int HALF = 1 << BITS - 1;
  private static final int RED = fixed(1.402);
  private static final int GREEN_OF_BLUE = fixed(0.34414);
  private static final int GREEN_OF_RED = fixed(0.71414);
  private static final int BLUE = fixed(1.772);

  private final Frame frame;
  private final List<Component> components;
  private final int from;
  private final int to;
  private final byte[] bgr;

  /**
   * @param from first row of units
   * @param to the row behind the last
   * @param bgr takes the pixels
   */
  Band(Frame frame, List<Component> components, int from, int to, byte[] bgr) {
    this.frame = frame;
    this.components = components;
    this.from = from;
    this.to = to;
    this.bgr = bgr;
  }

  private static int fixed(double value) {
    return (int) (value * (1 << BITS) + 0.5);
  }

  /**
   * Samples of a component for the band's rows and their neighbours.
   *
   * @param top row of the picture's samples that the first one is
   */
  private record Samples(Component component, byte[] values, int top) {
    int stride() {
      return component.blocksWide * Component.SIDE;
    }

    /** Where a row begins; the last one stands for what would lie beyond the picture. */
    int row(int y) {
      return (Math.clamp(y, 0, component.height - 1) - top) * stride();
    }
  }

  @Override
  public void run() {
    List<Samples> samples = components.stream().map(this::samples).toList();
    int unit = frame.highest() * Component.SIDE;
    int end = Math.min(frame.height(), to * unit);
    if (samples.size() == 1) {
      for (int y = from * unit; y < end; y++) {
        grey(samples.getFirst(), y);
      }
      return;
    }
    byte[] blue = new byte[frame.unitsWide() * unit(frame.widest())];
    byte[] red = new byte[blue.length];
    int[] sums = new int[blue.length];
    for (int y = from * unit; y < end; y++) {
      spread(samples.get(1), y, sums, blue);
      spread(samples.get(2), y, sums, red);
      colour(samples.getFirst(), y, blue, red);
    }
  }

  private static int unit(int samples) {
    return samples * Component.SIDE;
  }

  private Samples samples(Component c) {
    int margin = c.down < frame.highest() ? 1 : 0;
    int first = Math.max(0, from * c.down - margin);
    int last = Math.min(c.blocksHigh, to * c.down + margin);
    int stride = c.blocksWide * Component.SIDE;
    byte[] values = new byte[(last - first) * Component.SIDE * stride];
    InverseDct dct = new InverseDct();
    for (int y = first; y < last; y++) {
      int line = (y - first) * Component.SIDE * stride;
      for (int x = 0; x < c.blocksWide; x++) {
        dct.transform(
            c.coefficients, c.offset(x, y), c.steps, values, line + x * Component.SIDE, stride);
      }
    }
    return new Samples(c, values, first * Component.SIDE);
  }

  private void spread(Samples s, int y, int[] sums, byte[] out) {
    Component c = s.component;
    if (c.across == frame.widest()) {
      System.arraycopy(s.values, s.row(y), out, 0, frame.width());
    } else if (c.down == frame.highest()) {
      Chroma.wider(s.values, s.row(y), c.width, out);
    } else {
      int far = (y & 1) == 0 ? y / 2 - 1 : y / 2 + 1;
      Chroma.larger(s.values, s.row(y / 2), s.row(far), c.width, sums, out);
    }
  }

  private void grey(Samples s, int y) {
    int row = s.row(y);
    int o = y * frame.width() * 3;
    for (int x = 0; x < frame.width(); x++, o += 3) {
      Arrays.fill(bgr, o, o + 3, s.values[row + x]);
    }
  }

  private void colour(Samples light, int y, byte[] blue, byte[] red) {
    byte[] values = light.values;
    byte[] out = bgr;
    int row = light.row(y);
    int o = y * frame.width() * 3;
    for (int x = 0; x < frame.width(); x++, o += 3) {
      int l = values[row + x] & 255;
      int b = (blue[x] & 255) - 128;
      int r = (red[x] & 255) - 128;
      out[o] = clamped(l + (BLUE * b + HALF >> BITS));
      out[o + 1] = clamped(l + (HALF - GREEN_OF_BLUE * b - GREEN_OF_RED * r >> BITS));
      out[o + 2] = clamped(l + (RED * r + HALF >> BITS));
    }
  }

  private static byte clamped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
