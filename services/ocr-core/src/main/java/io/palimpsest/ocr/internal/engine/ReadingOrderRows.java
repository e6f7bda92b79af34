package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.internal.engine.Placed.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** Order inside a part of a page that has no columns of text: by rows. */
final class ReadingOrderRows {
  /**
   * Two lines stand in one row while their middles are apart by less than this share of the lower
   * one's height.
   */
  private static final double SAME_ROW = 0.5;

  /** Widest gap between two neighbouring lines of upright writing, as a share of their width. */
  private static final double WIDEST_GAP = 1.5;

  private ReadingOrderRows() {}

  /** Rows from top to bottom, each from left to right. */
  static <T> List<Placed<T>> order(List<Placed<T>> lines) {
    List<Anchored<T>> sorted =
        lines.stream()
            .map(line -> new Anchored<>(line, anchor(line, lines)))
            .sorted(Comparator.comparingDouble(Anchored::y))
            .toList();
    List<Placed<T>> ordered = new ArrayList<>(lines.size());
    for (int start = 0; start < sorted.size(); ) {
      Anchored<T> first = sorted.get(start);
      int end = start + 1;
      while (end < sorted.size() && first.sharesRowWith(sorted.get(end))) {
        end++;
      }
      sorted.subList(start, end).stream()
          .map(Anchored::line)
          .sorted(Comparator.comparingDouble(Placed::left))
          .forEach(ordered::add);
      start = end;
    }
    return ordered;
  }

  /**
   * The height at which a line counts for its row: its middle. One that runs down or up belongs to
   * many rows. It is read before them where it stands on their left, as a heading in the margin
   * does, after them where it stands on their right.
   */
  private static <T> double anchor(Placed<T> line, List<Placed<T>> lines) {
    if (line.direction() == Direction.ACROSS) {
      return line.middle();
    }
    List<Placed<T>> others = lines.stream().filter(other -> other != line).toList();
    List<Placed<T>> beside = others.stream().filter(other -> other.faces(line)).toList();
    if (others.stream().allMatch(other -> line.right() <= other.left())) {
      return Double.NEGATIVE_INFINITY;
    }
    DoubleStream middles = beside.stream().mapToDouble(Placed::middle);
    if (beside.stream().allMatch(other -> line.right() <= other.left())) {
      return middles.min().orElse(line.middle());
    }
    return beside.stream().allMatch(other -> line.left() >= other.right())
        ? middles.max().orElse(line.middle())
        : line.middle();
  }

  /**
   * A line and the height at which it counts.
   *
   * @param y pixels of the frame in which lines are level
   */
  private record Anchored<T>(Placed<T> line, double y) {
    boolean sharesRowWith(Anchored<T> other) {
      return other.y - y <= SAME_ROW * Math.min(line.height(), other.line.height());
    }
  }

  /**
   * Lines that run down the page beside each other, as Chinese does, become one item that is read
   * from right to left; lines that run up become one that is read from left to right. All others
   * stay as they are.
   */
  static <T> List<Placed<T>> uprightBlocks(List<Placed<T>> lines) {
    List<Placed<T>> result = new ArrayList<>();
    List<Placed<T>> open = new ArrayList<>();
    for (Placed<T> line : lines) {
      (line.direction() == Direction.ACROSS ? result : open).add(line);
    }
    open.sort(Comparator.comparingDouble(line -> -line.right()));
    while (!open.isEmpty()) {
      List<Placed<T>> block = new ArrayList<>(List.of(open.removeFirst()));
      for (int i = 0; i < open.size(); i++) {
        Placed<T> next = open.get(i);
        if (block.stream().anyMatch(line -> neighbours(line, next))) {
          block.add(open.remove(i));
          i = -1; // the block may reach others now
        }
      }
      result.add(joined(block));
    }
    return result;
  }

  private static boolean neighbours(Placed<?> a, Placed<?> b) {
    double gap = Math.max(a.left() - b.right(), b.left() - a.right());
    return a.direction() == b.direction()
        && a.faces(b)
        && gap <= WIDEST_GAP * Math.min(a.size(), b.size());
  }

  private static <T> Placed<T> joined(List<Placed<T>> block) {
    boolean down = block.getFirst().direction() == Direction.DOWN;
    block.sort(Comparator.comparingDouble(line -> down ? -line.right() : line.left()));
    return new Placed<>(
        block.stream().flatMap(line -> line.items().stream()).toList(),
        block.getFirst().direction(),
        block.stream().mapToDouble(Placed::left).min().orElseThrow(),
        block.stream().mapToDouble(Placed::top).min().orElseThrow(),
        block.stream().mapToDouble(Placed::right).max().orElseThrow(),
        block.stream().mapToDouble(Placed::bottom).max().orElseThrow(),
        block.getFirst().size());
  }
}
