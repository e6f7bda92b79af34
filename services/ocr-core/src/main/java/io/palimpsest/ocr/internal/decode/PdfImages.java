package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * Judges the images of a PDF before they are unpacked: by what the PDF says, and by their bytes.
 */
final class PdfImages {
  /** Pixels that an image is unpacked to; PDFBox makes up to three copies of them. */
  private static final long UNPACKED_PIXELS = 20_000_000;

  /** Bytes of program run for all pixels together, at some ten nanoseconds each. */
  private static final long PROGRAM_STEPS = 400_000_000;

  /** More of an image in its coded form than this is not read. */
  private static final int CODED_BYTES = 256 << 20;

  private final DocumentOptions options;
  private long jbigPixels;

  PdfImages(DocumentOptions options) {
    this.options = options;
  }

  /** Every which pixel and row of an image is looked at. */
  static int shrink(PDImage image) {
    COSBase colours = image.getCOSObject().getItem(COSName.COLORSPACE);
    long cost = Math.max(1, PdfPrograms.length(colours));
    long most = Math.min(UNPACKED_PIXELS, PROGRAM_STEPS / cost);
    int factor = 1;
    while ((long) image.getWidth() * image.getHeight() / factor / factor > most) {
      factor++;
    }
    return factor;
  }

  /**
   * @throws OcrFailure.SizeOutOfRange when it has more pixels than the options allow, or would take
   *     more memory
   * @throws OcrFailure.PdfUnreadable when it is in a form that cannot be unpacked, or not within
   *     bounds
   */
  void check(PDImage image) throws IOException {
    long pixels = (long) image.getWidth() * image.getHeight();
    if (pixels > options.maxPixels()) {
      throw new OcrFailure.SizeOutOfRange("an image in the PDF has " + pixels + " pixels");
    }
    if (image.isStencil() && pixels > UNPACKED_PIXELS) {
      throw new OcrFailure.SizeOutOfRange("a stencil in the PDF has " + pixels + " pixels");
    }
    checkCoding(image, pixels);
    if (image instanceof PDImageXObject object) {
      checkMask(object.getSoftMask());
      checkMask(object.getMask());
    }
  }

  private void checkMask(@Nullable PDImageXObject mask) throws IOException {
    if (mask != null) {
      long pixels = (long) mask.getWidth() * mask.getHeight();
      if (pixels > UNPACKED_PIXELS) {
        throw new OcrFailure.SizeOutOfRange("a mask in the PDF has " + pixels + " pixels");
      }
      checkCoding(mask, pixels);
    }
  }

  private void checkCoding(PDImage image, long pixels) throws IOException {
    COSName coding = coding(image.getCOSObject());
    if (COSName.JPX_DECODE.equals(coding)) {
      throw new OcrFailure.PdfUnreadable("an image in the PDF is in JPEG 2000", null);
    }
    if (COSName.DCT_DECODE.equals(coding) || COSName.DCT_DECODE_ABBREVIATION.equals(coding)) {
      long coded = JpegHeaders.check(coded(image, coding), options);
      if (coded > Math.max(1 << 20, 2 * pixels)) {
        throw new OcrFailure.PdfUnreadable("a JPEG in the PDF is larger than the PDF says", null);
      }
      return; // unpacked row by row
    }
    if (COSName.JBIG2_DECODE.equals(coding)) {
      jbigPixels += jbigPixels(image);
      if (jbigPixels > JbigHeaders.MAX_PIXELS) {
        throw new OcrFailure.SizeOutOfRange("the JBIG2 in the PDF has " + jbigPixels + " pixels");
      }
    }
    long bytes = pixels * image.getBitsPerComponent() * components(image) / Byte.SIZE;
    if (Math.max(bytes, faxBytes(image.getCOSObject())) > SizeLimits.RASTER_BYTES) {
      throw new OcrFailure.SizeOutOfRange("an image in the PDF takes " + bytes + " bytes");
    }
  }

  private static long jbigPixels(PDImage image) throws IOException {
    long pixels = JbigHeaders.pixels(coded(image, COSName.JBIG2_DECODE));
    COSBase parameters = image.getCOSObject().getDictionaryObject(COSName.DECODE_PARMS);
    COSBase one =
        parameters instanceof COSArray array && array.size() > 0
            ? array.getObject(array.size() - 1)
            : parameters;
    if (one instanceof COSDictionary dictionary) {
      COSStream globals = dictionary.getCOSStream(COSName.JBIG2_GLOBALS);
      if (globals != null) {
        try (InputStream in = globals.createInputStream()) {
          pixels += JbigHeaders.pixels(in.readNBytes(CODED_BYTES));
        }
      }
    }
    return pixels;
  }

  /** What a fax of that many columns and rows unfolds to, whatever the image says of itself. */
  private static long faxBytes(COSDictionary image) {
    COSBase parameters = image.getDictionaryObject(COSName.DECODE_PARMS, COSName.getPDFName("DP"));
    if (parameters instanceof COSArray array && array.size() > 0) {
      parameters = array.getObject(array.size() - 1);
    }
    if (!(parameters instanceof COSDictionary dictionary)) {
      return 0;
    }
    long columns = Math.max(0, dictionary.getInt(COSName.COLUMNS, 1728));
    long rows =
        Math.max(dictionary.getInt(COSName.ROWS, 0), image.getInt(COSName.HEIGHT, COSName.H, 0));
    return columns * rows / Byte.SIZE;
  }

  private static int components(PDImage image) throws IOException {
    return image.isStencil() ? 1 : image.getColorSpace().getNumberOfComponents();
  }

  /** The last coding, which is the one that is about pixels. */
  private static @Nullable COSName coding(COSDictionary image) {
    COSBase filter = image.getDictionaryObject(COSName.FILTER, COSName.F);
    if (filter instanceof COSArray array && array.size() > 0) {
      filter = array.getObject(array.size() - 1);
    }
    return filter instanceof COSName name ? name : null;
  }

  private static byte[] coded(PDImage image, COSName coding) throws IOException {
    try (InputStream in = image.createInputStream(List.of(coding.getName()))) {
      return in.readNBytes(CODED_BYTES);
    }
  }
}
