package io.palimpsest.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ocr.Batching;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeOptionsTest {
  private static final NodeSettings EVERYTHING =
      new NodeSettings(
          "0.0.0.0",
          7001,
          new EngineSettings(3, 5, new Device.Cuda(1), new Batching(32, Duration.ofMillis(4))),
          9,
          Duration.ofSeconds(40),
          Duration.ofMinutes(1),
          16 << 20,
          true,
          Optional.of(new NodeCertificate(Path.of("/c.pem"), Path.of("/k.pem"))));

  @Test
  void withoutAnyTheDefaultsShouldHold() {
    NodeOptions options = NodeOptions.read(Map.of(), List.of());

    assertThat(options.settings()).isEqualTo(NodeSettings.defaults());
    assertThat(options.models()).endsWith(Path.of(".cache", "palimpsest", "models"));
  }

  @Test
  void everyFlagShouldBeMapped() {
    NodeOptions options =
        NodeOptions.read(
            Map.of(),
            List.of(
                "--host=0.0.0.0",
                "--port=7001",
                "--threads=3",
                "--parallelism=5",
                "--device=cuda:1",
                "--batch-lines=32",
                "--batch-wait=4ms",
                "--queue=9",
                "--call-limit=40s",
                "--drain-limit=1m",
                "--max-message=16MB",
                "--reflection=true",
                "--certificate=/c.pem",
                "--key=/k.pem",
                "--models=/m"));

    assertThat(options).isEqualTo(new NodeOptions(EVERYTHING, Path.of("/m")));
  }

  @Test
  void aVariableShouldDoAsWellAndAFlagShouldWin() {
    Map<String, String> environment =
        Map.of("PALIMPSEST_NODE_BATCH_LINES", "8", "PALIMPSEST_NODE_PORT", "7000");

    NodeSettings settings = NodeOptions.read(environment, List.of("--port=7002")).settings();

    assertThat(settings.engine().batching().maxLines()).isEqualTo(8);
    assertThat(settings.port()).isEqualTo(7002);
  }

  @ParameterizedTest
  @CsvSource({
    "port, 65536",
    "port, x",
    "queue, -1",
    "batch-wait, 4",
    "call-limit, 0s",
    "max-message, 2048MB",
    "key, k.pem",
    "device, gpu"
  })
  void aBadValueShouldBeRefused(String name, String value) {
    assertThatThrownBy(() -> NodeOptions.read(Map.of(), List.of("--" + name + "=" + value)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--prot=1", "--port", "port=1"})
  void anUnknownFlagShouldBeRefusedByName(String flag) {
    assertThatThrownBy(() -> NodeOptions.read(Map.of(), List.of(flag)))
        .hasMessageStartingWith(flag + " is not known");
  }
}
