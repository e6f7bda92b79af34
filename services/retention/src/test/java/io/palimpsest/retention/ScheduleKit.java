package io.palimpsest.retention;

import static io.palimpsest.retention.RetentionFixtures.OVER;
import static io.palimpsest.retention.RetentionFixtures.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import io.palimpsest.stores.RegionStores;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several clockworks over one database. A backend says where that is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ScheduleKit {
  static final Duration EVERY = Duration.ofMillis(100);
  private static final RetentionSettings OFTEN = new RetentionSettings(EVERY, EVERY, EVERY, 14);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path folder;

  private InMemoryRegion region = emptyRegion();
  private final String schema = "palimpsest_schedule_" + Long.toString(System.nanoTime(), 36);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean made;

  /** How to reach a schema that need not exist. */
  abstract DatabaseSettings schema(String name);

  @Test
  void everyTickShouldBeOneInstancesOnly() {
    record Run(long begin, long end) {}
    List<Run> runs = new CopyOnWriteArrayList<>();
    Chore chore =
        new Chore(
            "count",
            EVERY,
            _ -> {
              long begin = System.nanoTime();
              LockSupport.parkNanos(5_000_000); // so that a second one would be met in it
              runs.add(new Run(begin, System.nanoTime()));
            });

    for (int instance = 0; instance < 3; instance++) {
      started(database(), chore);
    }
    await().until(() -> runs.size() >= 15);

    List<Run> seen = List.copyOf(runs);
    for (int i = 1; i < seen.size(); i++) {
      assertThat(seen.get(i).begin() - seen.get(i - 1).end())
          .as("nanoseconds from the end of a run to the next, whoever ran it")
          .isGreaterThan(EVERY.dividedBy(2).toNanos());
    }
  }

  @Test
  void aJobOfAnInstanceThatDiedInTheMiddleShouldBeTakenOver() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger taken = new AtomicInteger();
    RegionStores dying = stores();
    started(
        dying.schedule(),
        new Chore(
            "work",
            EVERY,
            _ -> {
              begun.countDown();
              awaitUninterrupted(end);
            }));
    begun.await();
    Retention other = started(database(), new Chore("work", EVERY, _ -> taken.incrementAndGet()));
    await().until(() -> status(other, "sweep").ok());
    assertThat(taken).as("the first is still at it").hasValue(0);

    dying.close(); // no heartbeat reaches the database any more

    await().untilAtomic(taken, org.hamcrest.Matchers.greaterThan(2));
    assertThat(status(other, "work").ok()).isTrue();
    end.countDown();
  }

  @Test
  void whatOneInstanceRanShouldBeKnownToTheOther() {
    AtomicInteger broken = new AtomicInteger(1);
    Chore chore =
        new Chore(
            "chore",
            EVERY,
            _ -> {
              if (broken.get() == 1) {
                throw new IllegalStateException("told by the test");
              }
            });
    Retention idle = started(database(), chore);
    Retention busy = started(database(), chore);

    await().until(() -> !idle.health().ok() && !busy.health().ok());
    assertThat(idle.health().detail()).contains("chore of ap-singapore");
    broken.set(0);

    await().until(() -> idle.health().ok() && busy.health().ok());
    assertThat(status(idle, "chore").lastSuccess()).isPresent();
    assertThat(status(busy, "chore").lastSuccess()).isPresent();
  }

  @Test
  void aJobThatAClockSetBackLeftInTheFutureShouldRunNow() throws SQLException {
    AtomicInteger runs = new AtomicInteger();
    Chore chore = new Chore("count", Duration.ofSeconds(1), _ -> runs.incrementAndGet());
    DataSource database = database();
    Retention before = started(database, chore);
    await().untilAtomic(runs, org.hamcrest.Matchers.is(1));
    before.close();
    try (Connection connection = database.getConnection()) {
      connection
          .createStatement()
          .execute("UPDATE scheduled_job SET execution_time = execution_time + INTERVAL 1 HOUR");
    }

    started(database, chore);

    await().untilAtomic(runs, org.hamcrest.Matchers.greaterThan(1));
  }

  @Test
  void whatRunsSeldomShouldRunWhenADayBegins() {
    MovableClock clock = new MovableClock(Instant.parse("2026-11-21T15:59:59Z")); // 23:59:59 there
    AtomicInteger runs = new AtomicInteger();
    Chore chore = new Chore("count", Duration.ofHours(1), _ -> runs.incrementAndGet());
    Retention retention = started(database(), chore, clock);
    await().until(() -> status(retention, "sweep").ok() && runs.get() > 0);
    int before = runs.get();

    clock.advance(Duration.ofSeconds(1));

    await().until(() -> runs.get() > before);
  }

  @Test
  void closeShouldLeaveNothingPickedAndStartNothingMore() throws SQLException {
    AtomicInteger runs = new AtomicInteger();
    DataSource database = database();
    Retention retention = started(database, new Chore("count", EVERY, _ -> runs.incrementAndGet()));
    await().untilAtomic(runs, org.hamcrest.Matchers.greaterThan(2));

    retention.close();

    int then = runs.get();
    try (Connection connection = database.getConnection();
        ResultSet picked =
            connection
                .createStatement()
                .executeQuery("SELECT COUNT(*) FROM scheduled_job WHERE picked")) {
      picked.next();
      assertThat(picked.getInt(1)).isZero();
    }
    assertThat(runs).hasValue(then);
  }

  @Test
  void oneStoresOutageShouldBeToldUntilItIsOver() {
    staged(region, CLOCK.instant().minus(OVER).minusSeconds(20));
    region.uploads().outage().begin();
    Retention retention = started(database(), new Chore("idle", EVERY, _ -> {}));
    await().until(() -> status(retention, "sweep").failures() > 2);

    region.uploads().outage().end();

    await().until(() -> region.uploads().list(1).isEmpty() && status(retention, "sweep").ok());
    assertThat(status(retention, "sweep").numbers()).containsEntry("erased", 1L);
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    region = emptyRegion();
    execute("DELETE FROM scheduled_job");
  }

  @AfterAll
  void leave() throws Exception {
    execute("DROP DATABASE " + schema);
    stopServer();
  }

  /** Ends what the backend started. */
  void stopServer() throws Exception {}

  private void execute(String sql) throws SQLException {
    try (RegionStores stores = stores();
        Connection connection = stores.schedule().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static InMemoryRegion emptyRegion() {
    return InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  }

  final InMemoryRegion region() {
    return region;
  }

  final Retention started(DataSource database, Chore chore) {
    return started(database, chore, CLOCK);
  }

  private Retention started(DataSource database, Chore chore, Clock clock) {
    Retention retention =
        new Retention(
            List.of(
                new RetainedRegion(region.cell(), region.ledger(), region.log())
                    .scheduledIn(database)
                    .with(chore)),
            PolicyLibrary::shipped,
            OVER,
            OFTEN,
            clock);
    open.push(retention);
    retention.start();
    return retention;
  }

  /** A pool of an instance's own. */
  final DataSource database() {
    RegionStores stores = stores();
    open.push(stores);
    return stores.schedule();
  }

  static JobStatus status(Retention retention, String job) {
    return retention.status().stream()
        .filter(each -> each.job().equals(job))
        .findFirst()
        .orElseThrow();
  }

  static Instant now() {
    return CLOCK.instant();
  }

  private RegionStores stores() {
    URI nowhere = URI.create("http://127.0.0.1:1");
    RegionStoreSettings settings =
        new RegionStoreSettings(
            PlatformFixtures.SINGAPORE,
            PlatformFixtures.SINGAPORE_TIME,
            Set.of(PlatformFixtures.MONITORING_PERIOD),
            schema(schema),
            new ObjectStoreSettings(nowhere, "none", "none-either"),
            new LogStoreSettings(nowhere, folder.resolve("spool" + open.size())));
    if (!made) {
      RegionStores.open(settings, CLOCK).close();
      made = true;
    }
    return RegionStores.attach(settings, CLOCK);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
