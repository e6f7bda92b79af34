package io.palimpsest.ocr.internal.decode;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import javax.imageio.ImageTypeSpecifier;

/**
 * Pixels of a giant picture that are passed on as a decoder writes them, and never kept. Decoders
 * write runs of one row, or single pixels from left to right; what they do otherwise is refused
 * with an {@link UnsupportedOperationException}, and such a file is to be read in another way.
 */
final class RowSink extends WritableRaster {
  private final BoxAverage average;
  private final Guard guard;
  private final WritableRaster line;
  private final Pixels.Row row;
  private final int[] argb;
  private int pixelsY = -1;
  private int pixelsFrom;
  private int pixelsTo;
  private boolean refused;

  /**
   * @param model of one row: of all of them, a giant's would not fit into an array
   */
  private RowSink(
      SampleModel model, int height, ColorModel colors, BoxAverage average, Guard guard) {
    super(
        model,
        model.createDataBuffer(),
        new Rectangle(model.getWidth(), height),
        new Point(),
        null);
    this.average = average;
    this.guard = guard;
    this.line = colors.createCompatibleWritableRaster(getWidth(), 1);
    this.row = Pixels.rowReader(new BufferedImage(colors, line, false, null));
    this.argb = new int[getWidth()];
  }

  /** An image of that size for a decoder to write to. */
  static BufferedImage image(
      ImageTypeSpecifier type, int width, int height, BoxAverage average, Guard guard) {
    SampleModel model = type.getSampleModel(width, 1);
    ColorModel colors = type.getColorModel();
    return new BufferedImage(
        colors,
        new RowSink(model, height, colors, average, guard),
        colors.isAlphaPremultiplied(),
        null);
  }

  /**
   * Whether a decoder wrote in an order that this cannot take; it may have hidden what was thrown.
   */
  static boolean refused(BufferedImage image) {
    return ((RowSink) image.getRaster()).refused;
  }

  private UnsupportedOperationException refuse(String what) {
    refused = true;
    return new UnsupportedOperationException(what);
  }

  /** Passes on the last row of an image that was written pixel by pixel. */
  static void end(BufferedImage image) {
    ((RowSink) image.getRaster()).flush();
  }

  @Override
  public void setRect(int dx, int dy, Raster from) {
    for (int y = 0; y < from.getHeight(); y++) {
      Raster one =
          from.createChild(from.getMinX(), from.getMinY() + y, from.getWidth(), 1, 0, 0, null);
      run(dx + from.getMinX(), dy + from.getMinY() + y, one);
    }
  }

  @Override
  public void setDataElements(int x, int y, Raster from) {
    setRect(x - from.getMinX(), y - from.getMinY(), from);
  }

  @Override
  public void setPixel(int x, int y, int[] samples) {
    if (y != pixelsY || x < pixelsTo) {
      flush();
      pixelsY = y;
      pixelsFrom = x;
    } else if (x != pixelsTo) {
      throw refuse("pixels with gaps between them");
    }
    line.setPixel(x - pixelsFrom, 0, samples);
    pixelsTo = x + 1;
  }

  private void flush() {
    if (pixelsY >= 0) {
      pass(pixelsFrom, pixelsY, pixelsTo - pixelsFrom);
    }
    pixelsY = -1;
    pixelsTo = 0;
  }

  private void run(int x, int y, Raster one) {
    int n = Math.min(one.getWidth(), getWidth() - x);
    if (n > 0 && y < getHeight()) { // tiles at the edge are stored whole
      line.setDataElements(
          0, 0, n == one.getWidth() ? one : one.createChild(0, 0, n, 1, 0, 0, null));
      pass(x, y, n);
    }
  }

  private void pass(int x, int y, int n) {
    guard.check();
    row.read(0, n, argb);
    average.add(x, y, n, argb);
  }

  @Override
  public WritableRaster createWritableChild(
      int x, int y, int w, int h, int toX, int toY, int[] bands) {
    boolean whole = x == 0 && y == 0 && toX == 0 && toY == 0 && bands == null;
    if (whole && w == getWidth() && h == getHeight()) {
      return this;
    }
    throw refuse("a part of the picture");
  }

  @Override
  public void setPixels(int x, int y, int w, int h, int[] samples) {
    throw refuse("several rows at once");
  }

  @Override
  public void setSample(int x, int y, int band, int sample) {
    throw refuse("single samples");
  }

  @Override
  public void setDataElements(int x, int y, Object from) {
    throw refuse("single pixels as they are stored");
  }

  @Override
  public void setDataElements(int x, int y, int w, int h, Object from) {
    throw refuse("several rows as they are stored");
  }
}
