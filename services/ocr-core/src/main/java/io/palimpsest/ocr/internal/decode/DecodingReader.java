package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.time.Duration;
import java.util.List;

/** Decodes, then reads. */
public final class DecodingReader implements DocumentReader {
  private final OcrEngine engine;
  private final DecodingWorkers workers;

  public DecodingReader(OcrEngine engine, int decodersAtOnce) {
    this.engine = engine;
    this.workers = new DecodingWorkers(decodersAtOnce);
  }

  @Override
  public Reading read(byte[] file, DocumentOptions options) {
    Cancellation cancellation = options.read().cancellation();
    long start = System.nanoTime();
    Decoded decoded =
        workers.run(
            options.decodeLimit(), cancellation, guard -> Decoder.decode(file, options, guard));
    long between = System.nanoTime();
    Page page = engine.read(decoded.picture(), options.read());
    long end = System.nanoTime();
    return new Reading(
        decoded.shrunk() == 1 ? page : grown(page, decoded.shrunk()),
        decoded.format(),
        decoded.pageCount(),
        Duration.ofNanos(between - start),
        Duration.ofNanos(end - between));
  }

  private static Page grown(Page page, int factor) {
    List<TextLine> lines =
        page.lines().stream()
            .map(
                l ->
                    new TextLine(
                        l.text(),
                        grown(l.quad(), factor),
                        l.confidence(),
                        l.glyphs().stream()
                            .map(g -> new Glyph(g.text(), g.confidence(), grown(g.quad(), factor)))
                            .toList()))
            .toList();
    return new Page(
        page.width() * factor, page.height() * factor, page.angle(), lines, page.modelId());
  }

  private static Quad grown(Quad quad, int factor) {
    return Quads.map(quad, p -> new Point(p.x() * factor, p.y() * factor));
  }
}
