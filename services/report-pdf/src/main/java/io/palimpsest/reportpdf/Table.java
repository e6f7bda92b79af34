package io.palimpsest.reportpdf;

import java.util.ArrayList;
import java.util.List;

/** A table that breaks between its rows, with its head on each page. */
final class Table {
  private static final float PADDING = 4;

  /** More room between a number and the text beside it. */
  private static final float INDENT = 10;

  /** Rows at most; a report of more says how many are left out. */
  private static final int MAX_ROWS = 400;

  /** Characters of a cell at most. */
  private static final int MAX_TEXT = 400;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * A column.
   *
   * @param share of the width; all together are 1
   */
  record Column(String title, float share, boolean numbers) {
    static Column text(String title, float share) {
      return new Column(title, share, false);
    }

    static Column number(String title, float share) {
      return new Column(title, share, true);
    }
  }

  /** What stands in a row under a column. */
  record Cell(String text, Style style, boolean marked) {
    Cell {
      text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT - 1) + "\u2026" : text;
    }

    static Cell of(String text) {
      return new Cell(text, Style.BODY, false);
    }

    static Cell strong(String text) {
      return new Cell(text, Style.STRONG, false);
    }

    static Cell small(String text) {
      return new Cell(text, Style.SMALL.in(Ink.TEXT), false);
    }

    /** Not known: never to be taken for none. */
    static Cell unknown() {
      return new Cell("unknown", new Style(true, 8, Ink.DOUBT), true);
    }

    Cell in(Ink ink) {
      return new Cell(text, style.in(ink), marked);
    }
  }

  Table row(Cell... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void draw(Flow flow) {
    head(flow);
    for (List<Cell> row : rows.subList(0, Math.min(rows.size(), MAX_ROWS))) {
      List<List<String>> lines = new ArrayList<>();
      float height = 0;
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        float width = columns.get(i).share() * Flow.WIDTH - 2 * PADDING - indent(i);
        List<String> broken = flow.fonts().broken(cell.text(), cell.style(), width);
        lines.add(broken);
        height = Math.max(height, broken.size() * cell.style().leading());
      }
      row(flow, row, lines, height + 2 * PADDING);
    }
    if (rows.size() > MAX_ROWS) {
      flow.paragraph("and " + (rows.size() - MAX_ROWS) + " more in report.json", Style.SMALL);
    }
  }

  private void head(Flow flow) {
    float top = flow.take(18);
    flow.sheet().box(Flow.LEFT, top, Flow.WIDTH, 18, Ink.SHADE);
    float x = Flow.LEFT;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      float width = column.share() * Flow.WIDTH;
      if (column.numbers()) {
        flow.sheet().right(x + width - PADDING, top + 12, column.title(), Style.LABEL);
      } else {
        flow.sheet().text(x + PADDING + indent(i), top + 12, column.title(), Style.LABEL);
      }
      x += width;
    }
  }

  private float indent(int column) {
    boolean behindNumbers =
        column > 0 && columns.get(column - 1).numbers() && !columns.get(column).numbers();
    return behindNumbers ? INDENT : 0;
  }

  private void row(Flow flow, List<Cell> row, List<List<String>> lines, float height) {
    if (flow.demand(height)) {
      head(flow);
    }
    float top = flow.take(height);
    float x = Flow.LEFT;
    for (int i = 0; i < row.size(); i++) {
      float width = columns.get(i).share() * Flow.WIDTH;
      cell(flow, row.get(i), lines.get(i), columns.get(i), x + indent(i), top);
      x += width;
    }
    flow.sheet()
        .line(Flow.LEFT, top + height, Flow.LEFT + Flow.WIDTH, top + height, 0.5f, Ink.RULE);
  }

  private static void cell(
      Flow flow, Cell cell, List<String> lines, Column column, float x, float top) {
    float width = column.share() * Flow.WIDTH;
    float y = top + PADDING + cell.style().size();
    if (cell.marked()) {
      float mark = flow.fonts().width(cell.text(), cell.style()) + 8;
      float from = column.numbers() ? x + width - mark : x;
      flow.sheet().card(from, top + PADDING - 1, mark, 12.5f, 3, Ink.DOUBT_SHADE);
    }
    for (String line : lines) {
      if (column.numbers()) {
        flow.sheet().right(x + width - PADDING, y, line, cell.style());
      } else {
        flow.sheet().text(x + PADDING, y, line, cell.style());
      }
      y += cell.style().leading();
    }
  }
}
