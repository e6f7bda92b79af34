package io.palimpsest.standalone.read;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * An engine that shows a page's pixels and what was read from them to someone else before it
 * answers.
 */
record WatchedEngine(OcrEngine engine, BiConsumer<Picture, Page> watcher) implements OcrEngine {
  @Override
  public Page read(Picture picture, ReadOptions options) {
    Page page = engine.read(picture, options);
    watcher.accept(picture, page);
    return page;
  }

  @Override
  public List<CloseReading> readAgain(
      Picture picture, List<Quad> quads, Alphabet alphabet, Cancellation cancellation) {
    return engine.readAgain(picture, quads, alphabet, cancellation);
  }

  @Override
  public String modelId() {
    return engine.modelId();
  }

  @Override
  public ChosenDevice device() {
    return engine.device();
  }

  /** The engine belongs to whoever opened it. */
  @Override
  public void close() {}
}
