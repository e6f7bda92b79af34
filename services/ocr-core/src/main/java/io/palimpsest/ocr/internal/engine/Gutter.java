package io.palimpsest.ocr.internal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A straight white strip down a part of a page, and the neighbours that face each other across it.
 *
 * @param x where it is, pixels of the frame in which lines are level
 * @param pairs the neighbours
 */
record Gutter<T>(double x, List<Pair<T>> pairs) {
  /** Columns of fewer lines are as likely cells. */
  private static final int MIN_LINES = 3;

  /** A column of notes beside text has at least so many lines. */
  private static final int MIN_NOTES = 6;

  /** Rows differ in their step from left to right by less than this share of their print. */
  private static final double STEP = 0.2;

  /** Gaps that are tried; a page with more kinds of gap is a table. */
  private static final int MOST_CANDIDATES = 8;

  /**
   * The share of the lower one's height by which two neighbours stand beside each other at least;
   * lines of two columns may lie half a line apart.
   */
  private static final double FACING = 0.2;

  /**
   * A line that reaches over the strip by more than this share of its print's height crosses it.
   */
  private static final double CROSSING = 0.5;

  /** The share of a line's height that must be free of others for a cut above or below it. */
  private static final double CORE = 0.6;

  /** A white strip across the page of more than this share of a line's height divides parts. */
  private static final double BREAK = 1.0;

  /**
   * Two neighbours of one row.
   *
   * @param left the one on the left
   * @param right the next one on its right
   */
  record Pair<T>(Placed<T> left, Placed<T> right) {
    /** How much lower the right one stands, as a share of the smaller print's height. */
    double step() {
      return (right.middle() - left.middle()) / Math.min(left.size(), right.size());
    }
  }

  /**
   * A part of a page: all of {@code first} is read before all of {@code second}, which is empty
   * where there are no two columns.
   */
  record Part<T>(List<Placed<T>> first, List<Placed<T>> second) {}

  /** The strips that most pairs of neighbours speak for, best first. */
  static <T> List<Gutter<T>> candidates(List<Placed<T>> lines) {
    List<Pair<T>> open = pairs(lines);
    List<Gutter<T>> found = new ArrayList<>();
    while (open.size() >= MIN_LINES && found.size() < MOST_CANDIDATES) {
      Gutter<T> best = best(open);
      if (best.pairs.size() < MIN_LINES) {
        break;
      }
      found.add(best);
      open.removeAll(best.pairs);
    }
    return found;
  }

  /** The x inside most gaps: some gap's left end is one. */
  private static <T> Gutter<T> best(List<Pair<T>> pairs) {
    List<Pair<T>> best = List.of();
    for (Pair<T> each : pairs) {
      double x = each.left.right();
      List<Pair<T>> around =
          pairs.stream().filter(p -> p.left.right() <= x && x <= p.right.left()).toList();
      if (around.size() > best.size()) {
        best = around;
      }
    }
    double from = best.stream().mapToDouble(p -> p.left.right()).max().orElse(0);
    double to = best.stream().mapToDouble(p -> p.right.left()).min().orElse(0);
    return new Gutter<>((from + to) / 2, best);
  }

  private static <T> List<Pair<T>> pairs(List<Placed<T>> lines) {
    List<Pair<T>> pairs = new ArrayList<>();
    for (Placed<T> left : lines) {
      List<Placed<T>> facing =
          lines.stream()
              .filter(right -> right.left() >= left.right() && faces(left, right))
              .toList();
      double nearest = facing.stream().mapToDouble(Placed::left).min().orElse(0) + left.size();
      facing.stream()
          .filter(right -> right.left() <= nearest)
          .max(Comparator.comparingDouble(left::overlapDown))
          .ifPresent(right -> pairs.add(new Pair<>(left, right)));
    }
    return pairs;
  }

  private static boolean faces(Placed<?> left, Placed<?> right) {
    return left.overlapDown(right) >= FACING * Math.min(left.height(), right.height());
  }

  /**
   * The page cut by this strip, from top to bottom; empty when it does not run between columns of
   * text anywhere.
   */
  Optional<List<Part<T>>> parts(List<Placed<T>> lines) {
    List<Section<T>> sections = new ArrayList<>();
    for (List<Placed<T>> slice : slices(lines)) {
      Section<T> next = section(slice);
      if (!sections.isEmpty() && sections.getLast().continuesIn(next)) {
        next = sections.removeLast().with(next);
      }
      sections.add(next);
    }
    if (sections.stream().noneMatch(s -> s.columns && facing(s.lines) >= MIN_LINES)) {
      return Optional.empty();
    }
    return Optional.of(sections.stream().map(this::part).toList());
  }

  private Part<T> part(Section<T> section) {
    if (!section.columns) {
      return new Part<>(section.lines, List.of());
    }
    return new Part<>(
        section.lines.stream().filter(line -> !isRight(line)).toList(),
        section.lines.stream().filter(this::isRight).toList());
  }

  /** Lines between two white strips across the page, or between lines that cross the gutter. */
  private List<List<Placed<T>>> slices(List<Placed<T>> lines) {
    List<Placed<T>> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingDouble(line -> line.middle() - CORE / 2 * line.height()));
    List<List<Placed<T>>> slices = new ArrayList<>();
    double end = Double.NEGATIVE_INFINITY; // of the cores so far
    double bottom = Double.NEGATIVE_INFINITY;
    boolean crossed = false;
    for (Placed<T> line : sorted) {
      boolean free = line.middle() - CORE / 2 * line.height() > end;
      boolean crosses = crosses(line);
      if (free && (crosses || crossed || line.top() - bottom > BREAK * line.size())) {
        slices.add(new ArrayList<>());
        crossed = false;
      }
      slices.getLast().add(line);
      crossed |= crosses;
      end = Math.max(end, line.middle() + CORE / 2 * line.height());
      bottom = Math.max(bottom, line.bottom());
    }
    return slices;
  }

  private Section<T> section(List<Placed<T>> slice) {
    boolean crossed = slice.stream().anyMatch(this::crosses);
    boolean both =
        slice.stream().anyMatch(this::isRight) && !slice.stream().allMatch(this::isRight);
    return new Section<>(slice, !crossed && (!both || areColumns(slice)));
  }

  /**
   * Whether the two sides are read one after the other: both are running text, or one is and the
   * other's lines keep no pace with it, as those of a column of notes do not.
   */
  private boolean areColumns(List<Placed<T>> slice) {
    boolean left = RunningText.is(side(slice, Pair::left), all(Pair::left));
    boolean right = RunningText.is(side(slice, Pair::right), all(Pair::right));
    return left && right || (left || right) && isOutOfStep(slice);
  }

  /** A page that is not flat shifts all of a part's rows by about as much: that is no evidence. */
  private boolean isOutOfStep(List<Placed<T>> slice) {
    if (facing(slice) < MIN_NOTES) {
      return false;
    }
    double[] steps = across(slice).stream().mapToDouble(Pair::step).sorted().toArray();
    double usual = steps[steps.length / 2];
    long apart = Arrays.stream(steps).filter(step -> Math.abs(step - usual) > STEP).count();
    return apart > steps.length / 2;
  }

  private int facing(List<Placed<T>> lines) {
    return Math.min(side(lines, Pair::left).size(), side(lines, Pair::right).size());
  }

  private List<Placed<T>> side(List<Placed<T>> lines, Function<Pair<T>, Placed<T>> which) {
    return across(lines).stream().map(which).distinct().toList();
  }

  private List<Pair<T>> across(List<Placed<T>> lines) {
    Set<Placed<T>> here = Collections.newSetFromMap(new IdentityHashMap<>());
    here.addAll(lines);
    return pairs.stream()
        .filter(pair -> here.contains(pair.left) && here.contains(pair.right))
        .toList();
  }

  private List<Placed<T>> all(Function<Pair<T>, Placed<T>> which) {
    return pairs.stream().map(which).distinct().toList();
  }

  private boolean crosses(Placed<T> line) {
    double margin = CROSSING * line.size();
    return line.left() < x - margin && line.right() > x + margin;
  }

  private boolean isRight(Placed<T> line) {
    return line.left() + line.right() > 2 * x;
  }

  /**
   * Neighbouring slices of one kind.
   *
   * @param columns whether its sides are read one after the other
   */
  private record Section<T>(List<Placed<T>> lines, boolean columns) {
    boolean continuesIn(Section<T> next) {
      return columns == next.columns;
    }

    Section<T> with(Section<T> next) {
      List<Placed<T>> all = new ArrayList<>(lines);
      all.addAll(next.lines);
      return new Section<>(all, columns);
    }
  }
}
