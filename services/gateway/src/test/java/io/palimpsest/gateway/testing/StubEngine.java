package io.palimpsest.gateway.testing;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * Reads the mark of a {@link MarkedPictures} picture as one line. Some marks make it fail as an
 * engine can: {@code FAIL}, {@code NO-MODEL}, {@code CRASH}, and {@code WAIT}, which goes on until
 * it is cancelled.
 */
public final class StubEngine implements OcrEngine {
  private volatile UnaryOperator<Page> change = UnaryOperator.identity();
  private volatile ReadOptions last = ReadOptions.page();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  /** Changes every page from here on. */
  public void change(UnaryOperator<Page> other) {
    change = other;
  }

  /** What the last reading was asked for. */
  public ReadOptions last() {
    return last;
  }

  /** Opens once a {@code WAIT} is being read. */
  public CountDownLatch waiting() {
    return waiting;
  }

  /** Opens once a {@code WAIT} was cancelled. */
  public CountDownLatch cancelled() {
    return cancelled;
  }

  @Override
  public Page read(Picture picture, ReadOptions options) {
    last = options;
    String mark = MarkedPictures.read(picture.bgr());
    switch (mark) {
      case "FAIL" -> throw new OcrFailure.EngineFailed("stub", null);
      case "NO-MODEL" -> throw new OcrFailure.ModelUnavailable("stub", null);
      case "CRASH" -> throw new IllegalStateException("stub says " + mark);
      case "WAIT" -> await(options);
      default -> {}
    }
    List<TextLine> lines = mark.isEmpty() ? List.of() : List.of(line(mark));
    return change.apply(new Page(picture.width(), picture.height(), 0, lines, modelId()));
  }

  @Override
  public String modelId() {
    return "stub-1";
  }

  @Override
  public ChosenDevice device() {
    return new ChosenDevice(new Device.Cpu(), "a stub");
  }

  @Override
  public void close() {}

  /** A line whose characters are ten pixels wide and twenty high, beginning at (2, 3). */
  public static TextLine line(String text) {
    List<Glyph> glyphs = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      glyphs.add(
          new Glyph(text.substring(i, i + 1), 0.9, Quad.rectangle(2 + 10 * i, 3, 12 + 10 * i, 23)));
    }
    return new TextLine(text, Quad.rectangle(2, 3, 2 + 10 * text.length(), 23), 0.987, glyphs);
  }

  private void await(ReadOptions options) {
    waiting.countDown();
    CountDownLatch stopped = new CountDownLatch(1);
    try (var _ = options.cancellation().onCancel(stopped::countDown)) {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cancelled.countDown();
    throw new OcrFailure.Cancelled();
  }
}
