package io.palimpsest.standalone.engine;

import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.standalone.UserError;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes an engine of the models in the cache. */
public final class Models {
  private Models() {}

  /**
   * Opens the best engine that can be had.
   *
   * @param progress of a first fetch
   * @param notice hears when another model than the preferred one is used, and why
   * @throws UserError when there is no model at all, or not the device asked for
   */
  public static OcrEngine open(
      Path folder, EngineSettings settings, FetchProgress progress, Consumer<String> notice) {
    try {
      ModelPack pack = ModelPacks.preferred(folder, progress);
      progress.done();
      pack.notice().ifPresent(notice);
      return OcrEngines.open(pack, settings);
    } catch (OcrFailure.ModelUnavailable e) {
      throw new UserError(
          "the OCR engine cannot be opened: "
              + e.getMessage()
              + " (models are kept in "
              + folder
              + ")",
          e);
    }
  }
}
