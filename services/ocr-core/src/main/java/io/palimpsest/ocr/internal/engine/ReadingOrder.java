package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.util.List;
import java.util.function.Function;

/**
 * Puts lines into the order in which people read them: columns of text one after the other, each
 * from top to bottom; where there are none, rows from top to bottom, each from left to right.
 */
final class ReadingOrder {
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
      double cos = Math.cos(Quads.angle(q));
      double sin = Math.sin(Quads.angle(q));
      // The slope of a short line is mostly noise, and a line that runs down is none of the page's.
      if (width >= 2 * Quads.height(q) && Math.abs(cos) > Math.abs(sin)) {
        x += width * cos;
        y += width * sin;
      }
    }
    return x == 0 && y == 0 ? 0 : Math.atan2(y, x);
  }

  /**
   * @param slope of the lines, as of {@link #slope}
   */
  static <T> List<T> of(List<T> items, Function<T, Quad> where, double slope) {
    List<Placed<T>> placed =
        items.stream().map(item -> Placed.of(item, where.apply(item), slope)).toList();
    return ReadingOrderColumns.order(ReadingOrderRows.uprightBlocks(placed)).stream()
        .flatMap(each -> each.items().stream())
        .toList();
  }
}
