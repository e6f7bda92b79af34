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

  /**
   * Keys' cubic convolution with a = -0.75, as OpenCV's, on whose crops the models were trained.
   */
  private static final float[][] WEIGHTS = weights();

  private Crop() {}

  /**
   * The part of the picture inside the quad, its {@code topLeft} at the top left, at the picture's
   * own scale. Pixels outside the picture repeat its edge. A quad that deviates from an upright
   * rectangle by less than a pixel is copied without interpolation, which would only blur it.
   */
  public static Picture of(Picture p, Quad q) {
    int w = Math.max(1, (int) Math.round(Quads.width(q)));
    int h = Math.max(1, (int) Math.round(Quads.height(q)));
    boolean upright =
        Math.abs(q.topLeft().y() - q.topRight().y()) < 1
            && Math.abs(q.topLeft().x() - q.bottomLeft().x()) < 1
            && q.topLeft().x() < q.topRight().x()
            && q.topLeft().y() < q.bottomLeft().y();
    return upright ? copy(p, q.topLeft(), w, h) : warp(p, q, w, h);
  }

  private static Picture copy(Picture p, Point corner, int w, int h) {
    int x0 = (int) Math.round(corner.x());
    int y0 = (int) Math.round(corner.y());
    byte[] in = p.bgr();
    byte[] out = new byte[w * h * 3];
    for (int y = 0, o = 0; y < h; y++) {
      int row = Math.clamp(y0 + y, 0, p.height() - 1) * p.width();
      for (int x = 0; x < w; x++, o += 3) {
        int i = (row + Math.clamp(x0 + x, 0, p.width() - 1)) * 3;
        out[o] = in[i];
        out[o + 1] = in[i + 1];
        out[o + 2] = in[i + 2];
      }
    }
    return new Picture(w, h, out);
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
      float[] wx = WEIGHTS[(int) Math.round((x - ix) * FINENESS)];
      float[] wy = WEIGHTS[(int) Math.round((y - iy) * FINENESS)];
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
