package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;

/** Cuts a quad out of a picture and lays it flat. */
public final class Crop {
  /**
   * Steps between two pixels for which cubic weights are kept; the error is below one grey level.
   */
  private static final int FINENESS = 64;

  /** Share of its height by which a line may slope from end to end and still count as upright. */
  private static final double UPRIGHT = 0.08;

  /**
   * Keys' cubic convolution with a = -0.75, as OpenCV's, on whose crops the models were trained.
   */
  private static final float[][] WEIGHTS = weights();

  private Crop() {}

  /**
   * The part of the picture inside the quad, its {@code topLeft} at the top left, at the picture's
   * own scale. Pixels outside the picture repeat its edge. A quad that is all but upright is copied
   * without interpolation, which would only blur it.
   */
  public static Picture of(Picture p, Quad q) {
    int w = Math.max(1, (int) Math.round(Quads.width(q)));
    int h = Math.max(1, (int) Math.round(Quads.height(q)));
    return isUpright(q, h) ? copy(p, q, w, h) : warp(p, q, w, h);
  }

  private static boolean isUpright(Quad q, int height) {
    double most = Math.max(1, UPRIGHT * height);
    return Math.abs(q.topLeft().y() - q.topRight().y()) < most
        && Math.abs(q.topLeft().x() - q.bottomLeft().x()) < most
        && q.topLeft().x() < q.topRight().x()
        && q.topLeft().y() < q.bottomLeft().y();
  }

  private static Picture copy(Picture p, Quad q, int w, int h) {
    Point centre = Quads.centre(q);
    int x0 = (int) Math.round(centre.x() - w / 2.0);
    int y0 = (int) Math.round(centre.y() - h / 2.0);
    byte[] in = p.bgr();
    byte[] out = new byte[w * h * 3];
    int from = Math.clamp(x0, 0, p.width());
    int before = Math.clamp(-(long) x0, 0, w);
    int inside = Math.min(p.width() - from, w - before);
    for (int y = 0; y < h; y++) {
      int row = Math.clamp(y0 + y, 0, p.height() - 1) * p.width();
      int o = y * w * 3;
      System.arraycopy(in, (row + from) * 3, out, o + before * 3, inside * 3);
      repeat(in, row * 3, out, o, before);
      repeat(in, (row + p.width() - 1) * 3, out, o + (before + inside) * 3, w - before - inside);
    }
    return new Picture(w, h, out);
  }

  private static void repeat(byte[] in, int pixel, byte[] out, int at, int times) {
    for (int i = 0; i < times; i++) {
      System.arraycopy(in, pixel, out, at + i * 3, 3);
    }
  }

  /** Quads come from rectangles, so the map from crop to picture is affine. */
  private static Picture warp(Picture p, Quad q, int w, int h) {
    double ax = (q.topRight().x() - q.topLeft().x()) / w;
    double ay = (q.topRight().y() - q.topLeft().y()) / w;
    double bx = (q.bottomLeft().x() - q.topLeft().x()) / h;
    double by = (q.bottomLeft().y() - q.topLeft().y()) / h;
    // From pixel centres to pixel centres.
    double ox = q.topLeft().x() + (ax + bx) / 2 - 0.5;
    double oy = q.topLeft().y() + (ay + by) / 2 - 0.5;
    byte[] out = new byte[w * h * 3];
    Cubic cubic = new Cubic(p);
    for (int y = 0, o = 0; y < h; y++) {
      for (int x = 0; x < w; x++, o += 3) {
        cubic.sample(ox + x * ax + y * bx, oy + x * ay + y * by, out, o);
      }
    }
    return new Picture(w, h, out);
  }

  private static float[][] weights() {
    double a = -0.75;
    float[][] table = new float[FINENESS + 1][4];
    for (int i = 0; i <= FINENESS; i++) {
      for (int k = 0; k < 4; k++) {
        double d = Math.abs((double) i / FINENESS + 1 - k);
        table[i][k] =
            (float)
                (d <= 1
                    ? ((a + 2) * d - (a + 3)) * d * d + 1
                    : ((a * d - 5 * a) * d + 8 * a) * d - 4 * a);
      }
    }
    return table;
  }

  private record Cubic(Picture picture) {
    void sample(double x, double y, byte[] out, int o) {
      int ix = (int) Math.floor(x);
      int iy = (int) Math.floor(y);
      float[] wx = WEIGHTS[(int) ((x - ix) * FINENESS + 0.5)];
      float[] wy = WEIGHTS[(int) ((y - iy) * FINENESS + 0.5)];
      boolean inside = ix >= 1 && iy >= 1 && ix + 2 < picture.width() && iy + 2 < picture.height();
      if (inside) {
        sampleInside(ix, iy, wx, wy, out, o);
      } else {
        sampleAtEdge(ix, iy, wx, wy, out, o);
      }
    }

    /** As at the edge, but four times as fast, for it need not look where the picture ends. */
    private void sampleInside(int ix, int iy, float[] wx, float[] wy, byte[] out, int o) {
      byte[] in = picture.bgr();
      float w0 = wx[0];
      float w1 = wx[1];
      float w2 = wx[2];
      float w3 = wx[3];
      float b = 0;
      float g = 0;
      float r = 0;
      int at = ((iy - 1) * picture.width() + ix - 1) * 3;
      for (int j = 0; j < 4; j++, at += picture.width() * 3) {
        float weight = wy[j];
        b +=
            weight
                * (w0 * (in[at] & 255)
                    + w1 * (in[at + 3] & 255)
                    + w2 * (in[at + 6] & 255)
                    + w3 * (in[at + 9] & 255));
        g +=
            weight
                * (w0 * (in[at + 1] & 255)
                    + w1 * (in[at + 4] & 255)
                    + w2 * (in[at + 7] & 255)
                    + w3 * (in[at + 10] & 255));
        r +=
            weight
                * (w0 * (in[at + 2] & 255)
                    + w1 * (in[at + 5] & 255)
                    + w2 * (in[at + 8] & 255)
                    + w3 * (in[at + 11] & 255));
      }
      out[o] = grey(b);
      out[o + 1] = grey(g);
      out[o + 2] = grey(r);
    }

    private void sampleAtEdge(int ix, int iy, float[] wx, float[] wy, byte[] out, int o) {
      byte[] in = picture.bgr();
      float b = 0;
      float g = 0;
      float r = 0;
      for (int j = 0; j < 4; j++) {
        int row = Math.clamp(iy - 1 + j, 0, picture.height() - 1) * picture.width();
        for (int i = 0; i < 4; i++) {
          int at = (row + Math.clamp(ix - 1 + i, 0, picture.width() - 1)) * 3;
          float weight = wx[i] * wy[j];
          b += weight * (in[at] & 255);
          g += weight * (in[at + 1] & 255);
          r += weight * (in[at + 2] & 255);
        }
      }
      out[o] = grey(b);
      out[o + 1] = grey(g);
      out[o + 2] = grey(r);
    }

    private static byte grey(float value) {
      return (byte) Math.clamp((int) (value + 0.5f), 0, 255);
    }
  }
}
