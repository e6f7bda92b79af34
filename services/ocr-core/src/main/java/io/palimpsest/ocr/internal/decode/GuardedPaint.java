package io.palimpsest.ocr.internal.decode;

import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * Paint whose every piece asks the guard first: a colour may be the result of a program in the
 * file.
 */
record GuardedPaint(Paint paint, Guard guard) implements Paint {

  @Override
  public PaintContext createContext(
      ColorModel colors,
      Rectangle device,
      Rectangle2D user,
      AffineTransform transform,
      RenderingHints hints) {
    PaintContext context = paint.createContext(colors, device, user, transform, hints);
    return new PaintContext() {
      @Override
      public void dispose() {
        context.dispose();
      }

      @Override
      public ColorModel getColorModel() {
        return context.getColorModel();
      }

      @Override
      public Raster getRaster(int x, int y, int w, int h) {
        guard.check();
        return context.getRaster(x, y, w, h);
      }
    };
  }

  @Override
  public int getTransparency() {
    return paint.getTransparency();
  }
}
