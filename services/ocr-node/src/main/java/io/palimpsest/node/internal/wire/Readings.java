package io.palimpsest.node.internal.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.palimpsest.node.api.ReadResponse;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;

/** What was read. Every number arrives as it left, to the last bit. */
public final class Readings {
  private Readings() {}

  public static ReadResponse toWire(Reading reading) {
    return ReadResponse.newBuilder()
        .setPage(toWire(reading.page()))
        .setFormat(Requests.toWire(reading.format()))
        .setPageCount(reading.pageCount())
        .setDecoding(Times.toWire(reading.decoding()))
        .setRecognition(Times.toWire(reading.recognition()))
        .setFindings(toWire(reading.findings()))
        .build();
  }

  /**
   * @throws IllegalArgumentException when a value is missing or not known here
   */
  public static Reading fromWire(ReadResponse response) {
    return new Reading(
        fromWire(response.getPage()),
        Requests.fromWire(response.getFormat()),
        response.getPageCount(),
        Times.fromWire(response.getDecoding()),
        Times.fromWire(response.getRecognition()),
        fromWire(response.getFindings()));
  }

  private static io.palimpsest.node.api.Findings toWire(Findings findings) {
    return io.palimpsest.node.api.Findings.newBuilder()
        .addAllLines(findings.lines().stream().map(Readings::toWire).toList())
        .addAllCutouts(findings.cutouts().stream().map(Readings::toWire).toList())
        .build();
  }

  private static Findings fromWire(io.palimpsest.node.api.Findings findings) {
    return new Findings(
        findings.getLinesList().stream().map(Readings::fromWire).toList(),
        findings.getCutoutsList().stream().map(Readings::fromWire).toList());
  }

  private static io.palimpsest.node.api.Cutout toWire(Findings.Cutout cutout) {
    return io.palimpsest.node.api.Cutout.newBuilder()
        .setQuad(toWire(cutout.quad()))
        .setJpeg(UnsafeByteOperations.unsafeWrap(cutout.jpeg()))
        .build();
  }

  private static Findings.Cutout fromWire(io.palimpsest.node.api.Cutout cutout) {
    return new Findings.Cutout(fromWire(cutout.getQuad()), cutout.getJpeg().toByteArray());
  }

  private static io.palimpsest.node.api.Page toWire(Page page) {
    return io.palimpsest.node.api.Page.newBuilder()
        .setWidth(page.width())
        .setHeight(page.height())
        .setAngle(page.angle())
        .addAllLines(page.lines().stream().map(Readings::toWire).toList())
        .setModelId(page.modelId())
        .build();
  }

  private static Page fromWire(io.palimpsest.node.api.Page page) {
    return new Page(
        page.getWidth(),
        page.getHeight(),
        page.getAngle(),
        page.getLinesList().stream().map(Readings::fromWire).toList(),
        page.getModelId());
  }

  private static io.palimpsest.node.api.TextLine toWire(TextLine line) {
    return io.palimpsest.node.api.TextLine.newBuilder()
        .setText(line.text())
        .setQuad(toWire(line.quad()))
        .setConfidence(line.confidence())
        .addAllGlyphs(line.glyphs().stream().map(Readings::toWire).toList())
        .build();
  }

  private static TextLine fromWire(io.palimpsest.node.api.TextLine line) {
    return new TextLine(
        line.getText(),
        fromWire(line.getQuad()),
        line.getConfidence(),
        line.getGlyphsList().stream().map(Readings::fromWire).toList());
  }

  private static io.palimpsest.node.api.Glyph toWire(Glyph glyph) {
    return io.palimpsest.node.api.Glyph.newBuilder()
        .setText(glyph.text())
        .setConfidence(glyph.confidence())
        .setQuad(toWire(glyph.quad()))
        .build();
  }

  private static Glyph fromWire(io.palimpsest.node.api.Glyph glyph) {
    return new Glyph(glyph.getText(), glyph.getConfidence(), fromWire(glyph.getQuad()));
  }

  private static io.palimpsest.node.api.Quad toWire(Quad quad) {
    var wire = io.palimpsest.node.api.Quad.newBuilder();
    quad.corners().forEach(corner -> wire.addCorners(corner.x()).addCorners(corner.y()));
    return wire.build();
  }

  private static Quad fromWire(io.palimpsest.node.api.Quad quad) {
    if (quad.getCornersCount() != 8) {
      throw new IllegalArgumentException("corners must be eight numbers");
    }
    return new Quad(point(quad, 0), point(quad, 2), point(quad, 4), point(quad, 6));
  }

  private static Point point(io.palimpsest.node.api.Quad quad, int from) {
    return new Point(quad.getCorners(from), quad.getCorners(from + 1));
  }
}
