package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import io.palimpsest.ocr.model.TierPacks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

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
  static TierPacks packs() {
    Path cache =
        Optional.ofNullable(System.getenv("PALIMPSEST_MODELS"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "palimpsest", "models"));
    TierPacks packs = ModelPacks.tiers(cache, ProgressListener.silent());
    System.out.println(
        "Tests of the real engine run with "
            + packs.distinct().stream().map(ModelPack::modelId).collect(Collectors.joining(", "))
            + packs.notice().map(n -> ": " + n).orElse(""));
    return packs;
  }
}
