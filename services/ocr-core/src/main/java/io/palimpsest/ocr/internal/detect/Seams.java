package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts together what several tiles saw of the same lines. */
final class Seams {
  /** A box with more than this share inside another tile's box is a part of the same line. */
  private static final double INSIDE = 0.6;

  private Seams() {}

  /**
   * A box that one tile saw, in pixels of the whole picture.
   *
   * @param tile its number; boxes of one tile are never joined
   */
  record Seen(int tile, Quad quad) {}

  /**
   * Halves of a line that two tiles saw become one box; what is a smaller part of another box, such
   * as the upper half of a line at a tile's lower border, is dropped.
   */
  static List<Quad> joined(List<Seen> seen) {
    List<Seen> open = new ArrayList<>(seen);
    open.sort(Comparator.comparingDouble(s -> -Quads.width(s.quad)));
    List<Seen> lines = new ArrayList<>();
    while (!open.isEmpty()) {
      Seen line = open.removeFirst();
      for (int i = 0; i < open.size(); i++) {
        Seen other = open.get(i);
        if (line.tile != other.tile && sameLine(line.quad, other.quad)) {
          open.remove(i);
          line = new Seen(other.tile, union(line.quad, other.quad));
          i = -1; // the longer line may reach others now
        }
      }
      lines.add(line);
    }
    lines.sort(Comparator.comparingDouble(s -> -Quads.width(s.quad) * Quads.height(s.quad)));
    List<Quad> whole = new ArrayList<>();
    for (Seen line : lines) {
      if (whole.stream().noneMatch(larger -> share(line.quad, larger) > INSIDE)) {
        whole.add(line.quad);
      }
    }
    return whole;
  }

  /** Of one height, in one row, and over each other by at least that height. */
  private static boolean sameLine(Quad a, Quad b) {
    Frame frame = Frame.of(a);
    double[] one = frame.bounds(a);
    double[] two = frame.bounds(b);
    double low = Math.min(Quads.height(a), Quads.height(b));
    double high = Math.max(Quads.height(a), Quads.height(b));
    double across = Math.abs(one[1] + one[3] - two[1] - two[3]) / 2;
    double along = Math.min(one[2], two[2]) - Math.max(one[0], two[0]);
    return across < low / 2 && high < 2 * low && along >= low;
  }

  /** The share of a box that lies inside another. */
  private static double share(Quad part, Quad whole) {
    Frame frame = Frame.of(whole);
    double[] one = frame.bounds(part);
    double[] two = frame.bounds(whole);
    double width = Math.min(one[2], two[2]) - Math.max(one[0], two[0]);
    double height = Math.min(one[3], two[3]) - Math.max(one[1], two[1]);
    return width <= 0 || height <= 0 ? 0 : width * height / ((one[2] - one[0]) * (one[3] - one[1]));
  }

  private static Quad union(Quad a, Quad b) {
    Frame frame = Frame.of(a);
    double[] one = frame.bounds(a);
    double[] two = frame.bounds(b);
    return Quads.map(
        Quad.rectangle(
            Math.min(one[0], two[0]),
            Math.min(one[1], two[1]),
            Math.max(one[2], two[2]),
            Math.max(one[3], two[3])),
        frame::back);
  }

  /** Coordinates in which a box is level. */
  private record Frame(double cos, double sin) {
    static Frame of(Quad q) {
      return new Frame(Math.cos(Quads.angle(q)), Math.sin(Quads.angle(q)));
    }

    /** Left, top, right, bottom. */
    double[] bounds(Quad q) {
      double[] bounds = {
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NEGATIVE_INFINITY
      };
      for (Point p : q.corners()) {
        double u = p.x() * cos + p.y() * sin;
        double v = p.y() * cos - p.x() * sin;
        bounds[0] = Math.min(bounds[0], u);
        bounds[1] = Math.min(bounds[1], v);
        bounds[2] = Math.max(bounds[2], u);
        bounds[3] = Math.max(bounds[3], v);
      }
      return bounds;
    }

    Point back(Point p) {
      return new Point(p.x() * cos - p.y() * sin, p.x() * sin + p.y() * cos);
    }
  }
}
