package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.LOG_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.BackupStoreContract;
import io.palimpsest.platform.testkit.Concurrently;
import io.palimpsest.platform.testkit.OperationLogContract;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.internal.oplog.ElasticOperationLog;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit of an operation log, and what only Elasticsearch has. A backend says where its server is.
 */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LogKits implements OperationLogContract, BackupStoreContract {
  @TempDir static Path folder;

  private static final LocalDate DAY = LocalDate.of(2025, 6, 15);

  private final URI url;
  private final String region;
  private final Map<ZoneId, ElasticOperationLog> logs = new HashMap<>();

  LogKits(Backends.Run run, URI url, String backend) {
    this.url = url;
    this.region = "zz-test" + Long.toString(System.nanoTime() % 100_000_000, 36);
    run.met("OperationLog", backend);
  }

  @Override
  public Log log(ZoneId zone) {
    ElasticOperationLog log = logs.computeIfAbsent(zone, this::open);
    return new Log(log, log);
  }

  @Override
  public Filled filled() {
    Log log = log(PlatformFixtures.FRANKFURT_TIME);
    Instant noon = DAY.atTime(12, 0).atZone(PlatformFixtures.FRANKFURT_TIME).toInstant();
    Concurrently.run(CALLS, _ -> log.log().append(logEntry(appId(), callId(noon))));
    BackupStore store = ((ElasticOperationLog) log.log()).backup();
    Piece piece = new Piece(Optional.of(LOG_PERIOD), DAY);
    await().atMost(Duration.ofSeconds(15)).until(() -> rows(store, piece) == CALLS);
    return new Filled(store, piece);
  }

  private static long rows(BackupStore store, Piece piece) throws IOException {
    return store.write(piece, OutputStream.nullOutputStream());
  }

  @Override
  public BackupStore lost() {
    ElasticOperationLog log = (ElasticOperationLog) log(PlatformFixtures.FRANKFURT_TIME).log();
    log.drop(LOG_PERIOD, DAY);
    return log.backup();
  }

  @Test
  void onlyNamedFieldsShouldBeSearchable() throws Exception {
    OperationLogEntry entry = logEntry(appId(), callId(Instant.now()));
    var log = log(PlatformFixtures.SINGAPORE_TIME).log();
    log.append(entry);
    await().untilAsserted(() -> assertThat(log.find(entry.callId())).isPresent());

    String mapping =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(url.resolve("/palimpsest-oplog-" + region + "*/_mapping"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();

    assertThat(mapping)
        .contains("\"dynamic\":\"false\"", "\"callId\":{\"type\":\"keyword\"}", "\"enabled\":false")
        .doesNotContain("LanguageType", "\"type\":\"text\"");
  }

  @AfterAll
  void closeAll() {
    for (ElasticOperationLog each : logs.values()) {
      for (RetentionPeriod period : List.of(LOG_PERIOD, SHORT_PERIOD)) {
        each.days(period).forEach(day -> each.drop(period, day));
      }
      each.close();
    }
  }

  private ElasticOperationLog open(ZoneId zone) {
    Region mine = new Region(region + "-" + logs.size());
    return ElasticOperationLog.open(
        mine, zone, new LogStoreSettings(url, folder.resolve(mine.name())));
  }
}
