package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Picture;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Scales pictures into the tensors that the models take. */
public final class Resize {
  /** Pixels that are worth a processor of their own. */
  private static final int BAND_PIXELS = 250_000;

  private static final int SHIFT = 40;

  private Resize() {}

  /**
   * Shrinks by a whole number, each pixel the mean of a block; what bilinear scaling alone would
   * skip over is kept. An incomplete block at the right or bottom edge is dropped.
   */
  public static Picture blocks(Picture p, int factor) {
    if (factor <= 1) {
      return p;
    }
    int w = Math.max(1, p.width() / factor);
    int h = Math.max(1, p.height() / factor);
    int fx = Math.min(factor, p.width());
    int fy = Math.min(factor, p.height());
    byte[] out = new byte[w * h * 3];
    int bands = Math.max(1, Math.ceilDiv(p.width() * p.height(), BAND_PIXELS));
    IntStream.range(0, bands)
        .parallel()
        .forEach(band -> blocks(p, fx, fy, w, h * band / bands, h * (band + 1) / bands, out));
    return new Picture(w, h, out);
  }

  /** Rows {@code from} to {@code to} of what comes out, {@code w} wide. */
  private static void blocks(Picture p, int fx, int fy, int w, int from, int to, byte[] out) {
    int[] sums = new int[w * fx * 3];
    int pixels = fx * fy;
    // A division for each byte took half of the time; this is exact up to 65,536 pixels a block.
    long reciprocal = (1L << SHIFT) / pixels + 1;
    for (int y = from, o = from * w * 3; y < to; y++) {
      Arrays.fill(sums, 0);
      for (int dy = 0; dy < fy; dy++) {
        add(p.bgr(), (y * fy + dy) * p.width() * 3, sums);
      }
      for (int x = 0, i = 0; x < w; x++, i += fx * 3, o += 3) {
        int blue = pixels / 2;
        int green = blue;
        int red = blue;
        for (int at = i; at < i + fx * 3; at += 3) {
          blue += sums[at];
          green += sums[at + 1];
          red += sums[at + 2];
        }
        out[o] = (byte) (blue * reciprocal >> SHIFT);
        out[o + 1] = (byte) (green * reciprocal >> SHIFT);
        out[o + 2] = (byte) (red * reciprocal >> SHIFT);
      }
    }
  }

  private static void add(byte[] in, int from, int[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += in[from + i] & 255;
    }
  }

  /**
   * Writes a picture, scaled to {@code width} by {@code height} (bilinear, pixel centres aligned;
   * by block means first where it shrinks to less than half), into {@code
   * float32[3][rowHeight][rowWidth]} at {@code offset}, top left; what lies outside is left as it
   * is. Channels stay blue, green, red.
   */
  public static void into(
      FloatBuffer tensor,
      int offset,
      int rowWidth,
      int rowHeight,
      Picture source,
      int width,
      int height,
      Normalisation n) {
    int factor = (int) Math.min((double) source.width() / width, (double) source.height() / height);
    Picture p = blocks(source, factor);
    Across across = new Across(p, width);
    double scaleY = (double) p.height() / height;
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      double sy = Math.clamp((y + 0.5) * scaleY - 0.5, 0, p.height() - 1);
      float[] top = across.row((int) sy);
      float[] bottom = across.row(Math.min((int) sy + 1, p.height() - 1));
      float down = (float) (sy - (int) sy);
      for (int c = 0; c < 3; c++) {
        blend(top, bottom, c * width, down, n.scale(c), n.shift(c), row);
        tensor.put(offset + (c * rowHeight + y) * rowWidth, row, 0, width);
      }
    }
  }

  /** Nothing but arrays and a straight loop, for the compiler to do several at once. */
  private static void blend(
      float[] top, float[] bottom, int from, float down, float scale, float shift, float[] out) {
    for (int x = 0; x < out.length; x++) {
      float a = top[from + x];
      float d = bottom[from + x];
      out[x] = (a + down * (d - a)) * scale + shift;
    }
  }

  /**
   * Rows of a picture scaled to another width, the channels one behind the other. The last two are
   * kept: rows are asked for from the top, each several times where a picture grows.
   */
  private static final class Across {
    private final Picture picture;
    private final int[] left;
    private final int[] right;
    private final float[] share;
    private final float[][] rows;
    private final int[] held = {-1, -1};

    Across(Picture picture, int width) {
      this.picture = picture;
      this.left = new int[width];
      this.right = new int[width];
      this.share = new float[width];
      this.rows = new float[2][3 * width];
      double scale = (double) picture.width() / width;
      for (int x = 0; x < width; x++) {
        double sx = Math.clamp((x + 0.5) * scale - 0.5, 0, picture.width() - 1);
        left[x] = (int) sx * 3;
        right[x] = Math.min((int) sx + 1, picture.width() - 1) * 3;
        share[x] = (float) (sx - (int) sx);
      }
    }

    float[] row(int y) {
      int slot = y & 1; // a row and the next never want the same
      if (held[slot] != y) {
        fill(y * picture.width() * 3, rows[slot]);
        held[slot] = y;
      }
      return rows[slot];
    }

    private void fill(int start, float[] out) {
      byte[] in = picture.bgr();
      int width = left.length;
      for (int x = 0; x < width; x++) {
        int l = start + left[x];
        int r = start + right[x];
        float f = share[x];
        out[x] = (in[l] & 255) + f * ((in[r] & 255) - (in[l] & 255));
        out[x + width] = (in[l + 1] & 255) + f * ((in[r + 1] & 255) - (in[l + 1] & 255));
        out[x + 2 * width] = (in[l + 2] & 255) + f * ((in[r + 2] & 255) - (in[l + 2] & 255));
      }
    }
  }
}
