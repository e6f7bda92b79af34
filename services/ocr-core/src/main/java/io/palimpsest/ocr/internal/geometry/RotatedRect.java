package io.palimpsest.ocr.internal.geometry;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import java.util.List;

/**
 * A rectangle that may be turned.
 *
 * @param cx centre, pixels from the left
 * @param cy centre, pixels from the top
 * @param angle radians from the x axis to the side of length {@code width}, clockwise as seen on
 *     screen, in (-π/4, π/4]
 * @param width length of the side nearer to horizontal
 * @param height length of the side nearer to vertical
 */
public record RotatedRect(double cx, double cy, double angle, double width, double height) {

  /**
   * The rectangle of least area around a convex hull. One of its sides lies on a side of the hull
   * (Freeman and Shapira, 1975), so each side is tried; hulls of text regions have some dozens of
   * corners.
   */
  public static RotatedRect around(List<Point> hull) {
    if (hull.size() == 1) {
      return new RotatedRect(hull.getFirst().x(), hull.getFirst().y(), 0, 0, 0);
    }
    RotatedRect best = along(hull, hull.getLast(), hull.getFirst());
    for (int i = 1; i < hull.size(); i++) {
      RotatedRect other = along(hull, hull.get(i - 1), hull.get(i));
      if (other.width * other.height < best.width * best.height) {
        best = other;
      }
    }
    return best;
  }

  private static RotatedRect along(List<Point> hull, Point from, Point to) {
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    double ux = (to.x() - from.x()) / length;
    double uy = (to.y() - from.y()) / length;
    double minU = Double.POSITIVE_INFINITY;
    double maxU = Double.NEGATIVE_INFINITY;
    double minV = Double.POSITIVE_INFINITY;
    double maxV = Double.NEGATIVE_INFINITY;
    for (Point p : hull) {
      double u = p.x() * ux + p.y() * uy;
      double v = -p.x() * uy + p.y() * ux;
      minU = Math.min(minU, u);
      maxU = Math.max(maxU, u);
      minV = Math.min(minV, v);
      maxV = Math.max(maxV, v);
    }
    double midU = (minU + maxU) / 2;
    double midV = (minV + maxV) / 2;
    return upright(
        midU * ux - midV * uy, midU * uy + midV * ux, Math.atan2(uy, ux), maxU - minU, maxV - minV);
  }

  /** Names the sides so that the angle falls into (-π/4, π/4]. */
  private static RotatedRect upright(
      double cx, double cy, double angle, double width, double height) {
    int quarters = (int) Math.ceil(angle / (Math.PI / 2) - 0.5);
    boolean swap = quarters % 2 != 0;
    return new RotatedRect(
        cx, cy, angle - quarters * Math.PI / 2, swap ? height : width, swap ? width : height);
  }

  public double area() {
    return width * height;
  }

  /** Length of the shorter side. */
  public double shortSide() {
    return Math.min(width, height);
  }

  /** Length of the longer side. */
  public double longSide() {
    return Math.max(width, height);
  }

  /** The same rectangle with every side moved out by {@code distance} pixels. */
  public RotatedRect grown(double distance) {
    return new RotatedRect(cx, cy, angle, width + 2 * distance, height + 2 * distance);
  }

  /** Its corners, from the one nearest to the top left, clockwise. */
  public Quad quad() {
    double ux = Math.cos(angle) / 2;
    double uy = Math.sin(angle) / 2;
    return new Quad(
        corner(-width * ux, -width * uy, height * uy, -height * ux),
        corner(width * ux, width * uy, height * uy, -height * ux),
        corner(width * ux, width * uy, -height * uy, height * ux),
        corner(-width * ux, -width * uy, -height * uy, height * ux));
  }

  private Point corner(double ax, double ay, double bx, double by) {
    return new Point(cx + ax + bx, cy + ay + by);
  }
}
