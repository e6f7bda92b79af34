package io.palimpsest.ocr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.error.OcrFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackInstallerTest {
  /** Nobody listens there. */
  private static final String UNREACHABLE = "{kind: https, address: \"https://127.0.0.1:1/d\"}";

  @TempDir Path folder;

  private StandInPython python;
  private Path wheel;
  private ModelPacks.BundledManifest pack;

  @BeforeEach
  void makeAWheel() throws IOException {
    python = new StandInPython(folder);
    wheel = PackFixtures.writeWheel(folder, PackFixtures.DETECTION);
    pack = PackFixtures.bundled(PackFixtures.wheelManifest(Files.readAllBytes(wheel)));
  }

  @Test
  void readyShouldFetchAWheelOnceForAllItsFilesAndUseTheCacheFromThenOn() throws IOException {
    PackInstaller installer = installer(python.bringing(wheel));

    ModelPack first = installer.ready(pack);
    ModelPack again = installer("no-such-python").ready(pack);

    assertThat(first.detectionModel()).isEqualTo(PackFixtures.DETECTION);
    assertThat(again.recognitionModel()).isEqualTo(PackFixtures.RECOGNITION);
    assertThat(Files.readAllLines(python.calls())).hasSize(1);
    assertThat(namesIn(cache())).containsExactly("minute-1");
    assertThat(namesIn(cache().resolve("minute-1")))
        .containsExactlyInAnyOrder("det.onnx", "rec.onnx", "keys.txt", "manifest.yml");
    assertThat(ModelPacks.inFolder(cache().resolve("minute-1")).modelId()).isEqualTo("minute/1");
  }

  @Test
  void readyShouldCutAPieceOutOfAFileInAWheel() throws IOException {
    PackInstaller installer = installer(python.bringing(wheel));
    String library = "{kind: python-wheel, wheel: %s, path: minute/library, offset: %d}";

    ModelPack ready =
        installer.ready(
            PackFixtures.bundled(
                PackFixtures.manifest(
                    PackFixtures.pinned(Files.readAllBytes(wheel)),
                    "[" + library.formatted(PackFixtures.WHEEL, 5) + "]",
                    "[" + library.formatted(PackFixtures.WHEEL, 15) + "]",
                    PackFixtures.inWheel("k"))));

    assertThat(ready.detectionModel()).isEqualTo(PackFixtures.DETECTION);
    assertThat(ready.recognitionModel()).isEqualTo(PackFixtures.RECOGNITION);
  }

  @Test
  void readyShouldGoOnToTheNextSourceAndTakeItsOwnContentForRight() throws IOException {
    byte[] twin = PackFixtures.bytes("the same in other bytes");
    Path other = PackFixtures.writeWheel(folder, twin);
    String fromWheel =
        "{kind: python-wheel, wheel: %s, path: minute/d, size: %d, sha256: %s}"
            .formatted(PackFixtures.WHEEL, twin.length, Content.sha256(twin));
    PackInstaller installer = installer(python.bringing(other));

    ModelPack ready =
        installer.ready(
            PackFixtures.bundled(
                PackFixtures.manifest(
                    PackFixtures.pinned(Files.readAllBytes(other)),
                    "[" + UNREACHABLE + ", " + fromWheel + "]",
                    PackFixtures.inWheel("r"),
                    PackFixtures.inWheel("k"))));

    assertThat(ready.detectionModel()).isEqualTo(twin);
  }

  @Test
  void readyShouldNameEverySourceThatFailed() throws IOException {
    PackInstaller installer = installer(python.doing("echo ERROR: no such release; exit 1"));
    ModelPacks.BundledManifest twoSources =
        PackFixtures.bundled(
            PackFixtures.manifest(
                PackFixtures.pinned(Files.readAllBytes(wheel)),
                "[" + UNREACHABLE + ", " + PackFixtures.inWheel("d").substring(1),
                PackFixtures.inWheel("r"),
                PackFixtures.inWheel("k")));

    assertThatThrownBy(() -> installer.ready(twoSources))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContainingAll("det.onnx", "127.0.0.1", "minute==1", "no such release");
    assertThat(namesIn(cache())).isEmpty();
  }

  @Test
  void readyShouldSayThatAFileWithoutSourceIsBroughtByHand() {
    assertThatThrownBy(
            () -> installer("no-such-python").ready(PackFixtures.bundled(PackFixtures.manifest())))
        .hasMessageContaining("det.onnx has no source");
  }

  @Test
  void readyShouldFetchAgainWhenTheCacheIsDamaged() throws IOException {
    PackInstaller installer = installer(python.bringing(wheel));
    installer.ready(pack);
    Files.writeString(cache().resolve("minute-1/det.onnx"), "rotten");

    assertThat(installer.cached(pack.manifest())).isEmpty();
    ModelPack ready = installer.ready(pack);

    assertThat(ready.detectionModel()).isEqualTo(PackFixtures.DETECTION);
    assertThat(installer.cached(pack.manifest())).isPresent();
    assertThat(namesIn(cache())).containsExactly("minute-1");
  }

  @Test
  void readyShouldRefuseAWheelOrAFileWithOtherContentAndLeaveNothing() throws IOException {
    Path other = PackFixtures.writeWheel(folder, PackFixtures.bytes("deteCtion"));
    PackInstaller installer = installer(python.bringing(other));
    ModelPacks.BundledManifest pinnedWrongly =
        PackFixtures.bundled(PackFixtures.wheelManifest(Files.readAllBytes(other)));

    assertThatThrownBy(() -> installer.ready(pack))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining(PackFixtures.WHEEL);
    assertThatThrownBy(() -> installer.ready(pinnedWrongly))
        .isInstanceOf(OcrFailure.ModelUnavailable.class)
        .hasMessageContaining("det.onnx");
    assertThat(namesIn(cache())).isEmpty();
  }

  @Test
  void readyShouldServeSeveralAtOnce() throws IOException {
    String command = python.bringing(wheel);
    List<CompletableFuture<ModelPack>> calls =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> installer(command).ready(pack)))
            .toList();

    assertThat(calls)
        .allSatisfy(c -> assertThat(c.join().detectionModel()).isEqualTo(PackFixtures.DETECTION));
    assertThat(namesIn(cache())).containsExactly("minute-1");
  }

  @Test
  void readyShouldClearAwayWhatAKilledFetchLeftLongAgo() throws IOException {
    Path old = Files.createDirectories(cache().resolve(".fetch-old/wheels"));
    Files.setLastModifiedTime(old.getParent(), FileTime.from(Instant.EPOCH));
    Files.createDirectories(cache().resolve(".fetch-young"));

    installer(python.bringing(wheel)).ready(pack);

    assertThat(namesIn(cache())).containsExactlyInAnyOrder(".fetch-young", "minute-1");
  }

  private PackInstaller installer(String command) {
    return new PackInstaller(cache(), command, ProgressListener.silent());
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).toList();
    }
  }
}
