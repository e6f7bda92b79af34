package io.palimpsest.reportpdf;

import io.palimpsest.evidence.report.DayErasures;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What went, day by day; days that say "too late" are marked. */
final class DayChart {
  static final float HEIGHT = 240;
  private static final float AXIS = 40;
  private static final float PLOT = 186;
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private final LocalDate from;
  private final LocalDate to;
  private final List<DayErasures> days;

  DayChart(LocalDate from, LocalDate to, List<DayErasures> days) {
    this.from = from;
    this.to = to;
    this.days = days;
  }

  void draw(Flow flow) {
    float top = flow.take(HEIGHT) + 22;
    Sheet sheet = flow.sheet();
    float left = Flow.LEFT + AXIS;
    float width = Flow.WIDTH - AXIS;
    float bottom = top + PLOT;
    legend(sheet, left, top - 12);
    long most = Numbers.scale(days.stream().mapToLong(DayErasures::erased).max().orElse(0));
    grid(sheet, left, width, top, most);
    float step = width / (ChronoUnit.DAYS.between(from, to) + 1);
    for (DayErasures each : days) {
      float x = left + ChronoUnit.DAYS.between(from, each.day()) * step;
      float height = each.erased() == 0 ? 0 : Math.max(1, (float) each.erased() / most * PLOT);
      float bar = Math.max(0.6f, Math.min(step * 0.72f, 26));
      sheet.box(x + (step - bar) / 2, bottom - height, bar, height, Ink.GONE);
      if (each.late() > 0) {
        float mark = Math.max(2.4f, bar * 0.5f);
        sheet.card(
            x + (step - mark) / 2, bottom - height - mark - 3, mark, mark, mark / 2, Ink.BAD);
      }
    }
    sheet.line(left, bottom, left + width, bottom, 0.8f, Ink.MUTED);
    ticks(sheet, left, step, bottom);
  }

  private static void legend(Sheet sheet, float x, float y) {
    sheet.box(x, y - 6, 7, 7, Ink.GONE);
    sheet.text(x + 11, y, "items gone", Style.SMALL);
    sheet.card(x + 62, y - 5.5f, 6, 6, 3, Ink.BAD);
    sheet.text(x + 72, y, "some of them late", Style.SMALL);
  }

  private static void grid(Sheet sheet, float left, float width, float top, long most) {
    int parts = most % 4 == 0 ? 4 : most % 5 == 0 ? 5 : most % 2 == 0 ? 2 : 1;
    for (int i = 0; i <= parts; i++) {
      float y = top + PLOT - PLOT * i / parts;
      sheet.line(left, y, left + width, y, 0.4f, Ink.RULE);
      sheet.right(left - 6, y + 2.5f, Numbers.brief(most / parts * i), Style.SMALL);
    }
  }

  /** At most ten days are named. */
  private void ticks(Sheet sheet, float left, float step, float bottom) {
    long all = ChronoUnit.DAYS.between(from, to) + 1;
    long every = 1;
    for (long each : new long[] {1, 2, 5, 7, 14, 30, 61, 91, 183, 365}) {
      every = each;
      if (all / each < 10) {
        break;
      }
    }
    while (all / every >= 10) {
      every *= 2;
    }
    for (long i = 0; i < all; i += every) {
      float x = left + (i + 0.5f) * step;
      sheet.line(x, bottom, x, bottom + 3, 0.6f, Ink.MUTED);
      sheet.centred(x, bottom + 12, SHORT.format(from.plusDays(i)), Style.SMALL);
    }
  }
}
