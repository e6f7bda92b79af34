package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The convex hull of a set of points, by Andrew's monotone chain. */
public final class ConvexHull {
  private ConvexHull() {}

  /**
   * The corners of the hull in order around it, no three on one line; one or two points come back
   * as they are.
   */
  public static List<Point> of(List<Point> points) {
    List<Point> sorted =
        points.stream()
            .distinct()
            .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
            .toList();
    if (sorted.size() < 3) {
      return sorted;
    }
    List<Point> hull = new ArrayList<>(chain(sorted));
    List<Point> back = chain(sorted.reversed());
    hull.addAll(back);
    return hull;
  }

  private static List<Point> chain(List<Point> sorted) {
    List<Point> half = new ArrayList<>();
    for (Point p : sorted) {
      while (half.size() >= 2 && cross(half.get(half.size() - 2), half.getLast(), p) <= 0) {
        half.removeLast();
      }
      half.add(p);
    }
    half.removeLast(); // the first point of the other half
    return half;
  }

  private static double cross(Point o, Point a, Point b) {
    return (a.x() - o.x()) * (b.y() - o.y()) - (a.y() - o.y()) * (b.x() - o.x());
  }
}
