package io.palimpsest.ocr;

import io.palimpsest.ocr.internal.engine.OnnxOcrEngine;
import io.palimpsest.ocr.model.ModelPack;

/** Makes engines. */
public final class OcrEngines {
  private OcrEngines() {}

  /**
   * Loads a pack's models, verifying them first. This takes about a second; make one engine and
   * share it.
   *
   * @throws io.palimpsest.ocr.error.OcrFailure.ModelUnavailable when a file of the pack is missing
   *     or damaged
   */
  public static OcrEngine open(ModelPack pack, EngineSettings settings) {
    return OnnxOcrEngine.open(pack, settings);
  }
}
