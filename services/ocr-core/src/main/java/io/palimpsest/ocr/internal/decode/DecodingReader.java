package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.CloseReader;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.PageStudy;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.internal.geometry.Quads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decodes, then reads. */
public final class DecodingReader implements DocumentReader {
  private final OcrEngine engine;
  private final DecodingWorkers workers;
  private final Map<String, PageStudy> studies;

  public DecodingReader(OcrEngine engine, int decodersAtOnce, List<PageStudy> studies) {
    this.engine = engine;
    this.workers = new DecodingWorkers(decodersAtOnce);
    this.studies =
        studies.stream().collect(Collectors.toUnmodifiableMap(PageStudy::name, study -> study));
  }

  @Override
  public Reading read(byte[] file, DocumentOptions options) {
    Cancellation cancellation = options.read().cancellation();
    Optional<PageStudy> study = options.study().map(this::study);
    long start = System.nanoTime();
    Decoded decoded =
        workers.run(
            options.decodeLimit(), cancellation, guard -> Decoder.decode(file, options, guard));
    long between = System.nanoTime();
    Page page = engine.read(decoded.picture(), options.read());
    Findings findings =
        study
            .map(asked -> asked.look(decoded.picture(), page, lines(decoded, cancellation)))
            .orElse(Findings.none());
    long end = System.nanoTime();
    return new Reading(
        decoded.shrunk() == 1 ? page : grown(page, decoded.shrunk()),
        decoded.format(),
        decoded.pageCount(),
        Duration.ofNanos(between - start),
        Duration.ofNanos(end - between),
        decoded.shrunk() == 1 ? findings : grown(findings, decoded.shrunk()));
  }

  private PageStudy study(String name) {
    return Optional.ofNullable(studies.get(name))
        .orElseThrow(() -> new OcrFailure.EngineFailed("no such study here", null));
  }

  private CloseReader lines(Decoded decoded, Cancellation cancellation) {
    return (quads, alphabet) -> engine.readAgain(decoded.picture(), quads, alphabet, cancellation);
  }

  private static Findings grown(Findings findings, int factor) {
    return new Findings(
        grown(findings.lines(), factor),
        findings.cutouts().stream()
            .map(cut -> new Findings.Cutout(grown(cut.quad(), factor), cut.jpeg()))
            .toList());
  }

  private static Page grown(Page page, int factor) {
    return new Page(
        page.width() * factor,
        page.height() * factor,
        page.angle(),
        grown(page.lines(), factor),
        page.modelId());
  }

  private static List<TextLine> grown(List<TextLine> lines, int factor) {
    return lines.stream()
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
  }

  private static Quad grown(Quad quad, int factor) {
    return Quads.map(quad, p -> new Point(p.x() * factor, p.y() * factor));
  }
}
