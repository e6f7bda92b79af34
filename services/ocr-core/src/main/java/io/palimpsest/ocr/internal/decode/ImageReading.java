package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.error.OcrFailure;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;

/**
 * Reads one image in one of three ways: as a whole, where its raster is not too large; row by row
 * into squares that are averaged, where it is; or by looking at some of its pixels only, where the
 * decoder can do neither.
 */
final class ImageReading {
  /** What decoders say when the file ends too soon and they would make up the rest. */
  private static final Pattern CUT_SHORT =
      Pattern.compile(
          "premature|truncat|unexpected end|end of (file|stream|image)|EOF",
          Pattern.CASE_INSENSITIVE);

  private final ImageReader reader;
  private final int index;
  private final Guard guard;

  ImageReading(ImageReader reader, int index, Guard guard) {
    this.reader = reader;
    this.index = index;
    this.guard = guard;
  }

  /**
   * @param shrink by how much
   * @throws IIOException when the file is cut short or broken
   * @throws OcrFailure.SizeOutOfRange when the image would take too much memory
   */
  Picture read(int shrink) throws IOException {
    ImageTypeSpecifier type = type();
    int width = reader.getWidth(index);
    int height = reader.getHeight(index);
    long bits = (long) width * height * ImageDecoder.bits(type);
    if (bits / Byte.SIZE <= SizeLimits.RASTER_BYTES) {
      BufferedImage image = read(reader.getDefaultReadParam());
      return shrink == 1 ? Pixels.bgr(image) : Pixels.bgr(image, shrink, guard);
    }
    Optional<Picture> averaged =
        type.getSampleModel() instanceof BandedSampleModel // one colour comes after another
            ? Optional.empty()
            : averaged(type, new BoxAverage(width, height, shrink));
    return averaged.isPresent() ? averaged.get() : thinned(shrink, bits / Byte.SIZE);
  }

  /** Nothing where the decoder does not write row by row, as it does not for an interlaced PNG. */
  private Optional<Picture> averaged(ImageTypeSpecifier type, BoxAverage average)
      throws IOException {
    BufferedImage sink =
        RowSink.image(type, reader.getWidth(index), reader.getHeight(index), average, guard);
    ImageReadParam param = reader.getDefaultReadParam();
    param.setDestination(sink);
    try {
      read(param);
    } catch (IOException | RuntimeException e) {
      if (RowSink.refused(sink)) {
        return Optional.empty();
      }
      throw e;
    }
    RowSink.end(sink);
    return Optional.of(average.picture());
  }

  private Picture thinned(int shrink, long bytes) throws IOException {
    if (bytes / ((long) shrink * shrink) > SizeLimits.RASTER_BYTES) {
      throw new OcrFailure.SizeOutOfRange("the picture takes " + bytes + " bytes");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    param.setSourceSubsampling(shrink, shrink, 0, 0);
    return Pixels.bgr(read(param));
  }

  private ImageTypeSpecifier type() throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(index);
    if (!types.hasNext()) {
      throw new IIOException("pixels of no known kind");
    }
    return types.next();
  }

  private BufferedImage read(ImageReadParam param) throws IOException {
    String[] cut = new String[1];
    reader.removeAllIIOReadWarningListeners();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (CUT_SHORT.matcher(warning).find()) {
            cut[0] = warning;
          }
        });
    BufferedImage image = reader.read(index, param);
    if (cut[0] != null) {
      throw new IIOException("the file is cut short: " + cut[0]);
    }
    return image;
  }
}
