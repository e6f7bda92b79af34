package io.palimpsest.reportpdf;

import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/** What stands below each other, over as many pages as it takes. To be closed. */
final class Flow implements AutoCloseable {
  static final float LEFT = Sheet.MARGIN;
  static final float WIDTH = Sheet.CONTENT;
  private static final float TOP = 62;
  private static final float BOTTOM = Sheet.HEIGHT - 54;

  private final PDDocument document;
  private final Fonts fonts;
  private Sheet sheet;
  private float y;

  /**
   * @param from where the first page's content begins
   */
  Flow(PDDocument document, Fonts fonts, Sheet first, float from) {
    this.document = document;
    this.fonts = fonts;
    this.sheet = first;
    this.y = from;
  }

  Sheet sheet() {
    return sheet;
  }

  Fonts fonts() {
    return fonts;
  }

  /** Room of this height: its top, on this page or on the next. */
  float take(float height) {
    demand(height);
    float top = y;
    y += height;
    return top;
  }

  /**
   * Goes on to the next page where this much does not fit.
   *
   * @return whether it did
   */
  boolean demand(float height) {
    if (y + height <= BOTTOM || y == TOP) {
      return false;
    }
    sheet.close();
    sheet = Sheet.add(document, fonts);
    y = TOP;
    return true;
  }

  void gap(float height) {
    y += height;
  }

  /**
   * A heading and, below it, what it is about.
   *
   * @param with height that must fit beside it on the page
   */
  void heading(String title, String about, float with) {
    gap(y == TOP ? 0 : 16);
    List<String> lines = fonts.broken(about, Style.SMALL, WIDTH);
    float height = 18 + lines.size() * Style.SMALL.leading() + 6;
    demand(height + with);
    float top = take(height);
    sheet.text(LEFT, top + 12, title, Style.HEADING);
    float line = top + 18;
    for (String each : lines) {
      line += Style.SMALL.leading();
      sheet.text(LEFT, line - 2, each, Style.SMALL);
    }
  }

  /** Lines of text, broken where they must be. */
  void paragraph(String text, Style style) {
    for (String line : fonts.broken(text, style, WIDTH)) {
      float top = take(style.leading());
      sheet.text(LEFT, top + style.size(), line, style);
    }
  }

  @Override
  public void close() {
    sheet.close();
  }
}
