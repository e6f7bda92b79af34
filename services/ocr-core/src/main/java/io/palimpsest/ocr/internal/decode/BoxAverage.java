package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.Picture;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Shrinks a picture while it is decoded: each pixel that is kept is the mean of a square, so that
 * thin strokes turn grey instead of falling between the pixels that are looked at. Runs of pixels
 * may come in any order; a row of squares takes memory from its first pixel to its last one, which
 * are few rows where a file is stored from one side to the other.
 */
final class BoxAverage {
  private static final int WHITE = 255;

  private final int width;
  private final int height;
  private final int factor;
  private final int outWidth;
  private final byte[] bgr;
  private final int[] @Nullable [] sums;
  private final long[] missing;
  private final Deque<int[]> free = new ArrayDeque<>();

  /**
   * @param width of the picture as it comes in, pixels
   * @param height the same
   * @param factor side of a square, pixels
   */
  BoxAverage(int width, int height, int factor) {
    this.width = width;
    this.height = height;
    this.factor = factor;
    this.outWidth = Math.ceilDiv(width, factor);
    int outHeight = Math.ceilDiv(height, factor);
    this.bgr = new byte[Math.multiplyExact(Math.multiplyExact(outWidth, outHeight), 3)];
    this.sums = new int[outHeight][];
    this.missing = new long[outHeight];
  }

  /**
   * Takes pixels of one row, each once.
   *
   * @param argb 0xAARRGGBB, shown on white where it is not opaque
   */
  void add(int x, int y, int count, int[] argb) {
    int row = y / factor;
    int[] sum = sums[row];
    if (sum == null) {
      sum = free.isEmpty() ? new int[outWidth * 3] : free.pop();
      sums[row] = sum;
      missing[row] = (long) width * rowsIn(row);
    }
    for (int i = 0, column = x / factor, within = x % factor; i < count; column++, within = 0) {
      int end = Math.min(count, i + factor - within);
      addSquare(sum, column * 3, argb, i, end);
      i = end;
    }
    missing[row] -= count;
    if (missing[row] == 0) {
      emit(row, sum);
      sums[row] = null;
      Arrays.fill(sum, 0);
      free.push(sum);
    }
  }

  private static void addSquare(int[] sum, int at, int[] argb, int from, int to) {
    int b = 0;
    int g = 0;
    int r = 0;
    for (int i = from; i < to; i++) {
      int p = argb[i];
      int a = p >>> 24;
      if (a != WHITE) {
        p = onWhite(p, a);
      }
      b += p & 255;
      g += p >> 8 & 255;
      r += p >> 16 & 255;
    }
    sum[at] += b;
    sum[at + 1] += g;
    sum[at + 2] += r;
  }

  private static int onWhite(int p, int a) {
    int white = WHITE * (WHITE - a);
    int r = ((p >> 16 & 255) * a + white) / WHITE;
    int g = ((p >> 8 & 255) * a + white) / WHITE;
    int b = ((p & 255) * a + white) / WHITE;
    return r << 16 | g << 8 | b;
  }

  private void emit(int row, int[] sum) {
    int rows = rowsIn(row);
    for (int column = 0, at = row * outWidth * 3, i = 0; column < outWidth; column++) {
      int pixels = rows * Math.min(factor, width - column * factor);
      for (int c = 0; c < 3; c++) {
        bgr[at++] = (byte) ((sum[i++] + pixels / 2) / pixels);
      }
    }
  }

  private int rowsIn(int row) {
    return Math.min(factor, height - row * factor);
  }

  /** The shrunk picture. What never came in is black, as decoders leave it. */
  Picture picture() {
    return new Picture(outWidth, sums.length, bgr);
  }
}
