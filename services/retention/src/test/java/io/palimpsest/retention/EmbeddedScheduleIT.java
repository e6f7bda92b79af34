package io.palimpsest.retention;

import static io.palimpsest.retention.RetentionFixtures.OVER;
import static io.palimpsest.retention.RetentionFixtures.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.embedded.EmbeddedMariaDb;
import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.embedded.ProgressListener;
import io.palimpsest.stores.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the embedded MariaDB, which can be taken away. */
class EmbeddedScheduleIT extends ScheduleKit {
  private final Path data;
  private final EmbeddedStores stores;
  private final EmbeddedMariaDb server;

  EmbeddedScheduleIT() throws IOException {
    this.data = Files.createTempDirectory(Path.of("target"), "stores-");
    this.stores =
        EmbeddedStores.prepare(
            EmbeddedSettings.onFreePorts(data, Path.of("target/software")),
            ProgressListener.none());
    this.server = stores.mariaDb();
  }

  @BeforeAll
  void startServer() {
    server.start();
  }

  @Override
  void stopServer() throws IOException {
    stores.close();
    try (var files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Override
  DatabaseSettings schema(String name) {
    return new DatabaseSettings(server.server() + name, server.user(), server.password());
  }

  @Test
  void jobsShouldGoOnOnceTheDatabaseIsBackAndTheSweepMeanwhile() {
    AtomicInteger runs = new AtomicInteger();
    Retention retention =
        started(database(), new Chore("count", EVERY, _ -> runs.incrementAndGet()));
    await().until(() -> retention.health().ok() && runs.get() > 0);

    server.stop();
    await().until(() -> !retention.health().ok());
    staged(region(), now().minus(OVER).minusSeconds(20));

    await().atMost(Duration.ofSeconds(20)).until(() -> region().uploads().list(1).isEmpty());
    assertThat(retention.health().detail())
        .contains("schedule of ap-singapore: its database does not answer since");
    server.start();
    int then = runs.get();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> retention.health().ok() && runs.get() > then);
  }
}
