package io.palimpsest.reportpdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** One page to draw on; coordinates are in points from its top left corner. To be closed. */
final class Sheet implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();
  static final float MARGIN = 46;
  static final float CONTENT = WIDTH - 2 * MARGIN;

  private final Fonts fonts;
  private final PDPageContentStream out;

  private Sheet(PDPageContentStream out, Fonts fonts) {
    this.out = out;
    this.fonts = fonts;
  }

  /** What a drawing may throw. */
  @FunctionalInterface
  private interface Drawing {
    void draw() throws IOException;
  }

  static Sheet add(PDDocument document, Fonts fonts) {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    return on(document, page, fonts);
  }

  /** Over what is there. */
  static Sheet on(PDDocument document, PDPage page, Fonts fonts) {
    try {
      return new Sheet(
          new PDPageContentStream(document, page, AppendMode.APPEND, true, true), fonts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes from {@code x} on, with the baseline at {@code y}. */
  void text(float x, float y, String text, Style style) {
    String clean = fonts.clean(text);
    drawn(
        () -> {
          out.beginText();
          fill(style.ink());
          out.newLineAtOffset(x, HEIGHT - y);
          for (Fonts.Run each : fonts.runs(clean, style)) {
            out.setFont(each.font(), style.size());
            out.showText(each.text());
          }
          out.endText();
        });
  }

  /** Writes up to {@code x}. */
  void right(float x, float y, String text, Style style) {
    text(x - fonts.width(fonts.clean(text), style), y, text, style);
  }

  void centred(float x, float y, String text, Style style) {
    text(x - fonts.width(fonts.clean(text), style) / 2, y, text, style);
  }

  void box(float x, float y, float width, float height, Ink ink) {
    drawn(
        () -> {
          fill(ink);
          out.addRect(x, HEIGHT - y - height, width, height);
          out.fill();
        });
  }

  void line(float x1, float y1, float x2, float y2, float width, Ink ink) {
    drawn(
        () -> {
          out.setStrokingColor(ink.red(), ink.green(), ink.blue());
          out.setLineWidth(width);
          out.moveTo(x1, HEIGHT - y1);
          out.lineTo(x2, HEIGHT - y2);
          out.stroke();
        });
  }

  /** A box with round corners. */
  void card(float x, float y, float width, float height, float radius, Ink ink) {
    float bottom = HEIGHT - y - height;
    float k = radius * 0.4477f; // where a Bézier curve comes closest to a quarter of a circle
    drawn(
        () -> {
          fill(ink);
          out.moveTo(x + radius, bottom);
          out.lineTo(x + width - radius, bottom);
          out.curveTo(x + width - k, bottom, x + width, bottom + k, x + width, bottom + radius);
          out.lineTo(x + width, bottom + height - radius);
          out.curveTo(
              x + width,
              bottom + height - k,
              x + width - k,
              bottom + height,
              x + width - radius,
              bottom + height);
          out.lineTo(x + radius, bottom + height);
          out.curveTo(x + k, bottom + height, x, bottom + height - k, x, bottom + height - radius);
          out.lineTo(x, bottom + radius);
          out.curveTo(x, bottom + k, x + k, bottom, x + radius, bottom);
          out.fill();
        });
  }

  private void fill(Ink ink) throws IOException {
    out.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
  }

  private static void drawn(Drawing drawing) {
    try {
      drawing.draw();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    drawn(out::close);
  }
}
