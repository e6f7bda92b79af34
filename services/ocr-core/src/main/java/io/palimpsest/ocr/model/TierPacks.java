package io.palimpsest.ocr.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The packs behind the tiers. One pack may stand for several of them.
 *
 * @param quick reads the fast tier, and the standard tier's first look
 * @param standard reads again what the quick one left in doubt
 * @param best reads the accurate tier
 * @param notice what the user should be told, when these are not the packs that were preferred
 */
public record TierPacks(
    ModelPack quick, ModelPack standard, ModelPack best, Optional<String> notice) {

  /** One pack for every tier. */
  public static TierPacks all(ModelPack pack) {
    return new TierPacks(pack, pack, pack, Optional.empty());
  }

  /** Each pack once. */
  public List<ModelPack> distinct() {
    return Stream.of(quick, standard, best).distinct().toList();
  }
}
