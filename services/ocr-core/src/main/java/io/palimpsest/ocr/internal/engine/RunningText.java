package io.palimpsest.ocr.internal.engine;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Tells columns of running text from columns of cells. Running text fills its column: lines are
 * many letters long and most of them reach from edge to edge. Prices, dates and labels are short,
 * or of many lengths.
 */
final class RunningText {
  /** Width of a usual line in heights of its box, which is about 1.3 times the print's size. */
  private static final double LONG = 9;

  private static final double SHORT = 5;

  /** Share of the column that a usual line fills: ragged text, and text set in full lines. */
  private static final double RAGGED = 0.6;

  private static final double FULL = 0.85;

  /** Lines within this many heights above and below tell how wide the column is. */
  private static final double NEAR = 3.5;

  private RunningText() {}

  /**
   * @param lines to be judged; none do not speak against text
   * @param column these and more lines of the same side of a gap
   */
  static <T> boolean is(List<Placed<T>> lines, List<Placed<T>> column) {
    if (lines.isEmpty()) {
      return true;
    }
    double length = median(lines, line -> line.width() / line.size());
    double fill = median(lines, line -> line.width() / columnWidth(line, column));
    return length >= LONG && fill >= RAGGED || length >= SHORT && fill >= FULL;
  }

  private static <T> double columnWidth(Placed<T> line, List<Placed<T>> column) {
    double left = line.left();
    double right = line.right();
    for (Placed<T> other : column) {
      if (other.left() < line.right()
          && other.right() > line.left()
          && Math.abs(other.middle() - line.middle()) < NEAR * line.size()) {
        left = Math.min(left, other.left());
        right = Math.max(right, other.right());
      }
    }
    return right - left;
  }

  private static <T> double median(List<Placed<T>> lines, ToDoubleFunction<Placed<T>> value) {
    double[] sorted = lines.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
