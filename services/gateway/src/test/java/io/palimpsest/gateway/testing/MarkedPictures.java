package io.palimpsest.gateway.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/**
 * Pictures whose pixels spell a text that {@link StubEngine} reads: the first pixel holds its
 * length, each of the next three of its bytes.
 */
public final class MarkedPictures {
  static final int WIDTH = 64;
  static final int HEIGHT = 24;
  private static final int MAGIC = 0x9A;

  private MarkedPictures() {}

  public static byte[] png(String mark) {
    return encode(marked(mark), "png");
  }

  public static byte[] bmp(String mark) {
    return encode(marked(mark), "bmp");
  }

  /** A picture of another kind or size, with nothing on it. */
  public static byte[] blank(int width, int height, String format) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().fillRect(0, 0, width, height);
    return encode(image, format);
  }

  /** What the pixels spell; empty when they spell nothing. */
  static String read(byte[] bgr) {
    if ((bgr[0] & 0xff) != MAGIC) {
      return "";
    }
    int length = bgr[1] & 0xff;
    return new String(bgr, 3, length, StandardCharsets.UTF_8);
  }

  private static BufferedImage marked(String mark) {
    byte[] text = mark.getBytes(StandardCharsets.UTF_8);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, new Color(0, text.length, MAGIC).getRGB());
    for (int i = 0; i < text.length; i += 3) {
      image.setRGB(1 + i / 3, 0, new Color(at(text, i + 2), at(text, i + 1), at(text, i)).getRGB());
    }
    return image;
  }

  private static int at(byte[] text, int index) {
    return index < text.length ? text[index] & 0xff : 0;
  }

  private static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
