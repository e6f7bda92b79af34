package io.palimpsest.standalone.read;

import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.TextLine;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Draws onto a page what was read from it: each line's box, its place in the reading order, the way
 * from line to line.
 */
final class Overlay {
  private static final Color BOX = new Color(0, 110, 220);
  private static final Color START = new Color(220, 40, 40);
  private static final Color WAY = new Color(20, 150, 70);

  private Overlay() {}

  static BufferedImage draw(Picture picture, Page page) {
    BufferedImage image = image(picture);
    // Strokes and numbers that can be seen on a page of any size.
    float unit = Math.max(1f, Math.max(image.getWidth(), image.getHeight()) / 1000f);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.round(12 * unit)));
      Quad previous = null;
      int number = 1;
      for (TextLine line : page.lines()) {
        drawLine(pen, unit, line.quad(), previous, number++);
        previous = line.quad();
      }
    } finally {
      pen.dispose();
    }
    return image;
  }

  private static void drawLine(
      Graphics2D pen, float unit, Quad quad, @Nullable Quad previous, int number) {
    pen.setStroke(new BasicStroke(1.5f * unit));
    if (previous != null) {
      pen.setColor(WAY);
      pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.5f));
      pen.draw(
          new Line2D.Double(
              previous.topRight().x(),
              previous.topRight().y(),
              quad.topLeft().x(),
              quad.topLeft().y()));
      pen.setComposite(AlphaComposite.SrcOver);
    }
    pen.setColor(BOX);
    pen.draw(outline(quad));
    // The edge where reading begins.
    pen.setColor(START);
    Point top = quad.topLeft();
    Point bottom = quad.bottomLeft();
    pen.draw(new Line2D.Double(top.x(), top.y(), bottom.x(), bottom.y()));
    pen.drawString(Integer.toString(number), (float) top.x(), (float) top.y() - unit);
  }

  private static Path2D outline(Quad quad) {
    Path2D path = new Path2D.Double();
    path.moveTo(quad.topLeft().x(), quad.topLeft().y());
    quad.corners().stream().skip(1).forEach(corner -> path.lineTo(corner.x(), corner.y()));
    path.closePath();
    return path;
  }

  private static BufferedImage image(Picture picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), rgb(picture));
    return image;
  }

  /** A raster's elements go by band, red first, whatever the order in memory. */
  private static byte[] rgb(Picture picture) {
    byte[] bgr = picture.bgr();
    byte[] rgb = new byte[bgr.length];
    for (int i = 0; i < bgr.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    return rgb;
  }
}
