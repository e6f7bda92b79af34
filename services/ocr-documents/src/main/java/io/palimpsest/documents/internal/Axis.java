package io.palimpsest.documents.internal;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;

/**
 * A direction of reading and the one down the page from it.
 *
 * @param x of the unit vector along the lines
 * @param y of the unit vector along the lines
 */
record Axis(double x, double y) {

  static Axis between(Point from, Point to) {
    double length = Math.max(1e-9, Math.hypot(to.x() - from.x(), to.y() - from.y()));
    return new Axis((to.x() - from.x()) / length, (to.y() - from.y()) / length);
  }

  /** Place along the lines, pixels. */
  double along(Point p) {
    return p.x() * x + p.y() * y;
  }

  /** Place across the lines, growing downwards, pixels. */
  double across(Point p) {
    return p.y() * x - p.x() * y;
  }

  /** The point of the picture at such a place. */
  Point point(double along, double across) {
    return new Point(along * x - across * y, along * y + across * x);
  }

  /** The rectangle between four places. */
  Quad quad(double left, double right, double top, double bottom) {
    return new Quad(point(left, top), point(right, top), point(right, bottom), point(left, bottom));
  }

  /** Cosine of the angle between two. */
  double cosine(Axis other) {
    return x * other.x + y * other.y;
  }
}
