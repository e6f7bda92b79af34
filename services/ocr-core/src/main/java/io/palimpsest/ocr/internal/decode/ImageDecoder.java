package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/** Decodes everything but PDF, with ImageIO. */
final class ImageDecoder {
  /**
   * 16 bits of red, green, blue, alpha and one more: above this a header lies or a picture is no
   * picture.
   */
  private static final int MAX_BITS_PER_PIXEL = 80;

  static {
    // The JDK would write what decoders read from streams into files, which no document may reach.
    ImageIO.setUseCache(false);
  }

  private ImageDecoder() {}

  static Decoded decode(byte[] file, ImageFormat format, DocumentOptions options, Guard guard) {
    Completeness.check(file, format);
    if (format == ImageFormat.JPEG) {
      JpegHeaders.check(file, options);
    }
    ImageReader reader = reader(format);
    try (GuardedStream stream = new GuardedStream(file, guard)) {
      reader.setInput(stream, false, true);
      int pages = format == ImageFormat.TIFF ? reader.getNumImages(true) : 1;
      int index = format == ImageFormat.TIFF ? options.page() - 1 : 0;
      if (index >= pages || index < 0) {
        throw new OcrFailure.Undecodable("page " + options.page() + " of " + pages, null);
      }
      int width = reader.getWidth(index);
      int height = reader.getHeight(index);
      SizeLimits.check(width, height, options);
      SizeLimits.check(width, height, format);
      checkLayout(reader, index);
      guard.allow(2L * width * height);
      int shrink = SizeLimits.shrink(width, height);
      Picture picture = new ImageReading(reader, index, guard).read(shrink);
      int orientation = Orientations.of(file, format);
      return new Decoded(Orientations.upright(picture, orientation), shrink, format, pages);
    } catch (IOException | RuntimeException e) {
      // Decoders meet bad input with any exception they like; our own failures go through as they
      // are.
      throw e instanceof OcrFailure f
          ? f
          : new OcrFailure.Undecodable("the " + format + " cannot be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  /**
   * The decoder for a format: TwelveMonkeys' for what the JDK's does wrongly (CMYK JPEG) or not at
   * all.
   */
  private static ImageReader reader(ImageFormat format) {
    boolean jdk = format == ImageFormat.PNG || format == ImageFormat.GIF;
    Iterator<ImageReader> readers =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT));
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (jdk != reader.getClass().getName().startsWith("com.twelvemonkeys.")) {
        return reader;
      }
    }
    throw new IllegalStateException("no decoder for " + format + " on the class path");
  }

  /** Refuses what would make a decoder allocate far more than the picture's area asks for. */
  private static void checkLayout(ImageReader reader, int index) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(index);
    int bits = type == null ? Byte.SIZE * 4 : bits(type);
    if (bits > MAX_BITS_PER_PIXEL) {
      throw new OcrFailure.Undecodable("a pixel has " + bits + " bits", null);
    }
    if (reader.isImageTiled(index)) {
      long tile = (long) reader.getTileWidth(index) * reader.getTileHeight(index);
      if (tile * bits / Byte.SIZE > SizeLimits.RASTER_BYTES) {
        throw new OcrFailure.SizeOutOfRange("a tile of the picture has " + tile + " pixels");
      }
    }
  }

  /** Of one pixel, all its samples together. */
  static int bits(ImageTypeSpecifier type) {
    return Arrays.stream(type.getSampleModel().getSampleSize()).sum();
  }
}
