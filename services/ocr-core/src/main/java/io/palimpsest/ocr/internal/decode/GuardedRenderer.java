package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/**
 * Draws pages, asking the guard before every operator and judging embedded images before they are
 * unpacked.
 */
final class GuardedRenderer extends PDFRenderer {
  private final Guard guard;
  private final long maxPixels;

  GuardedRenderer(PDDocument document, Guard guard, long maxPixels) {
    super(document);
    this.guard = guard;
    this.maxPixels = maxPixels;
    setSubsamplingAllowed(
        true); // an embedded image of far more pixels than the page is unpacked thinned out
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new GuardedDrawer(parameters, guard, maxPixels);
  }

  private static final class GuardedDrawer extends PageDrawer {
    private final Guard guard;
    private final long maxPixels;

    GuardedDrawer(PageDrawerParameters parameters, Guard guard, long maxPixels) throws IOException {
      super(parameters);
      this.guard = guard;
      this.maxPixels = maxPixels;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
      guard.check();
      super.processOperator(operator, operands);
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
      checkSize(image);
      if (image instanceof PDImageXObject object) {
        if (object.getSoftMask() != null) {
          checkSize(object.getSoftMask());
        }
        if (object.getMask() != null) {
          checkSize(object.getMask());
        }
      }
      super.drawImage(image);
    }

    private void checkSize(PDImage image) {
      long pixels = (long) image.getWidth() * image.getHeight();
      if (pixels > maxPixels) {
        throw new OcrFailure.SizeOutOfRange("an image in the PDF has " + pixels + " pixels");
      }
    }
  }
}
