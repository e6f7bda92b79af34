package io.palimpsest.documents.internal;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of text as a strip, made of one or more pieces that detection found in it: a run of
 * fillers often parts them.
 *
 * @param left middle of its left side
 * @param right middle of its right side
 * @param height pixels
 * @param text of its pieces
 */
record Row(Point left, Point right, double height, String text) {

  static Row of(TextLine line) {
    return of(line.quad(), line.text());
  }

  static Row of(Quad q, String text) {
    double height =
        (distance(q.topLeft(), q.bottomLeft()) + distance(q.topRight(), q.bottomRight())) / 2;
    return new Row(
        middle(q.topLeft(), q.bottomLeft()), middle(q.topRight(), q.bottomRight()), height, text);
  }

  /** One row of pieces that stand beside each other. */
  static Row joined(List<Row> pieces) {
    Axis axis = longest(pieces).axis();
    List<Row> sorted =
        pieces.stream().sorted(Comparator.comparingDouble(row -> axis.along(row.left))).toList();
    return new Row(
        sorted.getFirst().left,
        sorted.getLast().right,
        longest(pieces).height,
        sorted.stream().map(Row::text).collect(Collectors.joining()));
  }

  static Row longest(List<Row> rows) {
    return rows.stream().max(Comparator.comparingDouble(Row::length)).orElseThrow();
  }

  Axis axis() {
    return Axis.between(left, right);
  }

  double length() {
    return distance(left, right);
  }

  Point centre() {
    return middle(left, right);
  }

  /**
   * The strip between two places along it, however long the row itself is.
   *
   * @param from along its axis
   * @param to along its axis
   * @param high pixels
   */
  Quad strip(double from, double to, double high) {
    Axis axis = axis();
    double across = axis.across(centre());
    return axis.quad(from, to, across - high / 2, across + high / 2);
  }

  private static Point middle(Point a, Point b) {
    return new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2);
  }

  private static double distance(Point a, Point b) {
    return Math.hypot(a.x() - b.x(), a.y() - b.y());
  }
}
