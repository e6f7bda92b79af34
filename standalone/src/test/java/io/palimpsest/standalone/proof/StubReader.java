package io.palimpsest.standalone.proof;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
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

/**
 * Reads a "picture" that is its own text, at once; one that says {@link #STALL} is read for ever,
 * or until it is cancelled.
 */
final class StubReader implements DocumentReader {
  static final String STALL = "stall";

  @Override
  public Reading read(byte[] file, DocumentOptions options) {
    String text = new String(file, StandardCharsets.UTF_8);
    if (text.equals(STALL)) {
      stall(options);
    }
    TextLine line = new TextLine(text, Quad.rectangle(0, 0, 100, 20), 0.99, List.of());
    Page page = new Page(100, 20, 0, List.of(line), "stub");
    return new Reading(page, ImageFormat.PNG, 1, Duration.ofNanos(1), Duration.ofNanos(1));
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
