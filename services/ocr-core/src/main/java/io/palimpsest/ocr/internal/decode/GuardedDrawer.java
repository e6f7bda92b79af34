package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.error.OcrFailure;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.apache.pdfbox.contentstream.operator.MissingOperandException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.MissingResourceException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.pattern.PDShadingPattern;
import org.apache.pdfbox.pdmodel.graphics.shading.PDShading;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/**
 * Draws a page, asking the guard before every operator and every piece of paint, and judging images
 * and groups before they take memory. An image that cannot be drawn is a failure: PDFBox would go
 * on without it, and a scanned page would come out blank.
 */
final class GuardedDrawer extends PageDrawer {
  /** What groups within groups may take together: each has an image of the size of the page. */
  private static final long GROUP_BYTES = 512L << 20;

  /** Shadings of this type and above are meshes, whose every patch may cover the page. */
  private static final int MESH = PDShading.SHADING_TYPE4;

  /** Longest program that may compute the colours of a shading; honest ones take some hundred. */
  private static final int PROGRAM_BYTES = 4096;

  /** Points of one path: it is painted in one go, which nobody can break off. */
  private static final int PATH_POINTS = 100_000;

  private static final Set<String> PATH_OPERATORS =
      Set.of(
          OperatorName.MOVE_TO,
          OperatorName.LINE_TO,
          OperatorName.CURVE_TO,
          OperatorName.CURVE_TO_REPLICATE_INITIAL_POINT,
          OperatorName.CURVE_TO_REPLICATE_FINAL_POINT,
          OperatorName.APPEND_RECT,
          OperatorName.CLOSE_PATH);

  private final PdfImages images;
  private final Guard guard;
  private int groups;
  private int points;

  GuardedDrawer(PageDrawerParameters parameters, PdfImages images, Guard guard) throws IOException {
    super(parameters);
    this.images = images;
    this.guard = guard;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    guard.check();
    points = PATH_OPERATORS.contains(operator.getName()) ? points + 1 : 0;
    if (points > PATH_POINTS) {
      throw new OcrFailure.PdfUnreadable("a path of the PDF has too many points", null);
    }
    super.processOperator(operator, operands);
  }

  /** One operator may show a text of millions of characters. */
  @Override
  protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
      throws IOException {
    guard.check();
    super.showGlyph(matrix, font, code, displacement);
  }

  @Override
  protected void operatorException(Operator operator, List<COSBase> operands, IOException e)
      throws IOException {
    boolean nothingThere =
        e instanceof MissingOperandException || e instanceof MissingResourceException;
    boolean image = operator.getName().equals(OperatorName.DRAW_OBJECT) && !nothingThere;
    if (image
        || e instanceof MissingImageReaderException
        || e.getCause() instanceof DataFormatException) {
      throw new OcrFailure.PdfUnreadable("an image in the PDF is broken", e);
    }
    super.operatorException(operator, operands, e);
  }

  @Override
  public void drawImage(PDImage image) throws IOException {
    images.check(image);
    super.drawImage(image);
  }

  @Override
  protected int getSubsampling(PDImage image, AffineTransform at) {
    return PdfImages.shrink(image);
  }

  @Override
  protected void processTransparencyGroup(PDTransparencyGroup group) throws IOException {
    Rectangle2D page = getGraphics().getDeviceConfiguration().getBounds();
    groups++;
    try {
      if (groups * (long) page.getWidth() * (long) page.getHeight() * Integer.BYTES > GROUP_BYTES) {
        throw new OcrFailure.PdfUnreadable("groups of the PDF lie too deep in each other", null);
      }
      super.processTransparencyGroup(group);
    } finally {
      groups--;
    }
  }

  @Override
  protected Paint getPaint(PDColor color) throws IOException {
    if (color.getColorSpace() instanceof PDPattern patterns
        && patterns.getPattern(color) instanceof PDShadingPattern pattern
        && isHeavy(pattern.getShading())) {
      return Color.GRAY;
    }
    Paint paint = super.getPaint(color);
    return paint instanceof Color ? paint : new GuardedPaint(paint, guard);
  }

  @Override
  public void shadingFill(COSName name) throws IOException {
    PDShading shading = getResources().getShading(name);
    if (shading == null || isHeavy(shading)) {
      return; // a decoration, and no letters
    }
    Graphics2D graphics = getGraphics();
    Area area = getGraphicsState().getCurrentClippingPath();
    graphics.setComposite(getGraphicsState().getNonStrokingJavaComposite());
    Shape clip = graphics.getClip();
    graphics.setClip(null);
    graphics.setPaint(
        new GuardedPaint(
            shading.toPaint(getGraphicsState().getCurrentTransformationMatrix()), guard));
    graphics.fill(area);
    graphics.setClip(clip);
  }

  private static boolean isHeavy(@org.jspecify.annotations.Nullable PDShading shading) {
    return shading != null
        && (shading.getShadingType() >= MESH
            || PdfPrograms.length(shading.getCOSObject()) > PROGRAM_BYTES);
  }
}
