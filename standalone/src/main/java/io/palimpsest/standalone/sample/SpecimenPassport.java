package io.palimpsest.standalone.sample;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The data page of a passport of nobody, 125 by 88 mm at ten pixels a millimetre: fields, a
 * portrait of simple shapes, the machine-readable zone, and SPECIMEN across it.
 */
public final class SpecimenPassport {
  private static final int MM = 10;
  private static final int WIDTH = 125 * MM;
  private static final int HEIGHT = 88 * MM;

  /** Ten characters an inch (ICAO Doc 9303-3, section 4.3). */
  private static final double PITCH = 2.54 * MM;

  private static final Color INK = new Color(34, 40, 52);

  private final SpecimenHolder holder;
  private final BufferedImage image =
      new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);

  private SpecimenPassport(SpecimenHolder holder) {
    this.holder = holder;
  }

  /** Draws one. */
  public static BufferedImage draw(SpecimenHolder holder) {
    SpecimenPassport passport = new SpecimenPassport(holder);
    Graphics2D pen = passport.image.createGraphics();
    try {
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      passport.ground(pen);
      passport.fields(pen);
      passport.portrait(pen);
      passport.zone(pen);
    } finally {
      pen.dispose();
    }
    return passport.image;
  }

  private void ground(Graphics2D pen) {
    pen.setColor(new Color(238, 241, 236));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(new Color(222, 229, 224));
    pen.setStroke(new BasicStroke(1));
    for (int x = -HEIGHT; x < WIDTH; x += 3 * MM) {
      pen.drawArc(x, -HEIGHT / 2, 2 * HEIGHT, 2 * HEIGHT, 90, 90);
    }
    pen.setColor(new Color(206, 190, 190));
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 9 * MM));
    pen.drawString("SPECIMEN", 52 * MM, 65 * MM);
  }

  private void fields(Graphics2D pen) {
    pen.setColor(INK);
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 34));
    pen.drawString("UTOPIA", 9 * MM, 10 * MM);
    List<String> lines =
        List.of(
            "Passport No. " + holder.number(),
            holder.surname(),
            holder.givenNames(),
            "born " + holder.born(),
            "valid until " + holder.expiry());
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
    for (int line = 0; line < lines.size(); line++) {
      pen.drawString(lines.get(line), 50 * MM, (19 + 8 * line) * MM);
    }
  }

  /** 35 by 45 mm, its lower edge 10 mm above the zone. */
  private void portrait(Graphics2D pen) {
    int x = 8 * MM;
    int y = 16 * MM;
    int width = 35 * MM;
    int height = 45 * MM;
    pen.setPaint(
        new GradientPaint(x, y, new Color(188, 204, 220), x, y + height, Color.LIGHT_GRAY));
    pen.fillRect(x, y, width, height);
    pen.setColor(new Color(62, 48, 42));
    pen.fillOval(x + width / 4, y + height / 10, width / 2, height / 2);
    pen.setColor(new Color(206, 168, 142));
    pen.fillOval(x + width * 3 / 10, y + height / 5, width * 2 / 5, height * 9 / 20);
    pen.setColor(new Color(44, 62, 108));
    pen.fillArc(x + width / 10, y + height * 2 / 3, width * 4 / 5, height * 2 / 3, 0, 180);
  }

  /** Two lines 6.35 mm apart in a monospaced font of this machine's. */
  private void zone(Graphics2D pen) {
    Font font = new Font(Font.MONOSPACED, Font.PLAIN, 100);
    double advance = pen.getFontMetrics(font).charWidth('<');
    pen.setFont(font.deriveFont((float) (100 * PITCH / advance)));
    pen.setColor(Color.BLACK);
    double base = HEIGHT - 14.35 * MM;
    for (String line : holder.zone()) {
      for (int column = 0; column < line.length(); column++) {
        pen.drawString(
            line.substring(column, column + 1), (float) (6 * MM + column * PITCH), (float) base);
      }
      base += 6.35 * MM;
    }
  }
}
