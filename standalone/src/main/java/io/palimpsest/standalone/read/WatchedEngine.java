package io.palimpsest.standalone.read;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.ReadOptions;
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
