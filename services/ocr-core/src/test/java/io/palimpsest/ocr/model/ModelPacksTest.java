package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.palimpsest.ocr.error.OcrFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPacksTest {
  @TempDir Path cache;

  @Test
  void everyManifestShouldBeReadableAndEveryFileHaveASource() {
    assertThat(ModelPacks.ids())
        .allSatisfy(
            id -> {
              Manifest manifest = ModelPacks.bundled(id).manifest();

              assertThat(manifest.id()).isEqualTo(id);
              assertThat(manifest.files()).noneMatch(file -> file.sources().isEmpty());
            });
  }

  @Test
  void theFallbackShouldBeReadyWithoutPythonOrNetwork() {
    ModelPack pack =
        new PackInstaller(cache, "no-such-python", ProgressListener.silent())
            .ready(ModelPacks.bundled(ModelPacks.FALLBACK));

    assertThat(pack.modelId()).isEqualTo("pp-ocrv4-mobile/1.2.2");
    assertThat(pack.classes(pack.recognitionModel())).hasSize(6625).startsWith("").endsWith(" ");
  }

  @Test
  void statesShouldTellWhatTheCacheHolds() {
    ModelPacks.byId(ModelPacks.FALLBACK, cache, ProgressListener.silent());

    assertThat(ModelPacks.states(cache))
        .extracting(PackState::id, PackState::ready)
        .containsExactly(
            tuple("pp-ocrv6-tiny", false),
            tuple("pp-ocrv6-small", false),
            tuple("pp-ocrv6-medium", false),
            tuple("pp-ocrv4-mobile", true));
  }

  @Test
  void byIdShouldNameThePacksThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> ModelPacks.byId("gpt", cache, ProgressListener.silent()))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("pp-ocrv6-small");
  }
}
