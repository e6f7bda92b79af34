package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Drawings;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that is drawn while it is written down where each character stands: the truth comes from
 * the font's own metrics.
 */
final class DrawnText {
  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Font font;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param middles of its characters, spaces included, in pixels of the picture
   * @param widths of its characters, pixels
   */
  record Line(String text, List<Point> middles, List<Double> widths) {}

  private DrawnText(int width, int height, Color ground, Color ink, Font font) {
    this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    this.graphics = image.createGraphics();
    this.font = font;
    graphics.setColor(ground);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(ink);
    graphics.setFont(font);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }

  /** An empty page for black text on white. */
  static DrawnText page(int width, int height, Font font) {
    return new DrawnText(width, height, Color.WHITE, Color.BLACK, font);
  }

  /** An empty page for white text on black. */
  static DrawnText night(int width, int height, Font font) {
    return new DrawnText(width, height, Color.BLACK, Color.WHITE, font);
  }

  /** Turns whatever is drawn from here on around the page's middle, clockwise. */
  DrawnText turned(double degrees) {
    graphics.rotate(Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0);
    return this;
  }

  /** A line of text with its base line's left end at a point. */
  DrawnText line(int x, int y, String text) {
    graphics.drawString(text, x, y);
    FontMetrics metrics = graphics.getFontMetrics();
    AffineTransform place = graphics.getTransform();
    double middle = y - metrics.getAscent() * 0.36; // of a small letter
    List<Point> middles = new ArrayList<>();
    List<Double> widths = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      double from = font.getStringBounds(text, 0, i, graphics.getFontRenderContext()).getWidth();
      double to = font.getStringBounds(text, 0, i + 1, graphics.getFontRenderContext()).getWidth();
      Point2D at = place.transform(new Point2D.Double(x + (from + to) / 2, middle), null);
      middles.add(new Point(at.getX(), at.getY()));
      widths.add(to - from);
    }
    lines.add(new Line(text, middles, widths));
    return this;
  }

  /** Lines under each other. */
  DrawnText lines(int x, int y, int pitch, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      line(x, y + i * pitch, texts[i]);
    }
    return this;
  }

  /** Characters under each other, upright, as Chinese is written downwards. */
  DrawnText down(int x, int y, int pitch, String text) {
    List<Point> middles = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      graphics.drawString(text.substring(i, i + 1), x, y + i * pitch);
      middles.add(new Point(x + font.getSize2D() / 2, y + i * pitch - font.getSize2D() * 0.38));
    }
    lines.add(new Line(text, middles, text.chars().mapToObj(_ -> (double) pitch).toList()));
    return this;
  }

  List<Line> truth() {
    return List.copyOf(lines);
  }

  String text() {
    return String.join("", lines.stream().map(Line::text).toList());
  }

  Picture picture() {
    return Drawings.picture(image);
  }

  BufferedImage image() {
    return image;
  }
}
