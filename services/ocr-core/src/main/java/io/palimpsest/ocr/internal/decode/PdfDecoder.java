package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
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

  /** Of the picture that a page is drawn as; larger pages are drawn at fewer dots. */
  private static final double MAX_PIXELS = SizeLimits.KEPT_PIXELS;

  /** Longest side of that picture: a roll of paper five metres long still has 75 dots an inch. */
  private static final double MAX_SIDE = 15_000;

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
      PDPage page = document.getPage(options.page() - 1);
      float scale = scale(page.getCropBox(), options);
      PdfInspection.check(page.getCOSObject(), guard);
      if (page.getResources() != null) { // which may be inherited
        PdfInspection.check(page.getResources().getCOSObject(), guard);
      }
      GuardedRenderer renderer = new GuardedRenderer(document, options, guard);
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
    double width = box.getWidth();
    double height = box.getHeight();
    double shortest = Math.min(width, height);
    if (!(shortest > 0) || !Double.isFinite(width * height)) {
      throw new OcrFailure.PdfUnreadable("the page has no area", null);
    }
    double longest = Math.max(width, height);
    double scale =
        Math.min(DOTS_PER_INCH / POINTS_PER_INCH, Math.min(MAX_SIDE, options.maxSide()) / longest);
    scale = Math.min(scale, Math.sqrt(MAX_PIXELS / (width * height)));
    if (shortest * scale < Math.max(1, options.minSide())) {
      throw new OcrFailure.SizeOutOfRange(
          "the page is " + longest / shortest + " times as long as wide");
    }
    return (float) scale;
  }
}
