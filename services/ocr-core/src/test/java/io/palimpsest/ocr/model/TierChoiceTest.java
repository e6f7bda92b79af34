package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.error.OcrFailure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TierChoiceTest {

  @Test
  void chooseShouldGiveEachTierItsPackAndFetchNoBestOne() {
    TierPacks packs = choose(Set.of(ModelPacks.QUICK, ModelPacks.STANDARD), false);

    assertThat(packs.quick().modelId()).startsWith(ModelPacks.QUICK);
    assertThat(packs.standard().modelId()).startsWith(ModelPacks.STANDARD);
    assertThat(packs.best()).isSameAs(packs.standard());
    assertThat(packs.notice()).isEmpty();
  }

  @Test
  void chooseShouldTakeTheBestPackWhenItIsAtHand() {
    TierPacks packs = choose(Set.of(ModelPacks.QUICK, ModelPacks.STANDARD), true);

    assertThat(packs.best().modelId()).startsWith(ModelPacks.BEST);
    assertThat(packs.distinct()).hasSize(3);
  }

  @Test
  void chooseShouldReadEverythingWithTheStandardPackAndSaySoWhenTheQuickOneIsMissing() {
    TierPacks packs = choose(Set.of(ModelPacks.STANDARD), false);

    assertThat(packs.distinct()).hasSize(1);
    assertThat(packs.quick().modelId()).startsWith(ModelPacks.STANDARD);
    assertThat(packs.notice().orElseThrow()).contains(ModelPacks.QUICK, "no way out");
  }

  @Test
  void chooseShouldReadEverythingWithTheFallbackAndSaySoWhenTheStandardPackIsMissing() {
    TierPacks packs = choose(Set.of(ModelPacks.FALLBACK, ModelPacks.QUICK), true);

    assertThat(packs.distinct()).hasSize(1);
    assertThat(packs.best().modelId()).startsWith(ModelPacks.FALLBACK);
    assertThat(packs.notice().orElseThrow()).contains(ModelPacks.STANDARD, "no way out");
  }

  @Test
  void chooseShouldFailWhenThereIsNoPackAtAll() {
    assertThatThrownBy(() -> choose(Set.of(), false))
        .isInstanceOf(OcrFailure.ModelUnavailable.class);
  }

  private static TierPacks choose(Set<String> available, boolean bestAtHand) {
    return new TierChoice(
            id -> {
              if (!available.contains(id)) {
                throw new OcrFailure.ModelUnavailable(id + ": no way out", null);
              }
              return pack(id);
            },
            id -> bestAtHand ? Optional.of(pack(id)) : Optional.empty())
        .choose();
  }

  private static ModelPack pack(String id) {
    return new ModelPack(Path.of(id), ModelPacks.bundled(id).manifest());
  }
}
