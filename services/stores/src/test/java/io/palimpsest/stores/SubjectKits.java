package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.tenant;
import static io.palimpsest.platform.testkit.SubjectFixtures.PERSONAL;
import static io.palimpsest.platform.testkit.SubjectFixtures.PORTRAIT;
import static io.palimpsest.platform.testkit.SubjectFixtures.REGISTRATION;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static io.palimpsest.platform.testkit.SubjectFixtures.passport;
import static io.palimpsest.platform.testkit.SubjectFixtures.portrait;
import static io.palimpsest.platform.testkit.SubjectFixtures.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.KeyStore;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.ExportStoreContract;
import io.palimpsest.platform.testkit.IdentificationErasureContract;
import io.palimpsest.platform.testkit.IdentificationStoreContract;
import io.palimpsest.platform.testkit.KeyStoreContract;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlRegionHolds;
import io.palimpsest.stores.internal.subjects.IdentificationStock;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The kits of identification data and its keys on a database and an object store, and what only
 * these have: what stands in them, and what is there after work broke off.
 */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubjectKits
    implements KeyStoreContract,
        IdentificationStoreContract,
        IdentificationErasureContract,
        ExportStoreContract {
  private static final List<String> KITS =
      List.of("KeyStore", "IdentificationStore", "IdentificationErasure", "ExportStore");
  private static final Instant MORNING = IdentificationErasureContract.MORNING;

  @TempDir static Path folder;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<DatabaseSettings> schemas = new ArrayList<>();
  private final Backends.Run run;
  private final String backend;
  private final ObjectStoreSettings objects;
  private final S3Objects bucket;
  private final S3Objects exportBucket;
  private @Nullable World keysOnly;
  private @Nullable World shared;

  SubjectKits(Backends.Run run, ObjectStoreSettings objects, String backend) {
    this.run = run;
    this.objects = objects;
    this.backend = backend;
    this.bucket =
        opened(
            S3Objects.attach(
                "photos of the test",
                "palimpsest-identification-" + SINGAPORE,
                OptionalInt.empty(),
                objects));
    this.exportBucket =
        opened(
            S3Objects.attach(
                "exports of the test",
                "palimpsest-exports-" + SINGAPORE,
                OptionalInt.empty(),
                objects));
  }

  /** How to reach a schema that need not exist. */
  abstract DatabaseSettings schema(String name);

  /** One region on a schema of its own. */
  private record World(DatabaseSettings settings, Database database, RootKeyFile root) {}

  @Override
  public KeyStore keyStore() {
    World now = keysOnly;
    if (now == null) {
      now = world();
      keysOnly = now;
    }
    return new SqlKeyStore(now.database);
  }

  @Override
  public SubjectCell subjects() {
    return cell(shared());
  }

  @Override
  public SubjectCell emptySubjects() {
    return cell(world());
  }

  @Override
  public Told toldSubjects(Clock clock) {
    World world = world();
    SqlEvidenceQueue queue = new SqlEvidenceQueue(world.database, SINGAPORE_TIME);
    return new Told(
        exports(world, clock).subjects(),
        () -> queue.notices(100).stream().map(EvidenceQueue.Notice::leaf).toList());
  }

  @Override
  public ExportCell emptyExports() {
    return exports(world());
  }

  @Test
  void exportedBytesShouldHoldNothingOfThePersonAndGoWithTheLastReason() throws SQLException {
    World world = world();
    ExportCell cell = exports(world);
    TenantId tenant = tenant().id();
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant, reference(), item);
    ExportId export = filled(cell, item);

    List<String> objects = exported(subject);
    String content = text(exportBucket.get(objects.getFirst()).orElseThrow());
    String rows = dump(world);
    cell.subjects().erasure().withdraw(subject, TRAINING);

    assertThat(objects).hasSize(1);
    assertThat(content).hasSizeGreaterThan(40_000);
    assertThat(PERSONAL).noneMatch(content::contains).noneMatch(rows::contains);
    assertThat(exported(subject)).isEmpty();
    assertThat(count(world, "identification_export_item")).isZero();
    assertThat(cell.exports().find(export).orElseThrow().there()).isZero();
  }

  @Test
  void sweepShouldEraseWhatNoExportLists() {
    World world = world();
    ExportCell cell = exports(world);
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant().id(), reference(), item);
    filled(cell, item);
    String left = subject.id() + "/" + item.callId() + "/" + UUID.randomUUID();
    exportBucket.put(left, new byte[10]);
    exportBucket.put("a name of nobody", new byte[10]);

    assertThat(cell.exports().sweep(MORNING.minusSeconds(1))).isZero();
    assertThat(cell.exports().sweep(Instant.now().plusSeconds(60))).isGreaterThanOrEqualTo(2);

    assertThat(exported(subject)).hasSize(1).doesNotContain(left);
    assertThat(exportBucket.exists("a name of nobody")).isFalse();
  }

  @Test
  void withdrawalThatBrokeOffShouldHaveClosedTheCopiesAndTheNextShouldEraseThem() {
    World world = world();
    ExportCell cell = exports(world);
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant().id(), reference(), item);
    ExportId export = filled(cell, item);
    SubjectCell withoutObjects = cellWithoutObjects(world);

    assertThatThrownBy(() -> withoutObjects.erasure().erase(subject))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(cell.exports().read(export, item.callId())).isEmpty();
    assertThat(exported(subject)).hasSize(1);
    cell.subjects().erasure().erase(subject);
    assertThat(exported(subject)).isEmpty();
  }

  @Test
  void erasedExportShouldTakeItsDaysKeyWithIt() {
    World world = world();
    ExportCell cell = exports(world);
    Identification item = passport(appId(), MORNING);
    Subject subject = store(cell.subjects(), tenant().id(), reference(), item);
    Instant later = MORNING.plus(Duration.ofDays(3));
    ExportId export = queued(cell, later);
    cell.exports().add(export, item.callId(), later, _ -> true);
    LocalDate day = LocalDate.ofInstant(MORNING, SINGAPORE_TIME);
    assertThat(keys(world).names("day/")).containsExactly("day/" + day, "day/" + day.plusDays(3));

    cell.exports().erase(export, ExportStoreContract.OPERATOR, "done with it", later);

    assertThat(keys(world).names("day/")).containsExactly("day/" + day);
    assertThat(exported(subject)).isEmpty();
  }

  @Test
  void storedBytesShouldHoldNothingOfThePerson() throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, passport(appId(), MORNING));

    String rows = dump(world);
    List<String> photos =
        bucket.list(subject.id() + "/", "", 10).stream().map(S3Objects.Listed::name).toList();

    assertThat(rows).contains("MLIDPassportOCR").doesNotContain(reference.value());
    assertThat(PERSONAL).noneMatch(rows::contains);
    assertThat(photos).hasSize(1);
    String photo = text(bucket.get(photos.getFirst()).orElseThrow());
    assertThat(photo).hasSizeGreaterThan(40_000);
    assertThat(PERSONAL).noneMatch(photo::contains);
  }

  @Test
  void erasedSubjectShouldBeInNoTableAndNoObject() throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, passport(appId(), MORNING));

    cell.erasure().erase(subject);

    for (String table : List.of("subject", "subject_alias", "subject_key", "identification_item")) {
      assertThat(count(world, table)).as(table).isZero();
    }
    assertThat(keys(world).names("day/")).isEmpty();
    assertThat(bucket.list(subject.id() + "/", "", 10)).isEmpty();
  }

  @Test
  void sweepShouldEraseWhatAStoreThatWasKilledLeftBehind() throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject kept = store(cell, tenant, reference(), passport(appId(), MORNING));
    Names names = names(cell, tenant, reference);
    Identification item = passport(appId(), MORNING);
    // The photo is written and the item is not: as if the process had died in between.
    assertThatThrownBy(
            () ->
                cell.items()
                    .store(
                        tenant,
                        names,
                        item,
                        List.of(portrait()),
                        () -> {
                          throw new IllegalStateException("killed");
                        }))
        .hasMessage("killed");
    bucket.put("a name/of nobody", new byte[10]);
    Subject left = cell.items().find(tenant, names.all()).getFirst().subject();
    assertThat(bucket.list(left.id() + "/", "", 10)).hasSize(1);

    assertThat(cell.erasure().sweep(MORNING.minusSeconds(1))).isEqualTo(Erased.NOTHING);
    Erased swept = cell.erasure().sweep(Instant.now().plusSeconds(60));

    assertThat(swept.subjects()).isOne();
    assertThat(swept.photos()).isGreaterThanOrEqualTo(2);
    assertThat(bucket.list(left.id() + "/", "", 10)).isEmpty();
    assertThat(bucket.exists("a name/of nobody")).isFalse();
    assertThat(cell.items().find(tenant, names.all())).isEmpty();
    assertThat(count(world, "subject")).isOne();
    assertThat(count(world, "subject_key")).isOne();
    assertThat(cell.items().items(kept)).hasSize(1);
    assertThat(bucket.list(kept.id() + "/", "", 10)).hasSize(1);
  }

  @Test
  void eraseThatBrokeOffShouldBeFinishedByTheNext() {
    World world = world();
    SubjectCell cell = cell(world);
    TenantId tenant = tenant().id();
    Subject subject = store(cell, tenant, reference(), passport(appId(), MORNING));
    Subject other = store(cell, tenant, reference(), passport(appId(), MORNING));
    SubjectCell withoutObjects = cellWithoutObjects(world);

    // The rows are gone and the objects are not: as if the process had died in between.
    for (Subject each : List.of(subject, other)) {
      assertThatThrownBy(() -> withoutObjects.erasure().erase(each))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(cell.items().items(each)).isEmpty();
      assertThat(bucket.list(each.id() + "/", "", 10)).hasSize(1);
    }

    assertThat(cell.erasure().erase(subject)).isEqualTo(Erased.photos(1));
    assertThat(bucket.list(subject.id() + "/", "", 10)).isEmpty();
    cell.erasure().sweep(Instant.now().plusSeconds(60));
    assertThat(bucket.list(other.id() + "/", "", 10)).isEmpty();
  }

  @Test
  void storeShouldNotBelieveADayKeyThatAnotherProcessDestroyed() {
    World world = world();
    SubjectCell here = cell(world);
    SubjectCell there = cell(world);
    TenantId tenant = tenant().id();
    Subject first = store(here, tenant, reference(), passport(appId(), MORNING));
    there.erasure().erase(first);
    Subject second = store(there, tenant, reference(), passport(appId(), MORNING));

    Subject third = store(here, tenant, reference(), passport(appId(), MORNING));

    assertThat(there.items().items(third)).hasSize(1);
    assertThat(here.items().items(second)).hasSize(1);
    assertThat(
            here.items()
                .photo(second, here.items().items(second).getFirst().content().callId(), PORTRAIT))
        .isPresent();
  }

  @Test
  void everyItemShouldBeCountedByItsDayAndItsEnd() {
    World world = world();
    SubjectCell cell = cell(world);
    IdentificationStock stock = new IdentificationStock(world.database);
    Identification passport = passport(appId(), MORNING);
    store(cell, tenant().id(), reference(), passport);
    LocalDate day = LocalDate.ofInstant(MORNING, SINGAPORE_TIME);

    assertThat(stock.amounts(Set.of(passport.appId())))
        .containsExactly(new Stock.Amount(day, passport.until(), 1));
    assertThat(stock.amounts()).contains(new Stock.Amount(day, passport.until(), 1));
  }

  @Test
  void heldItemsShouldOutliveTheirPeriodAndGoWithTheHold() {
    World world = world();
    SubjectCell cell = cell(world);
    SqlRegionHolds holds = new SqlRegionHolds(world.database);
    TenantId tenant = tenant().id();
    EndUserReference reference = reference();
    Subject held = store(cell, tenant, reference, passport(appId(), MORNING));
    Subject free = store(cell, tenant, reference(), passport(appId(), MORNING));
    HeldScope scope = held(tenant, names(cell, tenant, reference));
    holds.set(List.of(scope));
    Instant over = MORNING.plus(Duration.ofDays(31));

    Erased expired = cell.erasure().eraseExpired(over);

    assertThat(expired.items()).isOne();
    assertThat(cell.items().items(free)).isEmpty();
    assertThat(cell.items().items(held)).hasSize(1);
    assertThat(bucket.list(held.id() + "/", "", 10)).hasSize(1);
    assertThat(cell.erasure().heldBy(held))
        .containsExactly(new HeldBy(scope.hold(), scope.basis(), scope.until()));
    assertThat(cell.erasure().heldBy(free)).isEmpty();
    holds.set(List.of());
    assertThat(cell.erasure().eraseExpired(over).items()).isOne();
    assertThat(bucket.list(held.id() + "/", "", 10)).isEmpty();
    assertThat(new SqlEvidenceQueue(world.database, SINGAPORE_TIME).notices(10))
        .extracting(notice -> Leaf.parse(notice.leaf()))
        .filteredOn(leaf -> leaf instanceof io.palimpsest.evidence.leaf.Erased)
        .as("kept by a hold, and so not late")
        .hasSize(2)
        .noneMatch(leaf -> ((io.palimpsest.evidence.leaf.Erased) leaf).late());
  }

  @Test
  void heldItemsThatWereErasedOrWithdrawnShouldBeReadByNobodyAndGoWithTheHold()
      throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    SqlRegionHolds holds = new SqlRegionHolds(world.database);
    TenantId tenant = tenant().id();
    Identification first = passport(appId(), MORNING);
    Identification second = passport(appId(), MORNING);
    EndUserReference reference = reference();
    Subject subject = store(cell, tenant, reference, first);
    store(cell, tenant, reference, second);
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.IDENTIFICATION,
                new HeldScope.Target.Call(first.callId()),
                "§ 142 ZPO",
                MORNING.plus(Duration.ofDays(400)))));

    cell.erasure().withdraw(subject, TRAINING);
    assertThat(cell.items().items(subject)).as("they have another purpose").hasSize(2);
    cell.erasure().withdraw(subject, REGISTRATION);

    assertThat(cell.items().items(subject)).isEmpty();
    assertThat(count(world, "identification_item")).as("the held one").isOne();
    assertThat(bucket.list(subject.id() + "/", "", 10)).hasSize(1);
    assertThat(cell.inventory().counts().getFirst().items()).as("it is there, and says so").isOne();
    assertThat(cell.inventory().forUse(first.callId(), TRAINING, MORNING)).isEmpty();
    assertThat(cell.erasure().erase(subject)).isEqualTo(Erased.NOTHING);
    assertThat(cell.erasure().eraseExpired(MORNING.plusSeconds(1))).isEqualTo(Erased.NOTHING);
    assertThat(cell.erasure().heldBy(subject)).hasSize(1);
    holds.set(List.of());

    Erased erased = cell.erasure().eraseExpired(MORNING.plusSeconds(1));

    assertThat(erased).isEqualTo(new Erased(1, 1, 1, 1, 1));
    assertThat(count(world, "identification_item")).isZero();
    assertThat(bucket.list(subject.id() + "/", "", 10)).isEmpty();
  }

  @Test
  void whatIsHeldOfAnAppIdThatLeftShouldBeReadByNobodyAndGoWhenItIsErasedAgain()
      throws SQLException {
    World world = world();
    SubjectCell cell = cell(world);
    SqlRegionHolds holds = new SqlRegionHolds(world.database);
    AppId leaving = appId();
    EndUserReference reference = reference();
    TenantId tenant = tenant().id();
    Subject held = store(cell, tenant, reference, passport(leaving, MORNING));
    Subject free = store(cell, tenant, reference(), passport(leaving, MORNING));
    HeldScope scope = held(tenant, names(cell, tenant, reference));
    holds.set(List.of(scope));

    assertThat(cell.erasure().eraseLeft(leaving).items()).isOne();

    assertThat(cell.items().items(free)).isEmpty();
    assertThat(cell.items().items(held)).isEmpty();
    assertThat(count(world, "identification_item")).as("the held one").isOne();
    assertThat(cell.erasure().heldBy(leaving))
        .containsExactly(new HeldBy(scope.hold(), scope.basis(), scope.until()));
    assertThat(cell.erasure().eraseLeft(leaving)).isEqualTo(Erased.NOTHING);
    holds.set(List.of());
    assertThat(cell.erasure().eraseLeft(leaving).items()).isOne();
    assertThat(count(world, "identification_item")).isZero();
    assertThat(bucket.list(held.id() + "/", "", 10)).isEmpty();
  }

  private static HeldScope held(TenantId tenant, Names names) {
    return new HeldScope(
        "hold-1",
        DataClass.IDENTIFICATION,
        new HeldScope.Target.EndUser(tenant, names.all().iterator().next()),
        "§ 142 ZPO",
        MORNING.plus(Duration.ofDays(400)));
  }

  @Test
  void dayKeysShouldBeDestroyedWhereNoItemIsLeft() {
    World world = world();
    SubjectCell cell = cell(world);
    store(cell, tenant().id(), reference(), passport(appId(), MORNING));
    LocalDate day = LocalDate.ofInstant(MORNING, SINGAPORE_TIME);
    KeyName forgotten = new KeyName.OfDay(day.minusDays(3));
    keys(world).putIfAbsent(forgotten, new byte[60]);
    keys(world).putIfAbsent(new KeyName.OfDay(day.plusDays(1)), new byte[60]);

    assertThat(cell.erasure().destroyDayKeys(day.plusDays(1))).containsExactly(day.minusDays(3));

    assertThat(keys(world).names("day/")).containsExactly("day/" + day, "day/" + day.plusDays(1));
  }

  @Test
  void openShouldRefuseAnotherRootKeyBeforeAnythingIsServed() {
    World world = world();
    cell(world);
    RootKeyFile other = RootKeyFile.openOrCreate(folder.resolve("other-" + schemas.size()));

    assertThatThrownBy(() -> cell(new World(world.settings, world.database, other)))
        .isInstanceOf(RootKeyUnusable.class);
  }

  @AfterAll
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    for (DatabaseSettings each : schemas) {
      try (Connection connection = connect(each)) {
        connection.createStatement().execute("DROP DATABASE " + connection.getCatalog());
      }
    }
  }

  private World shared() {
    World now = shared;
    if (now == null) {
      now = world();
      shared = now;
    }
    return now;
  }

  private World world() {
    DatabaseSettings settings =
        schema("palimpsest_test_subjects_" + Long.toString(System.nanoTime(), 36));
    schemas.add(settings);
    Database database = opened(Database.open("subjects test", settings, "db/region", 10));
    KITS.forEach(kit -> run.met(kit, database.probe(Map.of()).detail() + " and " + backend));
    return new World(
        settings,
        database,
        RootKeyFile.openOrCreate(folder.resolve(backend.hashCode() + "-" + schemas.size())));
  }

  private SubjectCell cell(World world) {
    return exports(world).subjects();
  }

  private ExportCell exports(World world) {
    return exports(world, Clock.systemUTC());
  }

  private ExportCell exports(World world, Clock clock) {
    return opened(
            RegionSubjects.open(
                SINGAPORE, SINGAPORE_TIME, world.database, objects, world.root, clock))
        .exports();
  }

  private List<String> exported(Subject subject) {
    return exportBucket.list(subject.id() + "/", "", 10).stream()
        .map(S3Objects.Listed::name)
        .toList();
  }

  private static ExportId filled(ExportCell cell, Identification item) {
    ExportId export = queued(cell, MORNING);
    assertThat(cell.exports().add(export, item.callId(), MORNING, _ -> true)).isTrue();
    return export;
  }

  private static ExportId queued(ExportCell cell, Instant now) {
    Export export =
        Export.queued(
            TRAINING,
            ExportStoreContract.OPERATOR,
            "to read worn passports better",
            now,
            Set.of(PolicyRef.parse("tencent-ocr@1.0.0")),
            now.plus(Duration.ofDays(7)));
    cell.exports().request(export);
    return export.id();
  }

  /** The same with an object store that nobody serves. */
  private SubjectCell cellWithoutObjects(World world) {
    return opened(
            RegionSubjects.open(
                SINGAPORE,
                SINGAPORE_TIME,
                world.database,
                new ObjectStoreSettings(URI.create("http://127.0.0.1:1"), "none", "none"),
                world.root,
                Clock.systemUTC()))
        .cell();
  }

  private static KeyStore keys(World world) {
    return new SqlKeyStore(world.database);
  }

  private static Subject store(
      SubjectCell cell, TenantId tenant, EndUserReference reference, Identification item) {
    Storing outcome =
        cell.items()
            .store(tenant, names(cell, tenant, reference), item, List.of(portrait()), () -> true);
    return ((Storing.Stored) outcome).subject();
  }

  private static Names names(SubjectCell cell, TenantId tenant, EndUserReference reference) {
    return cell.pseudonyms().names(tenant, Optional.of(reference), Optional.empty());
  }

  private static long count(World world, String table) throws SQLException {
    try (Connection connection = connect(world.settings);
        var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Every column of every row of every table, byte by byte. */
  private static String dump(World world) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = connect(world.settings);
        var tables =
            connection
                .getMetaData()
                .getTables(connection.getCatalog(), null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String table = tables.getString("TABLE_NAME");
        try (var rows = connection.createStatement().executeQuery("SELECT * FROM " + table)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              byte[] value = rows.getBytes(i);
              all.append(value == null ? "" : text(value)).append('\n');
            }
          }
        }
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
