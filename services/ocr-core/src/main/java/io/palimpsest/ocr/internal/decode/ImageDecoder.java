package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.error.OcrFailure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/** Decodes everything but PDF, with ImageIO. */
final class ImageDecoder {
  /** What decoders say when the file ends too soon and they would make up the rest. */
  private static final Pattern CUT_SHORT =
      Pattern.compile(
          "premature|truncat|unexpected end|end of (file|stream|image)|EOF",
          Pattern.CASE_INSENSITIVE);

  /**
   * 16 bits of red, green, blue, alpha and one more: above this a header lies or a picture is no
   * picture.
   */
  private static final int MAX_BITS_PER_PIXEL = 80;

  private ImageDecoder() {}

  static Decoded decode(byte[] file, ImageFormat format, DocumentOptions options, Guard guard) {
    Completeness.check(file, format);
    ImageReader reader = reader(format);
    guard.onStop(reader::abort);
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
      checkLayout(reader, index, options);
      int shrink = SizeLimits.shrink(width, height);
      Picture picture = Pixels.bgr(read(reader, index, shrink));
      int orientation = Orientations.of(file, format);
      return new Decoded(Orientations.upright(picture, orientation), shrink, format, pages);
    } catch (IOException | RuntimeException e) {
      // Decoders meet bad input with any exception they like; our own failures go through as they
      // are.
      throw e instanceof OcrFailure f
          ? f
          : new OcrFailure.Undecodable("the " + format + " cannot be decoded", e);
    } finally {
      guard.forget();
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
  private static void checkLayout(ImageReader reader, int index, DocumentOptions options)
      throws IOException {
    long tile = (long) reader.getTileWidth(index) * reader.getTileHeight(index);
    if (tile > options.maxPixels()) {
      throw new OcrFailure.SizeOutOfRange("a tile of the picture has " + tile + " pixels");
    }
    ImageTypeSpecifier type = reader.getRawImageType(index);
    if (type != null) {
      int bits = 0;
      for (int size : type.getSampleModel().getSampleSize()) {
        bits += size;
      }
      if (bits > MAX_BITS_PER_PIXEL) {
        throw new OcrFailure.Undecodable("a pixel has " + bits + " bits", null);
      }
    }
  }

  private static BufferedImage read(ImageReader reader, int index, int shrink) throws IOException {
    String[] cut = new String[1];
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (CUT_SHORT.matcher(warning).find()) {
            cut[0] = warning;
          }
        });
    ImageReadParam param = reader.getDefaultReadParam();
    if (shrink > 1) {
      param.setSourceSubsampling(shrink, shrink, 0, 0);
    }
    BufferedImage image = reader.read(index, param);
    if (cut[0] != null) {
      throw new IIOException("the file is cut short: " + cut[0]);
    }
    return image;
  }
}
