package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import java.util.function.UnaryOperator;

/** Arithmetic on quads. */
public final class Quads {
  private Quads() {}

  /** Length along the reading direction, pixels. */
  public static double width(Quad q) {
    return Math.max(distance(q.topLeft(), q.topRight()), distance(q.bottomLeft(), q.bottomRight()));
  }

  /** Length across the reading direction, pixels. */
  public static double height(Quad q) {
    return Math.max(distance(q.topLeft(), q.bottomLeft()), distance(q.topRight(), q.bottomRight()));
  }

  public static Point centre(Quad q) {
    return new Point(
        (q.topLeft().x() + q.topRight().x() + q.bottomRight().x() + q.bottomLeft().x()) / 4,
        (q.topLeft().y() + q.topRight().y() + q.bottomRight().y() + q.bottomLeft().y()) / 4);
  }

  /** The reading direction, radians clockwise from the x axis. */
  public static double angle(Quad q) {
    double x = q.topRight().x() - q.topLeft().x() + q.bottomRight().x() - q.bottomLeft().x();
    double y = q.topRight().y() - q.topLeft().y() + q.bottomRight().y() - q.bottomLeft().y();
    return Math.atan2(y, x);
  }

  /** The same corners, named as if the text had been turned clockwise by quarters of a circle. */
  public static Quad turned(Quad q, int quarters) {
    return switch (Math.floorMod(quarters, 4)) {
      case 1 -> new Quad(q.topRight(), q.bottomRight(), q.bottomLeft(), q.topLeft());
      case 2 -> new Quad(q.bottomRight(), q.bottomLeft(), q.topLeft(), q.topRight());
      case 3 -> new Quad(q.bottomLeft(), q.topLeft(), q.topRight(), q.bottomRight());
      default -> q;
    };
  }

  public static Quad map(Quad q, UnaryOperator<Point> f) {
    return new Quad(
        f.apply(q.topLeft()),
        f.apply(q.topRight()),
        f.apply(q.bottomRight()),
        f.apply(q.bottomLeft()));
  }

  /** The part of a quad between two shares of its width, 0 at its left side and 1 at its right. */
  public static Quad slice(Quad q, double from, double to) {
    return new Quad(
        between(q.topLeft(), q.topRight(), from),
        between(q.topLeft(), q.topRight(), to),
        between(q.bottomLeft(), q.bottomRight(), to),
        between(q.bottomLeft(), q.bottomRight(), from));
  }

  /** The same quad with every side moved out by {@code distance} pixels. */
  public static Quad grown(Quad q, double distance) {
    double cos = Math.cos(angle(q)) * distance;
    double sin = Math.sin(angle(q)) * distance;
    return new Quad(
        moved(q.topLeft(), -cos + sin, -sin - cos),
        moved(q.topRight(), cos + sin, sin - cos),
        moved(q.bottomRight(), cos - sin, sin + cos),
        moved(q.bottomLeft(), -cos - sin, -sin + cos));
  }

  private static Point moved(Point p, double x, double y) {
    return new Point(p.x() + x, p.y() + y);
  }

  private static Point between(Point a, Point b, double share) {
    return new Point(a.x() + (b.x() - a.x()) * share, a.y() + (b.y() - a.y()) * share);
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
