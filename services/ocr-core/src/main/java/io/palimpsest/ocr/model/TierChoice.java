package io.palimpsest.ocr.model;

import io.palimpsest.ocr.error.OcrFailure;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which pack reads which tier, as the machine has them. One that is missing never stops a start.
 */
final class TierChoice {
  private final Function<String, ModelPack> ready;
  private final Function<String, Optional<ModelPack>> cached;

  /**
   * @param ready gives a pack by its id, fetched where it is missing
   * @param cached gives a pack by its id, if it is there
   */
  TierChoice(Function<String, ModelPack> ready, Function<String, Optional<ModelPack>> cached) {
    this.ready = ready;
    this.cached = cached;
  }

  /**
   * @throws OcrFailure.ModelUnavailable when there is no pack at all
   */
  TierPacks choose() {
    ModelPack standard;
    try {
      standard = ready.apply(ModelPacks.STANDARD);
    } catch (OcrFailure.ModelUnavailable e) {
      ModelPack fallback = ready.apply(ModelPacks.FALLBACK);
      return new TierPacks(
          fallback,
          fallback,
          fallback,
          notice(ModelPacks.STANDARD, e, ModelPacks.FALLBACK, "which makes more mistakes"));
    }
    ModelPack best = cached.apply(ModelPacks.BEST).orElse(standard);
    try {
      return new TierPacks(ready.apply(ModelPacks.QUICK), standard, best, Optional.empty());
    } catch (OcrFailure.ModelUnavailable e) {
      return new TierPacks(
          standard,
          standard,
          best,
          notice(ModelPacks.QUICK, e, ModelPacks.STANDARD, "which takes longer"));
    }
  }

  private static Optional<String> notice(
      String missing, OcrFailure.ModelUnavailable why, String instead, String price) {
    return Optional.of(
        "The models "
            + missing
            + " cannot be had ("
            + why.getMessage()
            + "). Reading with "
            + instead
            + ", "
            + price
            + ".");
  }
}
