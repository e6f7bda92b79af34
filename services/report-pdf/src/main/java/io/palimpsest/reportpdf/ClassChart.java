package io.palimpsest.reportpdf;

import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import java.util.List;
import java.util.OptionalLong;

/**
 * For each class what is there now, and beside it what went in the period. Each side has a scale of
 * its own: what is kept for years would dwarf what goes in a month.
 */
final class ClassChart {
  private static final float LABELS = 112;
  private static final float BETWEEN = 22;
  private static final float SIDE = (Flow.WIDTH - LABELS - BETWEEN) / 2;

  /** Behind the longest bar stands its number. */
  private static final float NUMBER = 56;

  private static final float HEAD = 24;
  private static final float ROW = 20;
  private static final float BAR = 12;

  private final List<ClassReport> classes;

  ClassChart(List<ClassReport> classes) {
    this.classes = classes;
  }

  float height() {
    return HEAD + classes.size() * ROW + 4;
  }

  void draw(Flow flow) {
    float top = flow.take(height());
    Sheet sheet = flow.sheet();
    float left = Flow.LEFT + LABELS;
    float right = left + SIDE + BETWEEN;
    head(sheet, left, top, Ink.ALIVE, "ALIVE WHEN THE REPORT WAS ISSUED");
    head(sheet, right, top, Ink.GONE, "GONE IN THE PERIOD");
    double perAlive = (SIDE - NUMBER) / most(classes.stream().mapToLong(ClassChart::alive).max());
    double perGone =
        (SIDE - NUMBER) / most(classes.stream().mapToLong(each -> each.erasures().all()).max());
    float y = top + HEAD;
    for (ClassReport each : classes) {
      sheet.text(Flow.LEFT, y + 9.2f, each.dataClass(), Style.STRONG);
      alive(sheet, left, y, each.alive(), perAlive);
      bar(sheet, right, y, each.erasures().all(), perGone, Ink.GONE);
      y += ROW;
    }
    for (float axis : new float[] {left, right}) {
      sheet.line(axis, top + HEAD - 5, axis, y - ROW + BAR + 5, 0.7f, Ink.MUTED);
    }
  }

  private static void head(Sheet sheet, float x, float top, Ink ink, String title) {
    sheet.box(x, top + 3, 7, 7, ink);
    sheet.text(x + 12, top + 9.5f, title, Style.LABEL);
  }

  private static void alive(Sheet sheet, float x, float y, Alive alive, double perItem) {
    switch (alive) {
      case Alive.Known known -> bar(sheet, x, y, known.items(), perItem, Ink.ALIVE);
      case Alive.Unknown _ -> {
        sheet.card(x + 5, y, 43, 12, 3, Ink.DOUBT_SHADE);
        sheet.text(x + 10, y + 8.8f, "unknown", new Style(true, 8, Ink.DOUBT));
      }
      case Alive.NeverMade _ -> sheet.text(x + 6, y + 9, "never made here", Style.SMALL);
    }
  }

  private static void bar(Sheet sheet, float x, float y, long number, double perItem, Ink ink) {
    float length = number == 0 ? 0 : (float) Math.max(1.5, number * perItem);
    sheet.box(x, y, length, BAR, ink);
    sheet.text(x + length + 6, y + 9, Numbers.of(number), Style.SMALL.in(Ink.TEXT));
  }

  private static long alive(ClassReport each) {
    return each.alive() instanceof Alive.Known known ? known.items() : 0;
  }

  private static double most(OptionalLong number) {
    return Math.max(1, number.orElse(1));
  }
}
