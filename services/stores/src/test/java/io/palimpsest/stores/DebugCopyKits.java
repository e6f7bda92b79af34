package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.debugcopies.DebugCopyStore;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.KeyUnusable;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.testkit.DebugCopyStoreContract;
import io.palimpsest.stores.internal.debugcopies.DebugCopyComparison;
import io.palimpsest.stores.internal.debugcopies.DebugCopyStock;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlRegionHolds;
import io.palimpsest.stores.internal.subjects.SqlKeyStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kit of debug copies on a database and an object store, and what only these have: what stands
 * in them, and what of the one the other does not know.
 */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DebugCopyKits implements DebugCopyStoreContract {
  private static final Instant NOON = DebugCopyStoreContract.NOON;

  @TempDir static Path folder;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Backends.Run run;
  private final String backend;
  private final ObjectStoreSettings objects;
  private final S3Objects bucket;
  private @Nullable World shared;

  DebugCopyKits(Backends.Run run, ObjectStoreSettings objects, String backend) {
    this.run = run;
    this.objects = objects;
    this.backend = backend;
    this.bucket =
        opened(
            S3Objects.attach(
                "debug copies of the test",
                "palimpsest-debug-" + SINGAPORE,
                OptionalInt.empty(),
                objects));
  }

  /** How to reach a schema that need not exist. */
  abstract DatabaseSettings schema(String name);

  private record World(DatabaseSettings settings, Database database, RootKeyFile root) {}

  @Override
  public Place emptyCopies(Clock clock) {
    World world = emptied();
    SqlEvidenceQueue queue = new SqlEvidenceQueue(world.database, SINGAPORE_TIME);
    return new Place(
        copies(cell(world, objects, clock)),
        copies(
            cell(
                world,
                new ObjectStoreSettings(URI.create("http://127.0.0.1:1"), "none", "none"),
                clock)),
        new SqlRegionHolds(world.database),
        () -> queue.notices(100).stream().map(EvidenceQueue.Notice::leaf).toList());
  }

  @Test
  void storedBytesShouldHoldNothingOfTheUploadAndTheAnswer() throws SQLException {
    World world = emptied();
    DebugCopyStore copies = copies(cell(world, objects, Clock.systemUTC()));
    DebugCopy copy = DebugCopyStoreContract.copy(appId(), NOON);
    copies.keep(copy, DebugCopyStoreContract.content(), () -> true);

    String object = text(bucket.get(copy.appId() + "/" + copy.callId()).orElseThrow());
    String row = row(world);

    assertThat(object).hasSizeGreaterThan(40_000);
    assertThat(row).contains(copy.action(), copy.policy().toString());
    assertThat(SECRETS).noneMatch(object::contains).noneMatch(row::contains);
    copies.erase(copy.appId(), copy.callId());
    assertThat(bucket.exists(copy.appId() + "/" + copy.callId())).isFalse();
  }

  @Test
  void aCopyOfAnotherCallShouldNotOpen() {
    World world = emptied();
    DebugCopyStore copies = copies(cell(world, objects, Clock.systemUTC()));
    DebugCopy one = DebugCopyStoreContract.copy(appId(), NOON);
    DebugCopy other = DebugCopyStoreContract.copy(one.appId(), NOON);
    List.of(one, other)
        .forEach(each -> copies.keep(each, DebugCopyStoreContract.content(), () -> true));
    bucket.put(
        one.appId() + "/" + one.callId(),
        bucket.get(other.appId() + "/" + other.callId()).orElseThrow());

    assertThatThrownBy(() -> copies.read(one.callId(), NOON)).isInstanceOf(KeyUnusable.class);
    assertThat(copies.read(other.callId(), NOON)).isPresent();
  }

  @Test
  void theDaysKeyShouldStayForItsCopiesAndGoWithTheLast() {
    World world = emptied();
    SubjectCell cell = cell(world, objects, Clock.systemUTC());
    DebugCopy copy = DebugCopyStoreContract.copy(appId(), NOON);
    copies(cell).keep(copy, DebugCopyStoreContract.content(), () -> true);
    LocalDate day = LocalDate.ofInstant(NOON, SINGAPORE_TIME);
    String key = new KeyName.OfDay(day).text();

    cell.erasure().destroyDayKeys(day.plusDays(1));
    assertThat(new SqlKeyStore(world.database).names("day/")).contains(key);
    copies(cell).eraseDue(copy.due());
    cell.erasure().destroyDayKeys(day.plusDays(1));

    assertThat(new SqlKeyStore(world.database).names("day/")).doesNotContain(key);
  }

  @Test
  void sweepShouldEraseWhatHasNoRow() {
    World world = emptied();
    DebugCopyStore copies = copies(cell(world, objects, Clock.systemUTC()));
    DebugCopy copy = DebugCopyStoreContract.copy(appId(), NOON);
    copies.keep(copy, DebugCopyStoreContract.content(), () -> true);
    String left = copy.appId() + "/" + DebugCopyStoreContract.copy(appId(), NOON).callId();
    bucket.put(left, new byte[10]);
    bucket.put("a name of nobody", new byte[10]);

    assertThat(copies.sweep(NOON)).isZero();
    assertThat(copies.sweep(Instant.now().plusSeconds(60))).isGreaterThanOrEqualTo(2);

    assertThat(bucket.exists(left)).isFalse();
    assertThat(bucket.exists("a name of nobody")).isFalse();
    assertThat(copies.read(copy.callId(), NOON)).isPresent();
  }

  @Test
  void comparisonShouldFindOrphansOverdueCopiesAndRowsWithoutObject() {
    World world = emptied();
    DebugCopyStore copies = copies(cell(world, objects, Clock.systemUTC()));
    copies.sweep(Instant.now().plusSeconds(60)); // what other tests left
    Instant now = Instant.now();
    DebugCopy right = copy(now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(22)));
    DebugCopy bare = copy(now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(22)));
    DebugCopy overdue = copy(now.minus(Duration.ofHours(26)), now.minus(Duration.ofHours(2)));
    for (DebugCopy each : List.of(right, bare, overdue)) {
      copies.keep(each, new CopyContent(new byte[3], new byte[3]), () -> true);
    }
    bucket.erase(bare.appId() + "/" + bare.callId());
    bucket.put("left", new byte[10]);

    List<Difference> found = new ArrayList<>();
    new DebugCopyComparison(world.database, bucket)
        .find(
            new Bounds(
                now.plus(Duration.ofMinutes(10)),
                ZoneOffset.UTC,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Optional.empty()),
            found::add);

    assertThat(found)
        .containsExactlyInAnyOrder(
            new Difference.ItemOverdue("debug copy " + overdue.callId(), overdue.due()),
            new Difference.OrphanObject("debug copies", "left"),
            new Difference.ObjectMissing("debug copies", bare.appId() + "/" + bare.callId()));
    bucket.erase("left");
  }

  @Test
  void everyCopyShouldBeCountedWithItsEnd() {
    World world = emptied();
    DebugCopyStore copies = copies(cell(world, objects, Clock.systemUTC()));
    DebugCopyStock stock = new DebugCopyStock(world.database);
    DebugCopy copy = DebugCopyStoreContract.copy(appId(), NOON);
    copies.keep(copy, DebugCopyStoreContract.content(), () -> true);
    copies.keep(
        DebugCopyStoreContract.copy(appId(), NOON), DebugCopyStoreContract.content(), () -> true);
    LocalDate day = LocalDate.ofInstant(NOON, SINGAPORE_TIME);

    assertThat(stock.amounts(Set.of(copy.appId())))
        .containsExactly(new Stock.Amount(day, copy.due(), 1));
    assertThat(stock.amounts()).containsExactly(new Stock.Amount(day, copy.due(), 2));
  }

  @AfterAll
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    World world = shared;
    if (world != null) {
      try (Connection connection = connect(world.settings)) {
        connection.createStatement().execute("DROP DATABASE " + connection.getCatalog());
      }
    }
  }

  /** One schema for all tests of the class, emptied. */
  private World emptied() {
    World now = shared;
    if (now == null) {
      DatabaseSettings settings =
          schema("palimpsest_test_copies_" + Long.toString(System.nanoTime(), 36));
      Database database = opened(Database.open("copies test", settings, "db/region", 10));
      run.met("DebugCopyStore", database.probe(Map.of()).detail() + " and " + backend);
      now =
          new World(
              settings,
              database,
              RootKeyFile.openOrCreate(folder.resolve("copies-" + backend.hashCode())));
      shared = now;
    }
    for (String table : List.of("debug_copy", "hold_scope", "evidence_notice", "item_leaf")) {
      now.database.transaction(
          "empty a table", connection -> Sql.update(connection, "DELETE FROM " + table));
    }
    return now;
  }

  private SubjectCell cell(World world, ObjectStoreSettings at, Clock clock) {
    return opened(
            RegionSubjects.open(SINGAPORE, SINGAPORE_TIME, world.database, at, world.root, clock))
        .cell();
  }

  private static DebugCopyStore copies(SubjectCell cell) {
    return cell.copies().orElseThrow();
  }

  private static DebugCopy copy(Instant made, Instant due) {
    DebugCopy day = DebugCopyStoreContract.copy(appId(), made);
    return new DebugCopy(day.appId(), day.callId(), day.action(), day.policy(), made, due, 6);
  }

  /** Every column of the only row. */
  private static String row(World world) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = connect(world.settings);
        var rows = connection.createStatement().executeQuery("SELECT * FROM debug_copy")) {
      rows.next();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        byte[] value = rows.getBytes(i);
        all.append(value == null ? "" : text(value)).append('\n');
      }
    }
    return all.toString();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
