package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.application;
import static io.palimpsest.platform.testkit.PlatformFixtures.credential;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static io.palimpsest.platform.testkit.PlatformFixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.PolicyAccepted;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.backups.StandingKeeper;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds.Told;
import io.palimpsest.platform.keys.RootKeyChange;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.keys.RootKeyUse;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import io.palimpsest.platform.testkit.InMemoryVault;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.sql.ControlRecords;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.EvidenceRecords;
import io.palimpsest.stores.internal.sql.SqlCallLedger;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import io.palimpsest.stores.internal.sql.SqlRegionHolds;
import io.palimpsest.stores.internal.sql.SqlStanding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kit of a database, and what only a database has. A backend says where its server is. */
@ExtendWith(Backends.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseKits extends DatabaseStores {
  /**
   * @param backend how it is reached, such as {@code embedded}
   */
  DatabaseKits(Backends.Run run, String backend) {
    super(run, backend);
  }

  @Test
  void theControlPlanesQueueShouldTellWhatWaitsAndGiveItAPlace() {
    EvidenceCell cell = controlEvidence();
    byte[] leaf =
        new PolicyAccepted(
                new Place(Place.CONTROL, LocalDate.of(2026, 11, 22)),
                Commitment.to(new byte[16], "nobody", "{}".getBytes(StandardCharsets.UTF_8)),
                "tencent-ocr-1.0.0",
                Instant.parse("2026-11-22T00:00:00Z"))
            .bytes();
    cell.queue().enter(leaf);
    EvidenceQueue.Notice notice = cell.queue().notices(1000).getLast();

    boolean placed =
        cell.queue()
            .place(2026, 0, List.of(new EvidenceQueue.Placement.OfNotice(notice.number(), leaf)));

    assertThat(placed).isTrue();
    assertThat(cell.queue().erasures(10)).isEmpty();
    assertThat(cell.queue().leaves(2026, 0, 10)).containsExactly(leaf);
    assertThat(cell.keys().signing(2026, "evidence.test/control/2026").verifier())
        .isEqualTo(cell.keys().verifier(2026).orElseThrow());
  }

  @Test
  void aRestoredControlPlaneShouldTakeAwayAgainWhatWasTakenAwaySince() throws IOException {
    Tenant stays = tenant();
    Tenant leaves = tenant();
    store().save(stays);
    store().save(leaves);
    var application = application(store().nextAppId(), stays.id());
    store().save(application);
    Credential kept = credential(application.appId());
    Credential revoked = credential(application.appId());
    store().save(kept);
    store().save(revoked);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    InMemoryVault vault = new InMemoryVault();
    InMemoryRootKey root = new InMemoryRootKey();
    Database before =
        opened(Database.attach("control backup", Objects.requireNonNull(controlSchema), 2));
    new ControlRecords(before, Set::of, Clock.systemUTC())
        .write(Piece.whole(LocalDate.now()), copy);
    store().save(disabled(revoked));
    rights().choose(stays.id(), SINGAPORE, List.of(NAME), TRAINING, Optional.of(Instant.now()));
    store().nextAppId();
    Tenant off =
        stays.suspended(
            Tenant.State.IN_ARREARS, new Suspension("olga", "three months", Instant.now()));
    store().save(off);
    ConsentEntry withdrawn =
        consents()
            .append(
                stays.id(),
                _ ->
                    new Draft(
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        ConsentFixtures.OFFICER,
                        new ConsentAct.Revoked(application.appId(), "at-7")));
    SqlStanding standing = new SqlStanding(before);
    StandingKeeper keeper = new StandingKeeper(store(), standing, vault, root);
    assertThat(keeper.keep()).isPositive();
    assertThat(keeper.keep()).as("nothing changed").isZero();
    vault.erase("standing/tenant/" + leaves.id()); // as when it left under another name

    DatabaseSettings fresh = fresh("control");
    try (ControlStores after = ControlStores.open(fresh, rootKey())) {
      Database restored = opened(Database.attach("control restore", fresh, 2));
      SqlStanding then = new SqlStanding(restored);
      StandingKeeper again = new StandingKeeper(after.store(), then, vault, root);
      assertThatThrownBy(again::keep).hasMessageContaining("older than its vault");
      new ControlRecords(restored, Set::of, Clock.systemUTC())
          .read(Piece.whole(LocalDate.now()), new ByteArrayInputStream(copy.toByteArray()));
      List<TenantId> disabled = again.apply();

      assertThat(disabled).containsExactly(leaves.id());
      assertThat(after.store().tenant(leaves.id()).orElseThrow().state())
          .isEqualTo(Tenant.State.DISABLED);
      assertThat(after.store().tenant(leaves.id()).orElseThrow().suspension().orElseThrow().by())
          .isEqualTo("restore");
      assertThat(after.store().tenant(stays.id())).contains(off);
      assertThat(after.consents().opening(stays.id(), withdrawn.number()).map(Opening::commitment))
          .isPresent()
          .isEqualTo(consents().opening(stays.id(), withdrawn.number()).map(Opening::commitment));
      assertThat(after.store().credentials(application.appId()))
          .extracting(Credential::secretId, Credential::enabled)
          .containsExactlyInAnyOrder(
              tuple(kept.secretId(), true), tuple(revoked.secretId(), false));
      assertThat(after.rights().isWithdrawn(stays.id(), SINGAPORE, List.of(NAME), TRAINING))
          .isTrue();
      assertThat(after.store().nextAppId().value()).isGreaterThan(store().nextAppId().value() - 1);
      assertThat(again.keep()).isPositive();
    }
  }

  private static Credential disabled(Credential key) {
    return new Credential(
        key.secretId(),
        key.appId(),
        key.secretKey(),
        false,
        key.created(),
        key.expires(),
        key.token(),
        key.actions());
  }

  @Test
  void aRestoredLogShouldGoOnBehindWhatItHas() throws Exception {
    Database database = opened(Database.open("evidence test", fresh("region"), "db/region", 2));
    SqlEvidenceQueue queue = new SqlEvidenceQueue(database, SINGAPORE_TIME);
    EvidenceRecords places = new EvidenceRecords(SINGAPORE.name(), SINGAPORE_TIME, database);
    List<Placement> leaves = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      leaves.add(
          new Placement.OfLog(
              new Expired(
                      new Place(SINGAPORE.name(), LocalDate.of(2026, 11, i + 1)),
                      "monitoring",
                      "P2Y",
                      1,
                      false,
                      "tencent-ocr-1.0.0",
                      Instant.parse("2026-11-21T00:00:00Z"))
                  .bytes()));
    }
    queue.place(2026, 0, leaves);
    queue.release(2026, 2);

    places.goOnBehind(2026, 3); // two of five wait

    assertThat(queue.progress(2026)).isEqualTo(new EvidenceQueue.Progress(5, 3));
    assertThat(queue.leaves(2026, 3, 9)).hasSize(2);
    places.goOnBehind(2026, 7); // auditors saw more
    assertThat(queue.progress(2026)).isEqualTo(new EvidenceQueue.Progress(7, 7));
    assertThat(queue.leaves(2026, 0, 9)).isEmpty();
    places.goOnBehind(2026, 4); // less than was released: what is lost there is told anew
    assertThat(queue.progress(2026)).isEqualTo(new EvidenceQueue.Progress(4, 4));
  }

  @Test
  void storedKeysShouldHoldNothingOfTheSecrets() throws SQLException {
    Tenant tenant = tenant();
    store().save(tenant);
    var application = application(store().nextAppId(), tenant.id());
    store().save(application);
    Credential lasting = credential(application.appId());
    Credential credential =
        new Credential(
            lasting.secretId(),
            lasting.appId(),
            lasting.secretKey(),
            true,
            lasting.created(),
            Optional.of(lasting.created()),
            Optional.of(new SecretKey("plain-token-of-a-session")),
            lasting.actions());

    store().save(credential);

    try (Connection connection = connect(schemas.getFirst());
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT secret_key, token FROM credential WHERE secret_id = ?")) {
      statement.setString(1, credential.secretId().value());
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(text(row.getBytes(1)))
            .doesNotContain(lasting.secretKey().reveal())
            .doesNotContain("plain");
        assertThat(text(row.getBytes(2))).doesNotContain("plain");
      }
    }
  }

  @Test
  void sumsFromBeforeKeysWereCountedShouldStayOnTheBill() throws SQLException {
    DatabaseSettings settings = fresh("region");
    String url = settings.url() + "?createDatabaseIfNotExist=true";
    Flyway.configure()
        .dataSource(url, settings.user(), settings.password())
        .locations("classpath:db/region")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = connect(settings)) {
      connection
          .createStatement()
          .execute(
              "INSERT INTO usage_daily_p2y (app_id, interface, day, calls, refused, fee) VALUES"
                  + " (1300000001, 'TextDetect', '2026-11-20', 7, 2, 7000), (1300000001,"
                  + " 'TextDetect', '2026-11-21', 0, 3, 0)");
    }
    AppId appId = new AppId(1300000001);
    LocalDate day = LocalDate.of(2026, 11, 20);

    Database database = opened(Database.open("monitoring test", settings, "db/region", 2));
    SqlCallLedger ledger = opened(new SqlCallLedger(database, SINGAPORE_TIME, Clock.systemUTC()));

    assertThat(ledger.calls(appId, "TextDetect", day, day.plusDays(1))).isEqualTo(7);
    assertThat(ledger.usage(appId, day, day.plusDays(1)))
        .containsExactly(
            new DailyUsage(day, "TextDetect", Optional.empty(), "Success", 7, 7, 7000),
            new DailyUsage(day, "TextDetect", Optional.empty(), "refused", 2, 2, 0),
            new DailyUsage(day.plusDays(1), "TextDetect", Optional.empty(), "refused", 3, 3, 0));
  }

  @Test
  void heldRecordsShouldOutliveTheirDayAndGoWithTheHold() {
    Database database = opened(Database.open("monitoring test", fresh("region"), "db/region", 6));
    SqlCallLedger ledger = opened(new SqlCallLedger(database, SINGAPORE_TIME, Clock.systemUTC()));
    SqlMonitoringPartitions partitions = new SqlMonitoringPartitions(database, SINGAPORE_TIME);
    SqlRegionHolds holds = new SqlRegionHolds(database);
    LocalDate day = LocalDate.of(2024, 2, 29);
    partitions.ensure(MONITORING_PERIOD, day, day.plusDays(1));
    Instant noon = day.atTime(12, 0).atZone(SINGAPORE_TIME).toInstant();
    MonitoringRecord ofApp = success(appId(), noon);
    MonitoringRecord alsoOfApp = success(ofApp.appId(), noon.plusSeconds(1));
    MonitoringRecord ofCall = success(appId(), noon);
    MonitoringRecord free = success(appId(), noon);
    for (MonitoringRecord each : List.of(ofApp, alsoOfApp, ofCall, free)) {
      ledger.settle(settlement(each));
    }
    HeldScope app = held(DataClass.MONITORING, new HeldScope.Target.App(ofApp.appId()));
    HeldScope call = held(DataClass.MONITORING, new HeldScope.Target.Call(ofCall.callId()));
    HeldScope otherClass = held(DataClass.OPERATION_LOG, new HeldScope.Target.App(free.appId()));
    holds.set(List.of(app, call, otherClass));
    holds.set(List.of(app, call, otherClass));
    assertThat(holds.scopes()).containsExactly(app, call, otherClass);

    assertThat(partitions.items(MONITORING_PERIOD, day)).as("the free one").isOne();
    partitions.drop(MONITORING_PERIOD, day);

    assertThat(ledger.find(ofApp.callId())).as("it stands in the table of holds only").isEmpty();
    assertThat(holds.keptRecords()).isEqualTo(3);
    assertThat(holds.kept(ofApp.callId())).contains(ofApp);
    assertThat(holds.kept(free.callId())).isEmpty();
    assertThat(holds.eraseReleased(LEAF)).isZero();
    holds.set(List.of(app));
    assertThat(holds.eraseReleased(LEAF)).isEqualTo(1);
    holds.set(List.of());
    assertThat(holds.eraseReleased(LEAF)).isEqualTo(2);
    assertThat(new SqlEvidenceQueue(database, SINGAPORE_TIME).notices(10)).hasSize(3);
    assertThat(holds.keptRecords()).isZero();
  }

  @Test
  void whereAnItemsLeafStandsShouldGoWithTheRecordOfItsCall() {
    Database database = opened(Database.open("monitoring test", fresh("region"), "db/region", 6));
    SqlCallLedger ledger = opened(new SqlCallLedger(database, SINGAPORE_TIME, Clock.systemUTC()));
    SqlMonitoringPartitions partitions = new SqlMonitoringPartitions(database, SINGAPORE_TIME);
    SqlEvidenceQueue queue = new SqlEvidenceQueue(database, SINGAPORE_TIME);
    LocalDate day = LocalDate.of(2024, 2, 29);
    partitions.ensure(MONITORING_PERIOD, day, day.plusDays(1));
    Instant noon = day.atTime(12, 0).atZone(SINGAPORE_TIME).toInstant();
    List<MonitoringRecord> calls =
        List.of(
            success(appId(), noon),
            success(appId(), noon.plus(Duration.ofDays(1))),
            success(appId(), noon.plus(Duration.ofDays(1))));
    for (MonitoringRecord each : calls) {
      Settlement settlement = settlement(each);
      ledger.settle(settlement);
      Optional<Salt> salt = Optional.of(Salt.of(settlement.salt()));
      queue.enter(
          new ErasedItem(DataClass.IDENTIFICATION, each.callId(), each.appId(), day, salt),
          new byte[] {1});
    }

    partitions.drop(MONITORING_PERIOD, day);
    partitions.erase(MONITORING_PERIOD, Set.of(calls.getLast().appId()), day.plusDays(2), LEAF);

    assertThat(calls)
        .extracting(each -> queue.findItem(each.callId(), DataClass.IDENTIFICATION).isPresent())
        .containsExactly(false, true, false);
  }

  @Test
  void aDropThatBrokeOffBetweenTwoTablesShouldGoOn() throws SQLException {
    DatabaseSettings settings = fresh("region");
    Database database = opened(Database.open("monitoring test", settings, "db/region", 6));
    SqlMonitoringPartitions partitions = new SqlMonitoringPartitions(database, SINGAPORE_TIME);
    LocalDate day = LocalDate.of(2024, 2, 29);
    partitions.ensure(MONITORING_PERIOD, day, day.plusDays(1));
    try (Connection connection = connect(settings)) {
      for (String table : List.of("call_side_p2y", "erasure_outbox_p2y")) {
        connection.createStatement().execute("ALTER TABLE " + table + " DROP PARTITION d20240229");
      }
    }

    partitions.drop(MONITORING_PERIOD, day);

    assertThat(partitions.days(MONITORING_PERIOD)).containsExactly(day.plusDays(1));
  }

  @Test
  void heldRecordsShouldOutliveAShortenedPeriodToo() {
    Database database = opened(Database.open("monitoring test", fresh("region"), "db/region", 6));
    SqlCallLedger ledger = opened(new SqlCallLedger(database, SINGAPORE_TIME, Clock.systemUTC()));
    SqlMonitoringPartitions partitions = new SqlMonitoringPartitions(database, SINGAPORE_TIME);
    SqlRegionHolds holds = new SqlRegionHolds(database);
    LocalDate day = LocalDate.of(2024, 2, 29);
    partitions.ensure(MONITORING_PERIOD, day, day.plusDays(1));
    Instant noon = day.atTime(12, 0).atZone(SINGAPORE_TIME).toInstant();
    MonitoringRecord held = success(appId(), noon);
    MonitoringRecord free = success(held.appId(), noon.plusSeconds(1));
    MonitoringRecord others = success(appId(), noon);
    List.of(held, free, others).forEach(each -> ledger.settle(settlement(each)));
    holds.set(List.of(held(DataClass.MONITORING, new HeldScope.Target.Call(held.callId()))));

    long erased = partitions.erase(MONITORING_PERIOD, Set.of(held.appId()), day.plusDays(1), LEAF);

    assertThat(erased).isEqualTo(2);
    assertThat(ledger.find(free.callId())).isEmpty();
    assertThat(ledger.find(others.callId())).isPresent();
    assertThat(holds.keptRecords()).isOne();
    holds.set(List.of());
    assertThat(holds.eraseReleased(LEAF)).isOne();
  }

  @Test
  void anActsLeavesShouldBeEnteredOnceHoweverOftenItComes() {
    Database database = opened(Database.open("monitoring test", fresh("region"), "db/region", 6));
    SqlRegionHolds holds = new SqlRegionHolds(database);
    SqlEvidenceQueue queue = new SqlEvidenceQueue(database, SINGAPORE_TIME);
    Told placed = new Told("hold-1", false, List.of(new byte[] {1}, new byte[] {2}));
    Told ended = new Told("hold-1", true, List.of(new byte[] {3}));

    holds.tell(List.of(placed));
    holds.tell(List.of(placed, ended));
    holds.tell(List.of(placed, ended));

    assertThat(queue.notices(10))
        .extracting(notice -> notice.leaf()[0])
        .containsExactly((byte) 1, (byte) 2, (byte) 3);
  }

  private static HeldScope held(DataClass dataClass, HeldScope.Target target) {
    return new HeldScope(
        "hold-1", dataClass, target, "§ 142 ZPO", Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  void dropShouldKeepNoCallWaitingWhileALongReaderIsOpen() throws Exception {
    DatabaseSettings settings = fresh("region");
    Database database = opened(Database.open("monitoring test", settings, "db/region", 6));
    SqlCallLedger ledger = opened(new SqlCallLedger(database, SINGAPORE_TIME, Clock.systemUTC()));
    SqlMonitoringPartitions partitions = new SqlMonitoringPartitions(database, SINGAPORE_TIME);
    LocalDate today = LocalDate.now(SINGAPORE_TIME);
    partitions.ensure(MONITORING_PERIOD, today.minusDays(3), today.plusDays(2));
    AppId app = appId();
    ledger.settle(settlement(success(app, Instant.now()))); // the first one makes connections
    List<Duration> waits = new ArrayList<>();

    try (Connection reader = connect(settings);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      reader.setAutoCommit(false);
      reader.createStatement().executeQuery("SELECT COUNT(*) FROM monitoring_p2y").close();
      Future<?> drop = threads.submit(() -> partitions.drop(MONITORING_PERIOD, today.minusDays(3)));
      long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
      for (long from = System.nanoTime(); from < end; from = System.nanoTime()) {
        ledger.settle(settlement(success(app, Instant.now())));
        waits.add(Duration.ofNanos(System.nanoTime() - from));
      }
      assertThat(partitions.days(MONITORING_PERIOD)).contains(today.minusDays(3));
      reader.rollback();
      drop.get();
    }

    assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofMillis(750)));
    assertThat(partitions.days(MONITORING_PERIOD)).first().isEqualTo(today.minusDays(2));
  }

  @Test
  void openShouldRefuseALostRootKeyAndLeaveNoNewOne() {
    DatabaseSettings settings = fresh("control");
    ControlStores.open(settings, folder.resolve("first.json")).close();
    Path lost = folder.resolve("lost.json");

    assertThatThrownBy(() -> ControlStores.open(settings, lost))
        .isInstanceOf(RootKeyUnusable.class)
        .hasMessageContaining(lost.toString())
        .hasMessageContaining("restore");

    assertThat(Files.exists(lost)).isFalse();
  }

  @Test
  void openShouldRefuseAnotherDatabasesRootKey() {
    DatabaseSettings settings = fresh("control");
    ControlStores.open(settings, folder.resolve("right.json")).close();
    Path other = folder.resolve("other.json");
    RootKeyFile.openOrCreate(other);

    assertThatThrownBy(() -> ControlStores.open(settings, other))
        .isInstanceOf(RootKeyUnusable.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void openStoresShouldGoOnWhileTheRootKeyIsChanged() {
    DatabaseSettings settings = fresh("control");
    Path file = folder.resolve("changing-" + backend.hashCode() + ".json");
    try (ControlStores here = ControlStores.open(settings, file);
        ControlStores there = ControlStores.open(settings, file)) {
      Tenant tenant = tenant();
      here.store().save(tenant);
      var application = application(here.store().nextAppId(), tenant.id());
      here.store().save(application);
      Credential credential = credential(application.appId());
      there.store().save(credential);
      String receiptKey = there.receiptKeys().newest().publicKey().x();
      RootKeyChange change = new RootKeyChange(here.rootKey(), List.of(here.rootKeyUse()));

      assertThat(change.begin()).as("known text, secret and key of receipts").isEqualTo(3);
      assertThat(here.rootKeyUse().count()).isEqualTo(new RootKeyUse.Count(3, 0));
      assertThat(there.store().find(credential.secretId()).orElseThrow().credential())
          .isEqualTo(credential);
      change.finish();

      assertThat(there.rootKey().names()).hasSize(1);
      assertThat(there.store().find(credential.secretId()).orElseThrow().credential())
          .isEqualTo(credential);
      assertThat(there.receiptKeys().newest().publicKey().x()).isEqualTo(receiptKey);
    }
    ControlStores.open(settings, file).close();
  }
}
