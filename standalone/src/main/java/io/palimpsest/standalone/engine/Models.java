package io.palimpsest.standalone.engine;

import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.TierPacks;
import io.palimpsest.standalone.UserError;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The models in the cache, and the engine made of them. */
public final class Models {
  private Models() {}

  /**
   * Opens the best engine that can be had.
   *
   * @param progress of a first fetch
   * @param notice hears when other models than the preferred ones are used, and why
   * @throws UserError when there is no model at all, or not the device asked for
   */
  public static OcrEngine open(
      Path folder, EngineSettings settings, FetchProgress progress, Consumer<String> notice) {
    try {
      TierPacks packs = ModelPacks.tiers(folder, progress);
      progress.done();
      packs.notice().ifPresent(notice);
      return OcrEngines.open(packs, settings);
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

  /**
   * Sees to it that the packs for the tiers are in the folder, for another process to open.
   *
   * @throws UserError when there is no model at all
   */
  public static void prepare(Path folder, FetchProgress progress, Consumer<String> notice) {
    try {
      TierPacks packs = ModelPacks.tiers(folder, progress);
      progress.done();
      packs.notice().ifPresent(notice);
    } catch (OcrFailure.ModelUnavailable e) {
      throw new UserError(
          "no OCR model can be had: " + e.getMessage() + " (models are kept in " + folder + ")", e);
    }
  }

  /**
   * Puts a pack into the folder, unless it is there already.
   *
   * @throws UserError when it cannot be had, saying of each source why not
   */
  public static void fetch(String id, Path folder, FetchProgress progress) {
    try {
      ModelPacks.byId(id, folder, progress);
    } catch (OcrFailure.ModelUnavailable e) {
      throw new UserError(e.getMessage(), e);
    } finally {
      progress.done();
    }
  }
}
