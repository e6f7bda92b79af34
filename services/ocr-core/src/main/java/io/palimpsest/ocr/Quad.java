package io.palimpsest.ocr;

import java.util.List;

/**
 * The four corners around a piece of text, in pixels of the upright input picture (EXIF orientation
 * applied), origin top left. The corners are named in reading direction: for text that stands on
 * its head {@code topLeft} is the corner where its first character begins, wherever that lies in
 * the picture. Clockwise from there.
 */
public record Quad(Point topLeft, Point topRight, Point bottomRight, Point bottomLeft) {

  /** The upright rectangle that spans from {@code (left, top)} to {@code (right, bottom)}. */
  public static Quad rectangle(double left, double top, double right, double bottom) {
    return new Quad(
        new Point(left, top),
        new Point(right, top),
        new Point(right, bottom),
        new Point(left, bottom));
  }

  /** The corners, clockwise from {@code topLeft}. */
  public List<Point> corners() {
    return List.of(topLeft, topRight, bottomRight, bottomLeft);
  }
}
