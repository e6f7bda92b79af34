package io.palimpsest.documents;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * The data page of an invented document, drawn at ten pixels a millimetre with a monospaced font of
 * the machine's: a title, fields, security print, a portrait of simple shapes, the zone.
 */
final class DrawnDocument {
  static final int MM = 10;
  private static final int WIDTH = 125 * MM;
  private static final int HEIGHT = 88 * MM;
  private static final double PITCH = 2.54 * MM;

  private final BufferedImage image;

  private DrawnDocument(BufferedImage image) {
    this.image = image;
  }

  /** A page with a portrait 35 by 45 mm, its lower edge 10 mm above the zone. */
  static DrawnDocument withPortrait(List<String> zone) {
    DrawnDocument page = bare(zone);
    page.portrait(8 * MM, 16 * MM, 35 * MM, 45 * MM);
    return page;
  }

  /** A page without a portrait. */
  static DrawnDocument bare(List<String> zone) {
    DrawnDocument page =
        new DrawnDocument(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR));
    page.ground();
    page.fields();
    page.zone(zone);
    return page;
  }

  private void ground() {
    Graphics2D g = graphics();
    g.setColor(new Color(236, 240, 234));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(new Color(214, 224, 218));
    Random random = new Random(7);
    for (int i = 0; i < 160; i++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      g.drawArc(x - 200, y - 200, 400, 400, random.nextInt(360), 90);
    }
    g.dispose();
  }

  private void fields() {
    Graphics2D g = graphics();
    g.setColor(new Color(40, 50, 60));
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 34));
    g.drawString("UTOPIA", 9 * MM, 10 * MM);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
    List<String> texts =
        List.of("Surname", "Given names", "Nationality", "Date of birth", "Date of expiry");
    for (int i = 0; i < texts.size(); i++) {
      g.drawString(texts.get(i), 50 * MM, (20 + 9 * i) * MM);
    }
    g.dispose();
  }

  private void portrait(int x, int y, int width, int height) {
    Graphics2D g = graphics();
    g.setPaint(new GradientPaint(x, y, new Color(190, 205, 220), x, y + height, Color.LIGHT_GRAY));
    g.fillRect(x, y, width, height);
    g.setColor(new Color(60, 45, 40));
    g.fillOval(x + width / 4, y + height / 10, width / 2, height / 2);
    g.setColor(new Color(205, 165, 140));
    g.fillOval(x + width * 3 / 10, y + height / 5, width * 2 / 5, height * 9 / 20);
    g.setColor(new Color(40, 60, 110));
    g.fillArc(x + width / 10, y + height * 2 / 3, width * 4 / 5, height * 2 / 3, 0, 180);
    g.dispose();
  }

  /** Lines 6.35 mm apart, the last one 9.4 mm above the edge, 2.54 mm a character. */
  private void zone(List<String> lines) {
    Graphics2D g = graphics();
    Font font = new Font(Font.MONOSPACED, Font.PLAIN, 100);
    double advance = g.getFontMetrics(font).charWidth('<');
    g.setFont(font.deriveFont((float) (100 * PITCH / advance)));
    g.setColor(Color.BLACK);
    for (int i = 0; i < lines.size(); i++) {
      double base = HEIGHT - (9.4 + 6.35 * (lines.size() - 1 - i)) * MM + 1.4 * MM;
      for (int k = 0; k < lines.get(i).length(); k++) {
        g.drawString(lines.get(i).substring(k, k + 1), (float) (6 * MM + k * PITCH), (float) base);
      }
    }
    g.dispose();
  }

  /** Turned clockwise on a dark table that shows at the corners. */
  DrawnDocument turned(double degrees) {
    double sin = Math.abs(Math.sin(Math.toRadians(degrees)));
    double cos = Math.abs(Math.cos(Math.toRadians(degrees)));
    int width = (int) Math.ceil(image.getWidth() * cos + image.getHeight() * sin);
    int height = (int) Math.ceil(image.getWidth() * sin + image.getHeight() * cos);
    AffineTransform how = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
    how.rotate(Math.toRadians(degrees));
    how.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
    return onTable(width, height, how);
  }

  /** At another size. */
  DrawnDocument scaled(double factor) {
    return onTable(
        (int) (image.getWidth() * factor),
        (int) (image.getHeight() * factor),
        AffineTransform.getScaleInstance(factor, factor));
  }

  /** Out of focus. */
  DrawnDocument blurred(int side) {
    float[] weights = new float[side * side];
    Arrays.fill(weights, 1f / weights.length);
    ConvolveOp blur = new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null);
    return new DrawnDocument(
        blur.filter(
            image,
            new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR)));
  }

  /** With a rectangle of light over it, between shares of its sides. */
  DrawnDocument glared(double left, double top, double right, double bottom) {
    Graphics2D g = graphics();
    g.setColor(new Color(250, 250, 250));
    int w = image.getWidth();
    int h = image.getHeight();
    g.fillRect(
        (int) (left * w), (int) (top * h), (int) ((right - left) * w), (int) ((bottom - top) * h));
    g.dispose();
    return this;
  }

  private DrawnDocument onTable(int width, int height, AffineTransform how) {
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = out.createGraphics();
    g.setColor(new Color(70, 60, 55));
    g.fillRect(0, 0, width, height);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(image, how, null);
    g.dispose();
    return new DrawnDocument(out);
  }

  byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Graphics2D graphics() {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return g;
  }
}
