package io.palimpsest.ocr.internal.decode;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/** A grey image of any height that takes the memory of one row. */
final class SameRows implements RenderedImage {
  private final byte[] row;
  private final int height;
  private final BufferedImage one;

  SameRows(byte[] row, int height) {
    this.row = row;
    this.height = height;
    this.one = new BufferedImage(row.length, 1, BufferedImage.TYPE_BYTE_GRAY);
  }

  @Override
  public Raster getData(Rectangle part) {
    byte[] rows = new byte[part.width * part.height];
    for (int y = 0; y < part.height; y++) {
      System.arraycopy(row, part.x, rows, y * part.width, part.width);
    }
    return Raster.createInterleavedRaster(
        new DataBufferByte(rows, rows.length),
        part.width,
        part.height,
        part.width,
        1,
        new int[] {0},
        part.getLocation());
  }

  @Override
  public Raster getTile(int x, int y) {
    return getData(new Rectangle(0, y, row.length, 1));
  }

  @Override
  public Raster getData() {
    return getData(new Rectangle(0, 0, row.length, height));
  }

  @Override
  public WritableRaster copyData(@Nullable WritableRaster target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ColorModel getColorModel() {
    return one.getColorModel();
  }

  @Override
  public SampleModel getSampleModel() {
    return one.getSampleModel();
  }

  @Override
  public @Nullable Vector<RenderedImage> getSources() {
    return null;
  }

  @Override
  public Object getProperty(String name) {
    return java.awt.Image.UndefinedProperty;
  }

  @Override
  public String @Nullable [] getPropertyNames() {
    return null;
  }

  @Override
  public int getWidth() {
    return row.length;
  }

  @Override
  public int getHeight() {
    return height;
  }

  @Override
  public int getMinX() {
    return 0;
  }

  @Override
  public int getMinY() {
    return 0;
  }

  @Override
  public int getNumXTiles() {
    return 1;
  }

  @Override
  public int getNumYTiles() {
    return height;
  }

  @Override
  public int getMinTileX() {
    return 0;
  }

  @Override
  public int getMinTileY() {
    return 0;
  }

  @Override
  public int getTileWidth() {
    return row.length;
  }

  @Override
  public int getTileHeight() {
    return 1;
  }

  @Override
  public int getTileGridXOffset() {
    return 0;
  }

  @Override
  public int getTileGridYOffset() {
    return 0;
  }
}
