package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
  @TempDir Path folder;

  @BeforeEach
  void putAPackIntoTheFolder() throws IOException {
    PackFixtures.writeFiles(folder);
    Files.writeString(folder.resolve("manifest.yml"), PackFixtures.manifest());
  }

  @Test
  void inFolderShouldTakeAPackThatSomeonePutThere() {
    ModelPack pack = ModelPacks.inFolder(folder);

    assertThat(pack.modelId()).isEqualTo("minute/1");
    assertThat(pack.licence()).isEqualTo("Apache-2.0");
    assertThat(pack.classes(pack.recognitionModel())).containsExactly("", "a", "b", "𠮷", " ");
  }

  @Test
  void readingShouldFailWhenAFileChangedAfterThePackWasOpened() throws IOException {
    ModelPack pack = ModelPacks.inFolder(folder);
    Files.writeString(folder.resolve("det.onnx"), "deteCtion");

    assertThatThrownBy(pack::detectionModel)
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("det.onnx");
  }

  @Test
  void inFolderShouldRefuseAPackWithAFileMissingOrOfAnotherSize() throws IOException {
    Files.writeString(folder.resolve("rec.onnx"), "longer than it should be");
    assertThatThrownBy(() -> ModelPacks.inFolder(folder)).hasMessageContaining("rec.onnx");

    Files.delete(folder.resolve("rec.onnx"));
    assertThatThrownBy(() -> ModelPacks.inFolder(folder))
        .isInstanceOf(OcrFailure.ModelUnavailable.class);
  }

  @Test
  void inFolderShouldRefuseAFolderWithoutManifest() throws IOException {
    Files.delete(folder.resolve("manifest.yml"));

    assertThatThrownBy(() -> ModelPacks.inFolder(folder)).hasMessageContaining("manifest.yml");
  }

  @Test
  void inFolderShouldNameTheKeyThatIsWrongInAManifest() throws IOException {
    String manifest = PackFixtures.manifest();

    refused(
        manifest.replace("unclip: 1.6", "unclip: wide"),
        "manifest.detection.unclip: a number is needed");
    refused(manifest.replace("version:", "vorsion:"), "manifest.version: is missing");
    refused(manifest.replace("name: keys.txt", "name: ../keys.txt"), "a plain file name is needed");
    refused(manifest.replace("file: det.onnx", "file: other.onnx"), "other.onnx is not among them");
    refused(manifest.replace("sources: []", "sources: [{kind: pigeon}]"), "pigeon is not known");
    refused(
        manifest.replace("sources: []", "sources: [{kind: https, address: \"http://a.org/d\"}]"),
        "an https address is needed");
    refused(
        manifest.replace("sources: []", "sources: " + PackFixtures.inWheel("d")),
        "minute-1-py3-none-any.whl is not among them");
    refused(
        manifest.replace("wheels: []", "wheels: [{file: a.zip, size: 1, sha256: x}]"),
        "sha256: 64 lower-case hexadecimal digits are needed");
  }

  @Test
  void classesShouldFailWhenTheDictionaryHasAnotherLength() throws IOException {
    Files.writeString(
        folder.resolve("manifest.yml"), PackFixtures.manifest().replace("lines: 3", "lines: 4"));
    ModelPack pack = ModelPacks.inFolder(folder);

    assertThatThrownBy(() -> pack.classes(pack.recognitionModel()))
        .hasMessageContaining("3 lines, not 4");
  }

  private void refused(String manifest, String why) throws IOException {
    Files.writeString(folder.resolve("manifest.yml"), manifest);
    assertThatThrownBy(() -> ModelPacks.inFolder(folder))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining(why);
  }
}
