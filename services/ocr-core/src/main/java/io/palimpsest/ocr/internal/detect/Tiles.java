package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Crop;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for text in overlapping tiles at the picture's own scale, for small print on a big page.
 */
public final class Tiles {
  /**
   * Side of a tile and overlap of neighbours, pixels: a line of print up to the overlap's height is
   * whole in some tile.
   */
  private static final int SIDE = 1280;

  private static final int OVERLAP = 256;

  private Tiles() {}

  /**
   * As {@link Detector#detect}, with each tile looked at by itself and what two tiles saw reported
   * once.
   */
  public static List<Quad> detect(Detector detector, Picture picture, Cancellation cancellation) {
    if (Math.max(picture.width(), picture.height()) <= SIDE) {
      return detector.detect(picture, cancellation);
    }
    List<Quad> found = new ArrayList<>();
    for (int y : starts(picture.height())) {
      for (int x : starts(picture.width())) {
        int w = Math.min(SIDE, picture.width() - x);
        int h = Math.min(SIDE, picture.height() - y);
        Picture tile = Crop.of(picture, Quad.rectangle(x, y, x + w, y + h));
        for (Quad q : detector.detect(tile, cancellation)) {
          found.add(Quads.map(q, p -> new Point(p.x() + x, p.y() + y)));
        }
      }
    }
    return joined(found);
  }

  /** Where tiles begin: evenly spread, so that the last ends with the picture. */
  static List<Integer> starts(int length) {
    int count = length <= SIDE ? 1 : 1 + Math.ceilDiv(length - SIDE, SIDE - OVERLAP);
    List<Integer> starts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      starts.add(count == 1 ? 0 : (int) ((long) (length - SIDE) * i / (count - 1)));
    }
    return starts;
  }

  /**
   * Two boxes of one row that overlap are the halves of a line that a tile's border cut, or the
   * same line seen twice.
   */
  static List<Quad> joined(List<Quad> quads) {
    List<Quad> open = new ArrayList<>(quads);
    open.sort(Comparator.comparingDouble(q -> -Quads.width(q)));
    List<Quad> done = new ArrayList<>();
    while (!open.isEmpty()) {
      Quad line = open.removeFirst();
      for (int i = 0; i < open.size(); i++) {
        if (sameLine(line, open.get(i))) {
          line = union(line, open.remove(i));
          i = -1; // the longer line may reach others now
        }
      }
      done.add(line);
    }
    return done;
  }

  private static boolean sameLine(Quad a, Quad b) {
    Point ca = Quads.centre(a);
    Point cb = Quads.centre(b);
    double cos = Math.cos(Quads.angle(a));
    double sin = Math.sin(Quads.angle(a));
    double along = Math.abs((cb.x() - ca.x()) * cos + (cb.y() - ca.y()) * sin);
    double across = Math.abs((cb.y() - ca.y()) * cos - (cb.x() - ca.x()) * sin);
    double low = Math.min(Quads.height(a), Quads.height(b));
    double high = Math.max(Quads.height(a), Quads.height(b));
    return across < low / 2 && high < 2 * low && along < (Quads.width(a) + Quads.width(b)) / 2;
  }

  private static Quad union(Quad a, Quad b) {
    double cos = Math.cos(Quads.angle(a));
    double sin = Math.sin(Quads.angle(a));
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Quad q : List.of(a, b)) {
      for (Point p : q.corners()) {
        double u = p.x() * cos + p.y() * sin;
        double v = p.y() * cos - p.x() * sin;
        left = Math.min(left, u);
        right = Math.max(right, u);
        top = Math.min(top, v);
        bottom = Math.max(bottom, v);
      }
    }
    return Quads.map(
        Quad.rectangle(left, top, right, bottom),
        p -> new Point(p.x() * cos - p.y() * sin, p.x() * sin + p.y() * cos));
  }
}
