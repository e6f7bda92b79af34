package io.palimpsest.evidence.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 1, 44, tile/0/001.p/44",
    "1, 1234067, 256, tile/1/x001/x234/067",
    "-1, 273, 112, tile/entries/273.p/112",
    "-1, 1000, 1, tile/entries/x001/000.p/1",
    "63, 0, 255, tile/63/000.p/255"
  })
  void pathShouldBeThatOfTheSpecification(int level, long index, int width, String path) {
    TilePath tile = new TilePath(level, index, width);

    assertThat(tile.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).isEqualTo(tile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "checkpoint",
        "../checkpoint",
        "tile/../checkpoint",
        "tile/0/../../../../etc/passwd",
        "/tile/0/000",
        "tile/0/000/",
        "tile//000",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/000",
        "tile/0/001/x234/067",
        "tile/0/x1234/067",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000.p/1/000",
        "tile/0/000.P/1",
        "tile/8/0/000",
        "tile/entries/000\n",
        "tile/0/00\u0661",
        "tile/0/x999/x999/x999/x999/x999/999",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile\\0\\000"
      })
  void anyOtherPathShouldBeRefused(String path) {
    assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(Malformed.class);
  }

  @Test
  void widthShouldBeThatOfTheLogsSize() {
    assertThat(TilePath.in(70_000, 0, 273)).isEqualTo(new TilePath(0, 273, 112));
    assertThat(TilePath.in(70_000, 1, 1)).isEqualTo(new TilePath(1, 1, 17));
    assertThat(TilePath.in(70_000, 2, 0)).isEqualTo(new TilePath(2, 0, 1));
    assertThatThrownBy(() -> TilePath.in(256, 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void folderShouldTakeNoPathButALogs(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("secret"), "secret");
    TileStore store = new DirectoryTileStore(folder.resolve("log"));

    for (String path : List.of("../secret", "tile/../../secret", "secret", "tile/0/000/../000")) {
      assertThatThrownBy(() -> store.get(path, 100)).isInstanceOf(Malformed.class);
      assertThatThrownBy(() -> store.put(path, new byte[1])).isInstanceOf(Malformed.class);
    }
  }

  @Test
  void folderShouldKeepWhatWasPut(@TempDir Path folder) {
    TileStore store = new DirectoryTileStore(folder.resolve("a/log"));

    store.put("tile/0/x001/000.p/7", new byte[] {1, 2});
    store.put("tile/0/x001/000.p/7", new byte[] {3});

    assertThat(store.get("tile/0/x001/000.p/7", 1)).hasValue(new byte[] {3});
    assertThat(store.get("tile/0/x001/000", 1)).isEmpty();
    assertThatThrownBy(() -> store.get("tile/0/x001/000.p/7", 0)).isInstanceOf(Malformed.class);
  }

  @Test
  void folderShouldFollowNoLinks(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(folder.resolve("checkpoint"), folder.resolve("secret"));
    TileStore store = new DirectoryTileStore(folder);

    assertThatThrownBy(() -> store.get("checkpoint", 100)).isInstanceOf(Malformed.class);
  }

  @Test
  void folderThatCannotBeWrittenShouldBeToldAsUnavailable(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("log"), "a file");
    TileStore store = new DirectoryTileStore(folder.resolve("log"));

    assertThatThrownBy(() -> store.put("checkpoint", new byte[1]))
        .isInstanceOf(EvidenceUnavailable.class);
  }
}
