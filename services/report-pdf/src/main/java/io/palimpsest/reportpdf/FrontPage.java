package io.palimpsest.reportpdf;

import io.palimpsest.evidence.report.Alive;
import io.palimpsest.evidence.report.ClassReport;
import io.palimpsest.evidence.report.RetentionReport;
import java.time.ZoneId;

/** The head of the first page: of what the report is, and its four most telling numbers. */
final class FrontPage {
  static final float BAND = 132;
  private static final float TILE = 62;
  private static final float GAP = 10;

  private final RetentionReport report;

  FrontPage(RetentionReport report) {
    this.report = report;
  }

  void draw(Sheet sheet) {
    sheet.box(0, 0, Sheet.WIDTH, BAND, Ink.BAND);
    float x = Sheet.MARGIN;
    sheet.text(x, 48, "PALIMPSEST", new Style(true, 9, Ink.GONE));
    sheet.text(x, 76, "Retention report", new Style(true, 25, Ink.PAPER));
    sheet.text(x, 98, title(report), new Style(false, 13, Ink.BAND_TEXT));
    ZoneId zone = ZoneId.of(report.zone());
    sheet.text(
        x,
        116,
        "issued " + Numbers.moment(report.issued(), zone) + "; days are those of " + report.zone(),
        new Style(false, 9, Ink.BAND_TEXT));
  }

  static String title(RetentionReport report) {
    String from = Numbers.day(report.from());
    String to = Numbers.day(report.to());
    return report.region() + "  \u00B7  " + (from.equals(to) ? from : from + " \u2013 " + to);
  }

  void tiles(Flow flow) {
    float top = flow.take(TILE + 4);
    long late = report.classes().stream().mapToLong(each -> each.erasures().allLate()).sum();
    long gone = report.classes().stream().mapToLong(each -> each.erasures().all()).sum();
    long unknown =
        report.classes().stream().filter(each -> each.alive() instanceof Alive.Unknown).count();
    long overdue = report.classes().stream().mapToLong(FrontPage::overdue).sum();
    tile(flow, 0, top, Numbers.of(gone), "items gone in the period", Ink.TEXT);
    tile(flow, 1, top, Numbers.of(late), "gone late", late == 0 ? Ink.GOOD : Ink.BAD);
    tile(
        flow,
        2,
        top,
        Numbers.of(overdue) + (unknown > 0 ? " + ?" : ""),
        "still there past their time, holds included",
        overdue > 0 ? overdue(report) : unknown > 0 ? Ink.DOUBT : Ink.GOOD);
    tile(
        flow,
        3,
        top,
        Numbers.of(unknown),
        unknown == 1 ? "class that is unknown" : "classes that are unknown",
        unknown == 0 ? Ink.GOOD : Ink.DOUBT);
  }

  /** What is there past its time is a fault, unless a hold may keep it. */
  static Ink overdue(RetentionReport report) {
    return report.holds().isEmpty() ? Ink.BAD : Ink.DOUBT;
  }

  private static long overdue(ClassReport each) {
    return each.alive() instanceof Alive.Known known ? known.overdue() : 0;
  }

  private static void tile(Flow flow, int place, float top, String number, String of, Ink ink) {
    float width = (Flow.WIDTH - 3 * GAP) / 4;
    float x = Flow.LEFT + place * (width + GAP);
    Sheet sheet = flow.sheet();
    sheet.card(x, top, width, TILE, 5, Ink.SHADE);
    float size = number.length() > 9 ? 15 : 21;
    sheet.text(x + 10, top + 28, number, new Style(true, size, ink));
    float y = top + 41;
    for (String line : flow.fonts().broken(of, Style.SMALL, width - 18)) {
      sheet.text(x + 10, y, line, Style.SMALL);
      y += 9.5f;
    }
  }
}
