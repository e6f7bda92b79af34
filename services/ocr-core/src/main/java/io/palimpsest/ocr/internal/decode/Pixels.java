package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Decoded images as bytes of blue, green and red. Samples are taken as they lie in the raster:
 * going through {@code getRGB} would bend grey values by a gamma that the file does not have.
 */
final class Pixels {
  /** Opaque content at least this light is shown on black, anything darker on white. */
  private static final double LIGHT = 128;

  private Pixels() {}

  /**
   * The picture at a part of its size.
   *
   * @param factor how many pixels of a side become one, at least 2
   */
  static Picture bgr(BufferedImage image, int factor, Guard guard) {
    BoxAverage average = new BoxAverage(image.getWidth(), image.getHeight(), factor);
    Row row = rowReader(image);
    int[] argb = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      guard.check();
      row.read(y, argb.length, argb);
      average.add(0, y, argb.length, argb);
    }
    return average.picture();
  }

  static Picture bgr(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(w, h), 3)];
    boolean alpha = image.getColorModel().hasAlpha();
    byte[] opacity = new byte[alpha ? w * h : 0];
    Row row = rowReader(image);
    int[] argb = new int[w];
    for (int y = 0, i = 0; y < h; y++) {
      row.read(y, argb.length, argb);
      for (int x = 0; x < w; x++, i++) {
        bgr[i * 3] = (byte) argb[x];
        bgr[i * 3 + 1] = (byte) (argb[x] >> 8);
        bgr[i * 3 + 2] = (byte) (argb[x] >> 16);
        if (alpha) {
          opacity[i] = (byte) (argb[x] >>> 24);
        }
      }
    }
    if (alpha) {
      compose(bgr, opacity);
    }
    return new Picture(w, h, bgr);
  }

  /**
   * Writes pixels of a row, from its first on, as 0xAARRGGBB, colours not multiplied with alpha.
   */
  interface Row {
    void read(int y, int count, int[] argb);
  }

  static Row rowReader(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colors = image.getColorModel();
    int w = image.getWidth();
    int bands = raster.getNumBands();
    if (colors instanceof IndexColorModel palette) {
      int[] table = new int[palette.getMapSize()];
      palette.getRGBs(table);
      int[] samples = new int[w];
      return (y, count, argb) -> {
        raster.getSamples(0, y, count, 1, 0, samples);
        for (int x = 0; x < count; x++) {
          argb[x] = samples[x] < table.length ? table[samples[x]] : 0xFF000000;
        }
      };
    }
    boolean known =
        bands <= 4
            && !colors.isAlphaPremultiplied()
            && raster.getTransferType() <= java.awt.image.DataBuffer.TYPE_INT;
    if (!known || bands - (colors.hasAlpha() ? 1 : 0) == 2) {
      return (y, count, argb) -> image.getRGB(0, y, count, 1, argb, 0, w);
    }
    if (raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte bytes
        && bands >= 3) {
      return interleaved(raster, model, bytes, colors.hasAlpha());
    }
    return samples(raster, w, bands, colors);
  }

  /** What most files come as, three times as fast as by way of samples. */
  private static Row interleaved(
      Raster raster, PixelInterleavedSampleModel model, DataBufferByte bytes, boolean alpha) {
    byte[] data = bytes.getData();
    int[] band = model.getBandOffsets();
    int left = bytes.getOffset() - raster.getSampleModelTranslateX() * model.getPixelStride();
    int top = -raster.getSampleModelTranslateY();
    return (y, count, argb) -> {
      int at = left + (y + top) * model.getScanlineStride();
      for (int x = 0; x < count; x++, at += model.getPixelStride()) {
        int a = alpha ? data[at + band[3]] << 24 : 0xFF000000;
        argb[x] =
            a
                | (data[at + band[0]] & 255) << 16
                | (data[at + band[1]] & 255) << 8
                | data[at + band[2]] & 255;
      }
    };
  }

  private static Row samples(Raster raster, int w, int bands, ColorModel colors) {
    int[] pixels = new int[w * bands];
    int[] bits = raster.getSampleModel().getSampleSize();
    boolean grey = bands <= 2;
    boolean alpha = colors.hasAlpha();
    return (y, count, argb) -> {
      raster.getPixels(0, y, count, 1, pixels);
      for (int x = 0, i = 0; x < count; x++, i += bands) {
        int r = eight(pixels[i], bits[0]);
        int g = grey ? r : eight(pixels[i + 1], bits[1]);
        int b = grey ? r : eight(pixels[i + 2], bits[2]);
        int a = alpha ? eight(pixels[i + bands - 1], bits[bands - 1]) : 255;
        argb[x] = a << 24 | r << 16 | g << 8 | b;
      }
    };
  }

  private static int eight(int sample, int bits) {
    if (bits == 8) {
      return sample;
    }
    return bits > 8 ? sample >>> (bits - 8) & 255 : sample * 255 / ((1 << bits) - 1);
  }

  private static void compose(byte[] bgr, byte[] opacity) {
    int ground = lightness(bgr, opacity) >= LIGHT ? 0 : 255;
    for (int i = 0; i < opacity.length; i++) {
      int a = opacity[i] & 255;
      if (a < 255) {
        for (int c = i * 3; c < i * 3 + 3; c++) {
          bgr[c] = (byte) (((bgr[c] & 255) * a + ground * (255 - a) + 127) / 255);
        }
      }
    }
  }

  /** Mean lightness of what is opaque (ITU-R BT.601 weights); 0 where nothing is. */
  private static double lightness(byte[] bgr, byte[] opacity) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < opacity.length; i++) {
      int a = opacity[i] & 255;
      sum +=
          a
              * (0.114 * (bgr[i * 3] & 255)
                  + 0.587 * (bgr[i * 3 + 1] & 255)
                  + 0.299 * (bgr[i * 3 + 2] & 255));
      weight += a;
    }
    return weight == 0 ? 0 : sum / weight;
  }
}
