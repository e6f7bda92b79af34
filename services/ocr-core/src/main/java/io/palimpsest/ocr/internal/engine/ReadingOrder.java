package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Puts lines into the order in which people read them: rows from top to bottom, each from left to
 * right.
 */
final class ReadingOrder {
  /**
   * Two lines stand in one row while their middles are apart by less than this share of the lower
   * one's height.
   */
  private static final double SAME_ROW = 0.5;

  private ReadingOrder() {}

  /**
   * The usual slope of lines, each weighing as much as it is long.
   *
   * @return radians, clockwise from the x axis
   */
  static double slope(List<Quad> quads) {
    double x = 0;
    double y = 0;
    for (Quad q : quads) {
      double width = Quads.width(q);
      if (width >= 2 * Quads.height(q)) { // the slope of a short line is mostly noise
        x += width * Math.cos(Quads.angle(q));
        y += width * Math.sin(Quads.angle(q));
      }
    }
    return x == 0 && y == 0 ? 0 : Math.atan2(y, x);
  }

  /**
   * @param slope of the lines, as of {@link #slope}
   */
  static <T> List<T> of(List<T> items, Function<T, Quad> where, double slope) {
    List<Placed<T>> placed = new ArrayList<>();
    for (T item : items) {
      placed.add(Placed.of(item, where.apply(item), slope));
    }
    placed.sort(Comparator.comparingDouble(Placed::down));
    List<T> ordered = new ArrayList<>(items.size());
    for (int start = 0; start < placed.size(); ) {
      Placed<T> first = placed.get(start);
      int end = start + 1;
      while (end < placed.size() && placed.get(end).sharesRowWith(first)) {
        end++;
      }
      placed.subList(start, end).stream()
          .sorted(Comparator.comparingDouble(Placed::along))
          .forEach(p -> ordered.add(p.item));
      start = end;
    }
    return ordered;
  }

  /** An item with its middle in a frame in which lines are level. */
  private record Placed<T>(T item, double along, double down, double height) {
    static <T> Placed<T> of(T item, Quad quad, double slope) {
      Point c = Quads.centre(quad);
      double cos = Math.cos(slope);
      double sin = Math.sin(slope);
      return new Placed<>(
          item, c.x() * cos + c.y() * sin, c.y() * cos - c.x() * sin, Quads.height(quad));
    }

    boolean sharesRowWith(Placed<T> first) {
      return down - first.down <= SAME_ROW * Math.min(height, first.height);
    }
  }
}
