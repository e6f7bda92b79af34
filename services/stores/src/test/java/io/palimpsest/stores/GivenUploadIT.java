package io.palimpsest.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.testkit.Concurrently;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.objects.S3TileStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The upload kit on an object store that the environment names, such as MinIO. */
@EnabledIfEnvironmentVariable(named = "PALIMPSEST_TEST_S3_URL", matches = ".+")
class GivenUploadIT extends UploadKits {
  private static final int ROUNDS = 20;

  GivenUploadIT(Backends.Run run) {
    super(run, settings(), "PALIMPSEST_TEST_S3_URL");
  }

  /** Not for the embedded store: it looks first and writes then, and only one process uses it. */
  @Test
  void ofManyThatReplaceACheckpointAtOneTimeOneShouldWin() {
    try (S3Objects objects =
        S3Objects.attach("contested", "palimpsest-contested", OptionalInt.empty(), settings())) {
      S3TileStore tiles = new S3TileStore(objects, UUID.randomUUID().toString());
      Optional<byte[]> there = Optional.empty();
      for (int round = 0; round < ROUNDS; round++) {
        Set<String> won = ConcurrentHashMap.newKeySet();
        Optional<byte[]> before = there;
        String name = "round " + round + " writer ";

        Concurrently.run(
            8,
            writer -> {
              byte[] content = (name + writer).getBytes(StandardCharsets.UTF_8);
              try {
                tiles.replace(TileStore.CHECKPOINT, before, content);
                won.add(name + writer);
              } catch (EvidenceUnavailable e) {
                // another one was faster
              }
            });

        there = tiles.get(TileStore.CHECKPOINT, 100);
        assertThat(won).containsExactly(new String(there.orElseThrow(), StandardCharsets.UTF_8));
      }
    }
  }

  private static ObjectStoreSettings settings() {
    return new ObjectStoreSettings(
        URI.create(System.getenv("PALIMPSEST_TEST_S3_URL")),
        System.getenv("PALIMPSEST_TEST_S3_ACCESS_KEY"),
        System.getenv("PALIMPSEST_TEST_S3_SECRET_KEY"));
  }
}
