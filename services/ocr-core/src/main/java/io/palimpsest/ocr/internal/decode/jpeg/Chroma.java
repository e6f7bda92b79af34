package io.palimpsest.ocr.internal.decode.jpeg;

/**
 * Spreads the coarser samples of a colour difference over the pixels between them: three parts of
 * the nearer sample and one of the farther, in each direction, rounded as libjpeg does.
 */
final class Chroma {
  private Chroma() {}

  /**
   * Rows half as wide as the picture.
   *
   * @param width samples in the row; more than 2
   * @param out takes two for each
   */
  static void wider(byte[] row, int at, int width, byte[] out) {
    int last = width - 1;
    out[0] = row[at];
    for (int x = 0; x < last; x++) {
      int left = row[at + x] & 255;
      int right = row[at + x + 1] & 255;
      out[2 * x + 1] = (byte) (3 * left + right + 2 >> 2);
      out[2 * x + 2] = (byte) (3 * right + left + 1 >> 2);
    }
    out[2 * last + 1] = row[at + last];
  }

  /**
   * Rows half as wide, and half as many, as the picture's.
   *
   * @param near the row that the row of pixels lies in
   * @param far its neighbour on the pixels' side
   * @param sums room for a row
   */
  static void larger(byte[] rows, int near, int far, int width, int[] sums, byte[] out) {
    for (int x = 0; x < width; x++) {
      sums[x] = 3 * (rows[near + x] & 255) + (rows[far + x] & 255);
    }
    int last = width - 1;
    out[0] = (byte) (4 * sums[0] + 8 >> 4);
    for (int x = 0; x < last; x++) {
      int left = sums[x];
      int right = sums[x + 1];
      out[2 * x + 1] = (byte) (3 * left + right + 7 >> 4);
      out[2 * x + 2] = (byte) (3 * right + left + 8 >> 4);
    }
    out[2 * last + 1] = (byte) (4 * sums[last] + 7 >> 4);
  }
}
