package io.palimpsest.documents.internal;

import io.palimpsest.ocr.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds what may be a machine-readable zone among a page's lines, by shape and by text: two or
 * three long rows of capitals, digits and fillers, parallel, of one height, at one pitch.
 */
final class RowFinder {
  /** Readers write fillers in many ways. */
  private static final String FILLERS = "<«‹＜〈くㄑ({[≤";

  /** Shortest row in heights of its box: a zone's lines are 15 to 30 times as long as high. */
  private static final double LONG = 10;

  /** Share of a row's characters that a zone may consist of. */
  private static final double MOSTLY = 0.8;

  /** Two rows are parallel within 8 degrees. */
  private static final double PARALLEL = Math.cos(Math.toRadians(8));

  /** Rows of a zone are this many of their heights apart, from middle to middle. */
  private static final double NEAREST = 0.7;

  private static final double FARTHEST = 4;

  /** Tries on one page: each reads two or three lines. */
  private static final int MOST_STACKS = 4;

  private RowFinder() {}

  /** What may be zones, the likeliest first; rows from the top. */
  static List<List<Row>> stacks(List<TextLine> lines) {
    List<List<Row>> likely = stacks(lines, RowFinder::looksLikeZone);
    return likely.isEmpty() ? stacks(lines, row -> true) : likely;
  }

  private static List<List<Row>> stacks(List<TextLine> lines, Predicate<Row> wanted) {
    List<Row> rows =
        rows(lines.stream().map(Row::of).filter(row -> row.length() > row.height()).toList())
            .stream()
            .filter(row -> row.length() >= LONG * row.height())
            .filter(wanted)
            .toList();
    List<List<Row>> stacks = new ArrayList<>();
    for (Row first : rows) {
      List<Row> below = below(first, rows);
      if (!below.isEmpty()) {
        List<Row> third = below(below.getFirst(), rows);
        if (!third.isEmpty()) {
          stacks.add(List.of(first, below.getFirst(), third.getFirst()));
        }
        stacks.add(List.of(first, below.getFirst()));
      }
    }
    stacks.sort(Comparator.comparingDouble(RowFinder::likelihood).reversed());
    return stacks.stream().limit(MOST_STACKS).toList();
  }

  /** Fillers speak for a zone, and so does a third row where there is one. */
  private static double likelihood(List<Row> stack) {
    return stack.stream().mapToDouble(row -> fillers(row.text()) + zoneShare(row.text())).sum();
  }

  /** Joins pieces of one line. */
  private static List<Row> rows(List<Row> pieces) {
    List<Row> open = new ArrayList<>(pieces);
    open.sort(Comparator.comparingDouble(Row::length).reversed());
    List<Row> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      Row seed = open.removeFirst();
      List<Row> together =
          zoneShare(seed.text()) < MOSTLY
              ? List.of()
              : open.stream().filter(other -> continues(seed, other)).toList();
      open.removeAll(together);
      List<Row> all = new ArrayList<>(together);
      all.add(seed);
      rows.add(Row.joined(all));
    }
    return rows;
  }

  private static boolean continues(Row seed, Row other) {
    Axis axis = seed.axis();
    double apart = Math.abs(axis.across(other.centre()) - axis.across(seed.centre()));
    return apart < 0.4 * seed.height()
        && axis.cosine(other.axis()) > PARALLEL
        && other.height() < 1.6 * seed.height()
        && zoneShare(other.text()) >= MOSTLY;
  }

  /** Rows that may stand under one, the nearest first. */
  private static List<Row> below(Row row, List<Row> rows) {
    Axis axis = row.axis();
    return rows.stream()
        .filter(other -> other != row && axis.cosine(other.axis()) > PARALLEL)
        .filter(
            other -> {
              double down = axis.across(other.centre()) - axis.across(row.centre());
              double high = Math.max(row.height(), other.height());
              return down > NEAREST * high && down < FARTHEST * high;
            })
        .filter(other -> overlap(row, other) > 0.5 * Math.max(row.length(), other.length()))
        .filter(
            other ->
                Math.max(row.height(), other.height())
                    < 1.7 * Math.min(row.height(), other.height()))
        .sorted(Comparator.comparingDouble(other -> axis.across(other.centre())))
        .toList();
  }

  private static double overlap(Row a, Row b) {
    Axis axis = a.axis();
    return Math.min(axis.along(a.right()), axis.along(b.right()))
        - Math.max(axis.along(a.left()), axis.along(b.left()));
  }

  private static boolean looksLikeZone(Row row) {
    String text = row.text().replace(" ", "");
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    return text.length() >= 12
        && zoneShare(text) >= MOSTLY
        && (fillers(text) > 0 || digits >= 0.3 * text.length());
  }

  private static long fillers(String text) {
    return text.chars().filter(c -> FILLERS.indexOf(c) >= 0).count();
  }

  private static double zoneShare(String text) {
    long zone =
        text.chars()
            .filter(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || FILLERS.indexOf(c) >= 0)
            .count();
    return (double) zone / Math.max(1, text.replace(" ", "").length());
  }
}
