package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The models that tests of the real engine run with: the preferred ones, or the fallback where
 * those cannot be had.
 */
final class EngineUnderTest {
  private EngineUnderTest() {}

  /**
   * Packs are kept in the folder that {@code PALIMPSEST_MODELS} names, by default where the program
   * keeps them too.
   */
  static ModelPack pack() {
    Path cache =
        Optional.ofNullable(System.getenv("PALIMPSEST_MODELS"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "palimpsest", "models"));
    ModelPack pack = ModelPacks.preferred(cache, ProgressListener.silent());
    System.out.println(
        "Tests of the real engine run with "
            + pack.modelId()
            + pack.notice().map(n -> ": " + n).orElse(""));
    return pack;
  }
}
