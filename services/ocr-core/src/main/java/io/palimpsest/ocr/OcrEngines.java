package io.palimpsest.ocr;

import io.palimpsest.ocr.internal.engine.OnnxOcrEngine;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.TierPacks;

/** Makes engines. */
public final class OcrEngines {
  private OcrEngines() {}

  /**
   * Loads the packs' models, verifying them first. This takes about a second; make one engine and
   * share it.
   *
   * @throws io.palimpsest.ocr.error.OcrFailure.ModelUnavailable when a file of a pack is missing or
   *     damaged, or when the device asked for cannot be had
   */
  public static OcrEngine open(TierPacks packs, EngineSettings settings) {
    return OnnxOcrEngine.open(packs, settings);
  }

  /** As above, with one pack behind every tier. */
  public static OcrEngine open(ModelPack pack, EngineSettings settings) {
    return open(TierPacks.all(pack), settings);
  }
}
