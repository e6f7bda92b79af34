package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws pages with drawers that ask the guard. */
final class GuardedRenderer extends PDFRenderer {
  private final DocumentOptions options;
  private final Guard guard;

  GuardedRenderer(PDDocument document, DocumentOptions options, Guard guard) {
    super(document);
    this.options = options;
    this.guard = guard;
    setSubsamplingAllowed(true); // the drawer says by how much
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new GuardedDrawer(parameters, new PdfImages(options), guard);
  }
}
