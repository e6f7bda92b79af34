package io.palimpsest.ocr.fuzz;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Small pictures with a line of text, in every layout that a file format may store. */
final class Drawn {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private Drawn() {}

  static BufferedImage picture(int type) {
    return onto(new BufferedImage(120, 48, type));
  }

  /** A ground that is nowhere even, so that no compression makes it trivial, with text on it. */
  static BufferedImage onto(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setPaint(
        new GradientPaint(
            0, 0, Color.WHITE, image.getWidth(), image.getHeight(), new Color(0xB0D0F0)));
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(new Color(0x301050));
    g.setFont(font());
    g.drawString("ledger 4711", 6, 32);
    g.dispose();
    return image;
  }

  private static Font font() {
    try (InputStream in = Drawn.class.getResourceAsStream(FONT)) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(20f);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
