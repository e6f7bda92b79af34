package io.palimpsest.documents.internal;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A rectangle of a picture laid flat.
 *
 * @param bgr {@code uint8[height][width][3]}, blue first
 */
record Patch(int width, int height, byte[] bgr) {
  private static final float QUALITY = 0.92f;

  /**
   * Cuts a rectangle out, bilinear; what lies outside the picture repeats its edge.
   *
   * @param width of the patch, pixels
   * @param height of the patch, pixels
   */
  static Patch of(Picture picture, Quad quad, int width, int height) {
    byte[] out = new byte[width * height * 3];
    for (int y = 0, o = 0; y < height; y++) {
      for (int x = 0; x < width; x++, o += 3) {
        Point p = at(quad, (x + 0.5) / width, (y + 0.5) / height);
        sample(picture, p.x() - 0.5, p.y() - 0.5, out, o);
      }
    }
    return new Patch(width, height, out);
  }

  private static Point at(Quad q, double u, double v) {
    return new Point(
        q.topLeft().x()
            + u * (q.topRight().x() - q.topLeft().x())
            + v * (q.bottomLeft().x() - q.topLeft().x()),
        q.topLeft().y()
            + u * (q.topRight().y() - q.topLeft().y())
            + v * (q.bottomLeft().y() - q.topLeft().y()));
  }

  private static void sample(Picture p, double x, double y, byte[] out, int o) {
    double cx = Math.clamp(x, 0, p.width() - 1);
    double cy = Math.clamp(y, 0, p.height() - 1);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(x0 + 1, p.width() - 1);
    int y1 = Math.min(y0 + 1, p.height() - 1);
    double fx = cx - x0;
    double fy = cy - y0;
    for (int c = 0; c < 3; c++) {
      double top = mix(grey(p, x0, y0, c), grey(p, x1, y0, c), fx);
      double bottom = mix(grey(p, x0, y1, c), grey(p, x1, y1, c), fx);
      out[o + c] = (byte) Math.round(mix(top, bottom, fy));
    }
  }

  private static double mix(double a, double b, double share) {
    return a + share * (b - a);
  }

  private static int grey(Picture p, int x, int y, int channel) {
    return p.bgr()[(y * p.width() + x) * 3 + channel] & 255;
  }

  /** Brightness of a pixel, 0 to 255. */
  double brightness(int x, int y) {
    int i = (y * width + x) * 3;
    return 0.114 * (bgr[i] & 255) + 0.587 * (bgr[i + 1] & 255) + 0.299 * (bgr[i + 2] & 255);
  }

  /** It as a JPEG; in memory only. */
  byte[] jpeg() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(bgr, 0, pixels, 0, bgr.length);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException("a patch cannot be encoded", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
