package io.palimpsest.ocr.internal.decode.jpeg;

import java.util.Arrays;

/**
 * Turns blocks of coefficients into samples: first the columns, then the rows, each by the eleven
 * multiplications of "Practical Fast 1-D DCT Algorithms with 11 Multiplications" (Loeffler,
 * Ligtenberg, Moschytz, 1989), in whole numbers with 13 bits behind the point, and two of them kept
 * between columns and rows. Libjpeg computes with the same precision, so that both agree to the
 * last bit. Not thread-safe.
 */
final class InverseDct {
  private static final int BITS = 13;
  private static final int KEPT = 2;

  private static final int C_0_298 = fixed(0.298631336);
  private static final int C_0_390 = fixed(0.390180644);
  private static final int C_0_541 = fixed(0.541196100);
  private static final int C_0_765 = fixed(0.765366865);
  private static final int C_0_899 = fixed(0.899976223);
  private static final int C_1_175 = fixed(1.175875602);
  private static final int C_1_501 = fixed(1.501321110);
  private static final int C_1_847 = fixed(1.847759065);
  private static final int C_1_961 = fixed(1.961570560);
  private static final int C_2_053 = fixed(2.053119869);
  private static final int C_2_562 = fixed(2.562915447);
  private static final int C_3_072 = fixed(3.072711026);

  /** Samples are told around the middle of their range. */
  private static final int MIDDLE = 128;

  private static final short[] NOTHING = new short[Component.BLOCK - 1];

  private final int[] between = new int[Component.BLOCK];

  private static int fixed(double value) {
    return (int) Math.round(value * (1 << BITS));
  }

  /**
   * @param coefficients hold a block at {@code from}, natural order
   * @param steps by what each is multiplied
   * @param samples are written in eight rows of {@code stride}, the first at {@code to}
   */
  void transform(short[] coefficients, int from, int[] steps, byte[] samples, int to, int stride) {
    if (Arrays.equals(coefficients, from + 1, from + Component.BLOCK, NOTHING, 0, NOTHING.length)) {
      int level = (coefficients[from] * steps[0] << KEPT) + (1 << KEPT + 2) >> KEPT + 3;
      for (int y = 0, o = to; y < Component.SIDE; y++, o += stride) {
        Arrays.fill(samples, o, o + Component.SIDE, sample(level));
      }
      return;
    }
    for (int x = 0; x < Component.SIDE; x++) {
      column(coefficients, from + x, steps, x);
    }
    for (int y = 0; y < Component.SIDE; y++) {
      row(y * Component.SIDE, samples, to + y * stride);
    }
  }

  private void column(short[] c, int at, int[] steps, int x) {
    int[] out = between;
    if ((c[at + 8] | c[at + 16] | c[at + 24] | c[at + 32] | c[at + 40] | c[at + 48] | c[at + 56])
        == 0) {
      int level = c[at] * steps[x] << KEPT;
      for (int i = x; i < Component.BLOCK; i += Component.SIDE) {
        out[i] = level;
      }
      return;
    }
    int s2 = c[at + 16] * steps[x + 16];
    int s6 = c[at + 48] * steps[x + 48];
    int turned = (s2 + s6) * C_0_541;
    int low = turned - s6 * C_1_847;
    int high = turned + s2 * C_0_765;
    int s0 = c[at] * steps[x];
    int s4 = c[at + 32] * steps[x + 32];
    int sum = s0 + s4 << BITS;
    int difference = s0 - s4 << BITS;
    int even0 = sum + high;
    int even3 = sum - high;
    int even1 = difference + low;
    int even2 = difference - low;

    int s7 = c[at + 56] * steps[x + 56];
    int s5 = c[at + 40] * steps[x + 40];
    int s3 = c[at + 24] * steps[x + 24];
    int s1 = c[at + 8] * steps[x + 8];
    int z5 = (s7 + s3 + s5 + s1) * C_1_175;
    int z1 = -(s7 + s1) * C_0_899;
    int z2 = -(s5 + s3) * C_2_562;
    int z3 = z5 - (s7 + s3) * C_1_961;
    int z4 = z5 - (s5 + s1) * C_0_390;
    int odd3 = s7 * C_0_298 + z1 + z3;
    int odd2 = s5 * C_2_053 + z2 + z4;
    int odd1 = s3 * C_3_072 + z2 + z3;
    int odd0 = s1 * C_1_501 + z1 + z4;

    int half = 1 << BITS - KEPT - 1;
    out[x] = even0 + odd0 + half >> BITS - KEPT;
    out[x + 56] = even0 - odd0 + half >> BITS - KEPT;
    out[x + 8] = even1 + odd1 + half >> BITS - KEPT;
    out[x + 48] = even1 - odd1 + half >> BITS - KEPT;
    out[x + 16] = even2 + odd2 + half >> BITS - KEPT;
    out[x + 40] = even2 - odd2 + half >> BITS - KEPT;
    out[x + 24] = even3 + odd3 + half >> BITS - KEPT;
    out[x + 32] = even3 - odd3 + half >> BITS - KEPT;
  }

  private void row(int at, byte[] samples, int o) {
    int[] in = between;
    int s2 = in[at + 2];
    int s6 = in[at + 6];
    int turned = (s2 + s6) * C_0_541;
    int low = turned - s6 * C_1_847;
    int high = turned + s2 * C_0_765;
    int sum = in[at] + in[at + 4] << BITS;
    int difference = in[at] - in[at + 4] << BITS;
    int half = 1 << BITS + KEPT + 2;
    int even0 = sum + high + half;
    int even3 = sum - high + half;
    int even1 = difference + low + half;
    int even2 = difference - low + half;

    int s7 = in[at + 7];
    int s5 = in[at + 5];
    int s3 = in[at + 3];
    int s1 = in[at + 1];
    int z5 = (s7 + s3 + s5 + s1) * C_1_175;
    int z1 = -(s7 + s1) * C_0_899;
    int z2 = -(s5 + s3) * C_2_562;
    int z3 = z5 - (s7 + s3) * C_1_961;
    int z4 = z5 - (s5 + s1) * C_0_390;
    int odd3 = s7 * C_0_298 + z1 + z3;
    int odd2 = s5 * C_2_053 + z2 + z4;
    int odd1 = s3 * C_3_072 + z2 + z3;
    int odd0 = s1 * C_1_501 + z1 + z4;

    samples[o] = sample(even0 + odd0 >> BITS + KEPT + 3);
    samples[o + 7] = sample(even0 - odd0 >> BITS + KEPT + 3);
    samples[o + 1] = sample(even1 + odd1 >> BITS + KEPT + 3);
    samples[o + 6] = sample(even1 - odd1 >> BITS + KEPT + 3);
    samples[o + 2] = sample(even2 + odd2 >> BITS + KEPT + 3);
    samples[o + 5] = sample(even2 - odd2 >> BITS + KEPT + 3);
    samples[o + 3] = sample(even3 + odd3 >> BITS + KEPT + 3);
    samples[o + 4] = sample(even3 - odd3 >> BITS + KEPT + 3);
  }

  private static byte sample(int level) {
    return (byte) Math.max(0, Math.min(255, level + MIDDLE));
  }
}
