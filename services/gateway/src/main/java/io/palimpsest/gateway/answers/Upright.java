package io.palimpsest.gateway.answers;

import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;

/**
 * The picture turned back by its text's angle, on a canvas just large enough to hold all of it,
 * origin top left.
 *
 * @param cos of the angle
 * @param sin of the angle
 * @param left where the canvas begins, in turned coordinates
 * @param top where the canvas begins, in turned coordinates
 */
record Upright(double cos, double sin, double left, double top) {

  /**
   * An upright rectangle, whole pixels.
   *
   * @param x left edge
   * @param y top edge
   */
  record Box(long x, long y, long width, long height) {}

  static Upright of(Page page) {
    double radians = Math.toRadians(page.angle());
    Upright turned = new Upright(Math.cos(radians), Math.sin(radians), 0, 0);
    double[] bounds = turned.bounds(Quad.rectangle(0, 0, page.width(), page.height()));
    return new Upright(turned.cos, turned.sin, bounds[0], bounds[1]);
  }

  /** The smallest box around a quad of the picture as it came. */
  Box box(Quad quad) {
    double[] bounds = bounds(quad);
    long x = Math.round(bounds[0] - left);
    long y = Math.round(bounds[1] - top);
    return new Box(x, y, Math.round(bounds[2] - left) - x, Math.round(bounds[3] - top) - y);
  }

  /**
   * Left, top, right, bottom. The page's angle is clockwise and y points down, so turning back is
   * by its negative.
   */
  private double[] bounds(Quad quad) {
    double[] bounds = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (Point corner : quad.corners()) {
      double x = corner.x() * cos + corner.y() * sin;
      double y = corner.y() * cos - corner.x() * sin;
      bounds[0] = Math.min(bounds[0], x);
      bounds[1] = Math.min(bounds[1], y);
      bounds[2] = Math.max(bounds[2], x);
      bounds[3] = Math.max(bounds[3], y);
    }
    return bounds;
  }
}
