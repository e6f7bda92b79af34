package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Picture;
import java.nio.FloatBuffer;

/** Scales pictures into the tensors that the models take. */
public final class Resize {
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
    byte[] in = p.bgr();
    byte[] out = new byte[w * h * 3];
    int[] sums = new int[w * 3];
    int half = fx * fy / 2;
    for (int y = 0, o = 0; y < h; y++) {
      java.util.Arrays.fill(sums, 0);
      for (int dy = 0; dy < fy; dy++) {
        int i = (y * fy + dy) * p.width() * 3;
        for (int s = 0; s < sums.length; s += 3) {
          for (int dx = 0; dx < fx; dx++, i += 3) {
            sums[s] += in[i] & 255;
            sums[s + 1] += in[i + 1] & 255;
            sums[s + 2] += in[i + 2] & 255;
          }
        }
      }
      for (int sum : sums) {
        out[o++] = (byte) ((sum + half) / (fx * fy));
      }
    }
    return new Picture(w, h, out);
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
    byte[] in = p.bgr();
    int stride = p.width() * 3;
    int plane = rowWidth * rowHeight;
    int[] left = new int[width];
    int[] right = new int[width];
    float[] share = new float[width];
    double scaleX = (double) p.width() / width;
    for (int x = 0; x < width; x++) {
      double sx = Math.clamp((x + 0.5) * scaleX - 0.5, 0, p.width() - 1);
      left[x] = (int) sx * 3;
      right[x] = Math.min((int) sx + 1, p.width() - 1) * 3;
      share[x] = (float) (sx - (int) sx);
    }
    double scaleY = (double) p.height() / height;
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      double sy = Math.clamp((y + 0.5) * scaleY - 0.5, 0, p.height() - 1);
      int top = (int) sy * stride;
      int bottom = Math.min((int) sy + 1, p.height() - 1) * stride;
      float down = (float) (sy - (int) sy);
      for (int c = 0; c < 3; c++) {
        float scale = n.scale(c);
        float shift = n.shift(c);
        int t = top + c;
        int b = bottom + c;
        for (int x = 0; x < width; x++) {
          int l = left[x];
          int r = right[x];
          float f = share[x];
          float a = (in[t + l] & 255) + f * ((in[t + r] & 255) - (in[t + l] & 255));
          float d = (in[b + l] & 255) + f * ((in[b + r] & 255) - (in[b + l] & 255));
          row[x] = (a + down * (d - a)) * scale + shift;
        }
        tensor.put(offset + c * plane + y * rowWidth, row, 0, width);
      }
    }
  }
}
