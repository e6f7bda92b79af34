package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;

/** A turn of a whole picture by a quarter of a circle, and the way back for points. */
public enum Turn {
  NONE(0),
  CLOCKWISE(1),
  HALF(2),
  COUNTERCLOCKWISE(3);

  private final int quarters;

  Turn(int quarters) {
    this.quarters = quarters;
  }

  /** Degrees by which this turns a picture, clockwise. */
  public int degrees() {
    return quarters * 90;
  }

  /** The turned picture; the same object for {@link #NONE}. */
  public Picture apply(Picture p) {
    if (this == NONE) {
      return p;
    }
    int w = p.width();
    int h = p.height();
    boolean swap = quarters % 2 == 1;
    int outW = swap ? h : w;
    int outH = swap ? w : h;
    byte[] in = p.bgr();
    byte[] out = new byte[in.length];
    // Walks the source row by row; start and steps say where its pixels land.
    int start = 3 * (this == CLOCKWISE ? outW - 1 : this == HALF ? w * h - 1 : outW * (outH - 1));
    int stepX = 3 * (this == CLOCKWISE ? outW : this == HALF ? -1 : -outW);
    int stepY = 3 * (this == CLOCKWISE ? -1 : this == HALF ? -w : 1);
    for (int y = 0, i = 0; y < h; y++) {
      int o = start + y * stepY;
      for (int x = 0; x < w; x++, i += 3, o += stepX) {
        out[o] = in[i];
        out[o + 1] = in[i + 1];
        out[o + 2] = in[i + 2];
      }
    }
    return new Picture(outW, outH, out);
  }

  /**
   * Where a point of the turned picture lies in the picture of {@code width} by {@code height} it
   * was made from.
   */
  public Point back(Point p, int width, int height) {
    return switch (this) {
      case NONE -> p;
      case CLOCKWISE -> new Point(p.y(), height - p.x());
      case HALF -> new Point(width - p.x(), height - p.y());
      case COUNTERCLOCKWISE -> new Point(width - p.y(), p.x());
    };
  }
}
