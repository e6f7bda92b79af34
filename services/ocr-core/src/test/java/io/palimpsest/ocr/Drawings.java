package io.palimpsest.ocr;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Pictures of text, drawn for tests with the font that PDFBox brings along, so that no machine's
 * fonts matter.
 */
public final class Drawings {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private Drawings() {}

  /** Black lines of 28 pixels on white, 50 pixels apart, from the top left. */
  public static BufferedImage page(int width, int height, String... lines) {
    return draw(
        new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB),
        Color.WHITE,
        Color.BLACK,
        lines);
  }

  /**
   * Lines of 28 pixels, 50 pixels apart, on an image of any kind. A null ground leaves the image as
   * it is.
   */
  public static BufferedImage draw(
      BufferedImage image,
      @org.jspecify.annotations.Nullable Color ground,
      Color ink,
      String... lines) {
    Graphics2D g = image.createGraphics();
    if (ground != null) {
      g.setColor(ground);
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(font(28));
    g.setColor(ink);
    for (int i = 0; i < lines.length; i++) {
      g.drawString(lines[i], 30, 55 + 50 * i);
    }
    g.dispose();
    return image;
  }

  /** The pixels of a drawing, as the engine takes them. */
  public static Picture picture(BufferedImage image) {
    byte[] bgr = new byte[image.getWidth() * image.getHeight() * 3];
    for (int y = 0, i = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++, i += 3) {
        int rgb = image.getRGB(x, y);
        bgr[i] = (byte) rgb;
        bgr[i + 1] = (byte) (rgb >> 8);
        bgr[i + 2] = (byte) (rgb >> 16);
      }
    }
    return new Picture(image.getWidth(), image.getHeight(), bgr);
  }

  /** The font, in pixels. */
  public static Font font(float size) {
    try (InputStream in = Drawings.class.getResourceAsStream(FONT)) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
