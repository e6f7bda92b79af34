package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.List;

/**
 * A line, or several that have been put in order, in a frame in which the page's lines are level.
 *
 * @param items in reading order
 * @param direction where its text runs to
 * @param left edge, pixels of the frame
 * @param top edge
 * @param right edge
 * @param bottom edge
 * @param size height of its print, pixels
 */
record Placed<T>(
    List<T> items,
    Direction direction,
    double left,
    double top,
    double right,
    double bottom,
    double size) {

  enum Direction {
    ACROSS,
    DOWN,
    UP
  }

  /** A box this many times as high as wide, although its corners are named as if level. */
  private static final double TALL = 1.5;

  static <T> Placed<T> of(T item, Quad quad, double slope) {
    Point c = Quads.centre(quad);
    double cos = Math.cos(slope);
    double sin = Math.sin(slope);
    double x = c.x() * cos + c.y() * sin;
    double y = c.y() * cos - c.x() * sin;
    double length = Quads.width(quad);
    double height = Quads.height(quad);
    double turn = Math.sin(Quads.angle(quad) - slope);
    if (Math.abs(turn) < Math.sqrt(0.5)) {
      Direction direction = height >= TALL * length ? Direction.DOWN : Direction.ACROSS;
      return at(item, direction, x, y, length, height);
    }
    return at(item, turn > 0 ? Direction.DOWN : Direction.UP, x, y, height, length);
  }

  private static <T> Placed<T> at(
      T item, Direction direction, double x, double y, double width, double height) {
    return new Placed<>(
        List.of(item),
        direction,
        x - width / 2,
        y - height / 2,
        x + width / 2,
        y + height / 2,
        direction == Direction.ACROSS ? height : width);
  }

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  /** Middle of its height. */
  double middle() {
    return (top + bottom) / 2;
  }

  /** By how much the two stand beside each other, pixels; negative when they do not. */
  double overlapDown(Placed<?> other) {
    return Math.min(bottom, other.bottom) - Math.max(top, other.top);
  }

  /** Whether the two stand in one row: half of the lower one lies beside the other. */
  boolean faces(Placed<?> other) {
    return overlapDown(other) >= Math.min(height(), other.height()) / 2;
  }
}
