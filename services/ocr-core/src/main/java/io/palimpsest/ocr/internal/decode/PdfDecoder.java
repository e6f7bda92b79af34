package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;

/** Draws pages of PDF files, with PDFBox, in memory only. */
final class PdfDecoder {
  /**
   * Enough for print of 6 points, and an A4 page then has about the size that detection works at.
   */
  private static final double DOTS_PER_INCH = 200;

  private static final double POINTS_PER_INCH = 72;

  /**
   * Longest side of the picture that a page is drawn as, pixels; larger pages are drawn at fewer
   * dots.
   */
  private static final double MAX_SIDE = 4000;

  private PdfDecoder() {}

  static Decoded decode(byte[] file, DocumentOptions options, Guard guard) {
    Completeness.check(file, ImageFormat.PDF);
    NestedCompression.refuse(file);
    try (PDDocument document =
        Loader.loadPDF(new GuardedBytes(file, guard), IOUtils.createMemoryOnlyStreamCache())) {
      int pages = document.getNumberOfPages();
      if (options.page() < 1 || options.page() > pages) {
        throw new OcrFailure.PdfUnreadable("page " + options.page() + " of " + pages, null);
      }
      float scale = scale(document.getPage(options.page() - 1).getCropBox(), options);
      GuardedRenderer renderer = new GuardedRenderer(document, guard, options.maxPixels());
      return new Decoded(
          Pixels.bgr(renderer.renderImage(options.page() - 1, scale, ImageType.RGB)),
          1,
          ImageFormat.PDF,
          pages);
    } catch (InvalidPasswordException e) {
      throw new OcrFailure.PdfUnreadable("the PDF needs a password", e);
    } catch (IOException | RuntimeException e) {
      // PDFBox meets bad input with any exception it likes; our own failures go through as they
      // are.
      throw e instanceof OcrFailure f
          ? f
          : new OcrFailure.PdfUnreadable("the PDF cannot be drawn", e);
    }
  }

  private static float scale(PDRectangle box, DocumentOptions options) {
    double longest = Math.max(box.getWidth(), box.getHeight());
    double shortest = Math.min(box.getWidth(), box.getHeight());
    if (!(shortest > 0) || !Double.isFinite(longest)) {
      throw new OcrFailure.PdfUnreadable("the page has no area", null);
    }
    double side = Math.min(MAX_SIDE, options.maxSide());
    double scale = Math.min(DOTS_PER_INCH / POINTS_PER_INCH, side / longest);
    if (shortest * scale < Math.max(1, options.minSide())) {
      throw new OcrFailure.SizeOutOfRange(
          "the page is " + longest / shortest + " times as long as wide");
    }
    return (float) scale;
  }
}
