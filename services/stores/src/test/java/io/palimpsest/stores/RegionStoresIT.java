package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.ACTION;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.LOG_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static io.palimpsest.platform.testkit.PlatformFixtures.record;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.ReportedRegion;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import io.palimpsest.policy.DataClass;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole region on the embedded stores: group commit, and what happens while a store is away. */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegionStoresIT {
  private static final Duration SECONDS = Duration.ofSeconds(9);

  @TempDir static Path folder;

  private final EmbeddedStores embedded;
  private RegionStores stores;
  private ControlStores control;
  private Cell cell;

  RegionStoresIT(Backends.Run run) {
    this.embedded = run.embedded();
  }

  @BeforeAll
  void open() {
    var at = embedded.addresses();
    stores =
        RegionStores.open(
            new RegionStoreSettings(
                FRANKFURT,
                FRANKFURT_TIME,
                Set.of(MONITORING_PERIOD, SHORT_PERIOD),
                new DatabaseSettings(
                    at.databaseServer() + "palimpsest_eu_frankfurt",
                    at.databaseUser(),
                    at.databasePassword()),
                new ObjectStoreSettings(
                    at.objectEndpoint(), at.objectAccessKey(), at.objectSecretKey()),
                new LogStoreSettings(at.logUrl(), folder.resolve("spool"))),
            Clock.systemUTC());
    cell = stores.cell();
    control =
        ControlStores.open(
            new DatabaseSettings(
                at.databaseServer() + "palimpsest_control",
                at.databaseUser(),
                at.databasePassword()),
            folder.resolve("root.json"));
  }

  @AfterAll
  void close() {
    stores.close();
    control.close();
  }

  @Test
  void openShouldHaveMadeTheDaysFromYesterdayToAFortnightAhead() {
    LocalDate today = LocalDate.now(FRANKFURT_TIME);

    assertThat(stores.partitions().days(MONITORING_PERIOD))
        .isEqualTo(today.minusDays(1).datesUntil(today.plusDays(15)).toList())
        .isEqualTo(stores.partitions().days(SHORT_PERIOD));
  }

  @Test
  void manyCallsShouldShareACommit() throws Exception {
    AppId appId = appId();
    long before = number("commits");

    settleAtOnce(IntStream.range(0, 500).mapToObj(_ -> success(appId, Instant.now())).toList());

    assertThat(number("commits") - before).isLessThan(250);
    assertThat(number("largest_group")).isGreaterThan(1);
    LocalDate today = LocalDate.now(FRANKFURT_TIME);
    assertThat(cell.ledger().calls(appId, ACTION, today.minusDays(1), today)).isEqualTo(500);
  }

  @Test
  void stocksShouldCountWhatIsThereOfTheseAppIdsAndSayWhichStoreIsAway() throws Exception {
    AppId appId = appId();
    LocalDate today = LocalDate.now(FRANKFURT_TIME);
    settleAtOnce(IntStream.range(0, 7).mapToObj(_ -> success(appId, Instant.now())).toList());
    settleAtOnce(List.of(success(appId(), Instant.now())));
    cell.log().append(logEntry(appId, callId(Instant.now())));
    UploadKey upload = UploadKey.of(appId, callId(Instant.now()), FRANKFURT_TIME);
    cell.uploads().stage(upload, new byte[10]);

    List<Stock> stocks = stores.stocks(Set.of(MONITORING_PERIOD), Set.of(LOG_PERIOD));

    assertThat(stocks)
        .extracting(Stock::dataClass)
        .containsExactly(
            DataClass.MONITORING,
            DataClass.OPERATION_LOG,
            DataClass.IDENTIFICATION,
            DataClass.UPLOAD_AND_RESULT);
    assertThat(items(stocks.getFirst(), appId)).isEqualTo(7);
    assertThat(stocks.getFirst().amounts(Set.of(appId)))
        .filteredOn(amount -> amount.items() > 0)
        .allSatisfy(
            amount ->
                assertThat(amount.goneBy())
                    .isEqualTo(
                        MONITORING_PERIOD
                            .goneBy(amount.day())
                            .atStartOfDay(FRANKFURT_TIME)
                            .toInstant()));
    await().atMost(SECONDS).until(() -> items(stocks.get(1), appId) == 1);
    assertThat(stocks.get(2).amounts(Set.of(appId))).isEmpty();
    assertThat(stocks.get(3).amounts(Set.of(appId)))
        .extracting(Stock.Amount::day)
        .allMatch(day -> !day.isAfter(today.plusDays(1)))
        .hasSize(1);
    assertThat(all(stocks.getFirst())).isGreaterThanOrEqualTo(8);
    assertThat(all(stocks.get(1))).isGreaterThanOrEqualTo(1);
    assertThat(all(stocks.get(3))).isGreaterThanOrEqualTo(1);
    cell.uploads().erase(upload);
    embedded.s3().stop();
    assertThatThrownBy(() -> stocks.get(3).amounts()).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> stocks.get(3).amounts(Set.of(appId)))
        .isInstanceOf(StoreUnavailable.class);
    embedded.s3().start();
  }

  private static long all(Stock stock) {
    return stock.amounts().stream().mapToLong(Stock.Amount::items).sum();
  }

  @Test
  void reportsShouldBeAskedWhatCrossedMidnightAndBeKept() throws Exception {
    ReportedRegion reported =
        stores.reported(
            new InMemoryRootKey(), Set.of(MONITORING_PERIOD), Set.of(LOG_PERIOD), List.of());
    LocalDate yesterday = LocalDate.now(FRANKFURT_TIME).minusDays(1);
    Instant midnight = yesterday.plusDays(1).atStartOfDay(FRANKFURT_TIME).toInstant();
    long before = reported.midnight().beyond(yesterday).orElseThrow();
    MonitoringRecord across = success(appId(), midnight.minusMillis(1));
    MonitoringRecord inTime = success(appId(), midnight.minusSeconds(60));
    settleAtOnce(List.of(across, inTime));
    ReportName name =
        new ReportName(
            reported.region(), yesterday, yesterday, Instant.parse("2026-11-22T00:05:00Z"));

    reported.store().put(name, new byte[] {1, 2});

    assertThat(across.end()).isAfterOrEqualTo(midnight);
    assertThat(reported.midnight().beyond(yesterday)).hasValue(before + 1);
    assertThat(reported.midnight().beyond(yesterday.minusDays(9))).isEmpty();
    assertThat(reported.stocks())
        .extracting(Stock::dataClass)
        .contains(DataClass.IDENTIFICATION_EXPORT);
    assertThat(reported.stocks()).allSatisfy(stock -> assertThat(stock.amounts()).isNotNull());
    assertThat(reported.store().list()).containsExactly(name);
    assertThat(reported.store().find(name).orElseThrow()).containsExactly(1, 2);
  }

  private static long items(Stock stock, AppId appId) {
    return stock.amounts(Set.of(appId)).stream().mapToLong(Stock.Amount::items).sum();
  }

  @Test
  void settlementThatTheDatabaseRefusesShouldFailAloneInItsGroup() throws Exception {
    AppId appId = appId();
    List<MonitoringRecord> records =
        new ArrayList<>(
            IntStream.range(0, 100).mapToObj(_ -> success(appId, Instant.now())).toList());
    Instant noSuchDay = Instant.now().plus(Duration.ofDays(400));
    MonitoringRecord bad = success(appId, noSuchDay);
    MonitoringRecord tooLong = record(appId, callId(Instant.now()), "x".repeat(200), 0);
    records.add(50, bad);
    records.add(60, tooLong);

    List<MonitoringRecord> failed = settleAtOnce(records);

    assertThat(failed).containsExactlyInAnyOrder(bad, tooLong);
    assertThat(cell.ledger().find(bad.callId())).isEmpty();
    assertThat(cell.ledger().find(tooLong.callId())).isEmpty();
    LocalDate today = LocalDate.now(FRANKFURT_TIME);
    assertThat(cell.ledger().calls(appId, ACTION, today.minusDays(1), today)).isEqualTo(100);
  }

  @Test
  void stoppedDatabaseShouldShowWithinSecondsAndRecoverByItself() {
    MonitoringRecord before = success(appId(), Instant.now());
    cell.ledger().settle(settlement(before));
    embedded.mariaDb().stop();
    MonitoringRecord during = success(before.appId(), Instant.now());

    Instant asked = Instant.now();
    assertThatThrownBy(() -> cell.ledger().settle(settlement(during)))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(SECONDS);
    assertThat(health("monitoring").ok()).isFalse();
    Instant controlAsked = Instant.now();
    assertThatThrownBy(() -> control.store().epoch()).isInstanceOf(StoreUnavailable.class);
    assertThat(Duration.between(controlAsked, Instant.now())).isLessThan(SECONDS);
    assertThat(control.probe().probe().ok()).isFalse();
    cell.ledger().delivered(before.callId()); // waits
    embedded.mariaDb().start();

    await()
        .atMost(SECONDS)
        .ignoreExceptions()
        .until(() -> cell.ledger().find(before.callId()).isPresent());
    cell.ledger().settle(settlement(during));
    assertThat(cell.ledger().revokeUndelivered(Instant.now().plusSeconds(1))).isPositive();
    assertThat(cell.ledger().find(before.callId())).contains(before);
    assertThat(cell.ledger().find(during.callId()).orElseThrow().result())
        .isEqualTo(MonitoringRecord.UNDELIVERED);
    assertThat(health("monitoring").ok()).isTrue();
    assertThat(control.store().epoch()).isPositive();
    assertThat(control.probe().probe().ok()).isTrue();
  }

  @Test
  void hangingDatabaseShouldShowWithinSecondsAndRecoverByItself() {
    MonitoringRecord record = success(appId(), Instant.now());
    embedded.mariaDb().pause();
    try {
      Instant asked = Instant.now();
      assertThatThrownBy(() -> cell.ledger().settle(settlement(record)))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(Duration.between(asked, Instant.now())).isLessThan(SECONDS);
    } finally {
      embedded.mariaDb().resume();
    }

    await()
        .atMost(SECONDS)
        .ignoreExceptions()
        .until(() -> cell.ledger().find(callId(Instant.now())).isEmpty());
    cell.ledger().settle(settlement(record));
    assertThat(cell.ledger().find(record.callId())).contains(record);
  }

  @Test
  void stoppedObjectStoreShouldShowWithinSecondsAndRecoverByItself() {
    UploadKey key = UploadKey.of(appId(), callId(Instant.now()), FRANKFURT_TIME);
    cell.uploads().stage(key, new byte[1000]);
    embedded.s3().stop();

    Instant asked = Instant.now();
    assertThatThrownBy(() -> cell.uploads().erase(key)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> cell.uploads().stage(key, new byte[10]))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(SECONDS);
    assertThat(health("uploads").ok()).isFalse();
    embedded.s3().start();

    assertThat(cell.uploads().list(100)).contains(key.path());
    cell.uploads().erase(key);
    assertThat(cell.uploads().exists(key)).isFalse();
  }

  @Test
  void hangingElasticsearchShouldNotHoldCallsUpAndLoseNothing() {
    List<OperationLogEntry> entries =
        IntStream.range(0, 50).mapToObj(_ -> logEntry(appId(), callId(Instant.now()))).toList();
    embedded.elasticsearch().pause();
    try {
      Instant asked = Instant.now();
      entries.forEach(cell.log()::append);
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
      assertThat(health("operation log").ok()).isFalse();
      assertThat(health("operation log").numbers()).containsEntry("spool_entries", 50L);
    } finally {
      embedded.elasticsearch().resume();
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                entries.forEach(each -> assertThat(cell.log().find(each.callId())).contains(each)));
    await()
        .untilAsserted(
            () -> assertThat(health("operation log").numbers()).containsEntry("spool_entries", 0L));
  }

  private List<MonitoringRecord> settleAtOnce(List<MonitoringRecord> records) throws Exception {
    List<MonitoringRecord> failed = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (MonitoringRecord each : records) {
        running.add(threads.submit(() -> cell.ledger().settle(settlement(each))));
      }
      for (int i = 0; i < records.size(); i++) {
        try {
          running.get(i).get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(StoreUnavailable.class);
          failed.add(records.get(i));
        }
      }
    }
    return failed;
  }

  private long number(String name) {
    return health("monitoring").numbers().get(name);
  }

  private StoreHealth health(String store) {
    return stores.probes().stream()
        .map(probe -> probe.probe())
        .filter(health -> health.name().startsWith(store))
        .findFirst()
        .orElseThrow();
  }
}
