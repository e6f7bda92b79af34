package io.palimpsest.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same entries under the same key are, file by file, what Tessera makes of them. */
class TesseraTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 70_000})
  void everyFileShouldBeTheSameAsTesseras(int size) throws IOException {
    MemoryTileStore store = new MemoryTileStore();

    EvidenceFixtures.log(store, size);

    String ours = hashes(store.files());
    String expected = size == 70_000 ? hex(ours.getBytes(StandardCharsets.UTF_8)) + " *\n" : ours;
    assertThat(expected).isEqualTo(tesseras(size));
  }

  private static String hashes(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .map(file -> hex(file.getValue()) + " " + file.getKey() + "\n")
        .collect(Collectors.joining());
  }

  private static String tesseras(int size) throws IOException {
    try (InputStream in = TesseraTest.class.getResourceAsStream("/tessera-v1.0.4.txt")) {
      List<String> lines =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith(size + " "))
              .map(line -> line.substring((size + " ").length()) + "\n")
              .toList();
      return String.join("", lines);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes));
  }
}
