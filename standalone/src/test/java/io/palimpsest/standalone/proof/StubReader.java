package io.palimpsest.standalone.proof;

import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.error.OcrFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Reads a "picture" that is its own text, at once; one that says {@link #STALL} is read for ever,
 * or until it is cancelled. Where a study is asked for, the text's lines are a passport's zone, and
 * {@link #FACE} is its portrait.
 */
final class StubReader implements DocumentReader {
  static final String STALL = "stall";

  /** What stands for a portrait: words to look for. */
  static final byte[] FACE = "a face of Anna Maria".repeat(100).getBytes(StandardCharsets.UTF_8);

  @Override
  public Reading read(byte[] file, DocumentOptions options) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (text.equals(STALL)) {
      stall(options);
    }
    TextLine line = new TextLine(text, Quad.rectangle(0, 0, 100, 20), 0.99, List.of());
    Page page = new Page(100, 20, 0, List.of(line), "stub");
    return new Reading(
        page,
        ImageFormat.PNG,
        1,
        Duration.ofNanos(1),
        Duration.ofNanos(1),
        options.study().map(study -> findings(text, study)).orElseGet(Findings::none));
  }

  /** Lines as read and as repaired: nothing is. */
  private static Findings findings(String text, String study) {
    List<TextLine> zone =
        text.lines()
            .map(line -> new TextLine(line, Quad.rectangle(0, 0, 440, 20), 0.99, List.of()))
            .toList();
    boolean portrait = study.equals(TravelDocuments.STUDY_WITH_PORTRAIT);
    return new Findings(
        Stream.concat(zone.stream(), zone.stream()).toList(),
        portrait ? List.of(new Findings.Cutout(Quad.rectangle(0, 0, 35, 45), FACE)) : List.of());
  }

  private static void stall(DocumentOptions options) {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (var _ = options.read().cancellation().onCancel(cancelled::countDown)) {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new OcrFailure.Cancelled();
  }
}
