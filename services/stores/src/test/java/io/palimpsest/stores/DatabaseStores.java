package io.palimpsest.stores;

import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;

import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.backups.BackupStore;
import io.palimpsest.platform.backups.Piece;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.oversight.OversightStore;
import io.palimpsest.platform.receipts.ReceiptKeyStore;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.AdminStoreContract;
import io.palimpsest.platform.testkit.BackupStoreContract;
import io.palimpsest.platform.testkit.CallLedgerContract;
import io.palimpsest.platform.testkit.Concurrently;
import io.palimpsest.platform.testkit.ConsentStoreContract;
import io.palimpsest.platform.testkit.ControlStoreContract;
import io.palimpsest.platform.testkit.DepartureStoreContract;
import io.palimpsest.platform.testkit.ErasureOutboxContract;
import io.palimpsest.platform.testkit.EvidenceQueueContract;
import io.palimpsest.platform.testkit.HoldStoreContract;
import io.palimpsest.platform.testkit.MonitoringPartitionsContract;
import io.palimpsest.platform.testkit.OversightStoreContract;
import io.palimpsest.platform.testkit.ReceiptKeyStoreContract;
import io.palimpsest.platform.testkit.ReconciliationStoreContract;
import io.palimpsest.platform.testkit.RightsStoreContract;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.MonitoringBackup;
import io.palimpsest.stores.internal.sql.SqlCallLedger;
import io.palimpsest.stores.internal.sql.SqlErasureOutbox;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlLeavingDays;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import io.palimpsest.stores.internal.sql.SqlReconciliationStore;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The stores of the control plane and of regions on a database, as the kits ask for them. */
abstract class DatabaseStores extends Schemas
    implements ControlStoreContract,
        ConsentStoreContract,
        ReceiptKeyStoreContract,
        AdminStoreContract,
        RightsStoreContract,
        HoldStoreContract,
        OversightStoreContract,
        DepartureStoreContract,
        CallLedgerContract,
        ErasureOutboxContract,
        EvidenceQueueContract,
        ReconciliationStoreContract,
        MonitoringPartitionsContract,
        BackupStoreContract {
  static final List<String> KITS =
      List.of(
          "ControlStore",
          "ConsentStore",
          "ReceiptKeyStore",
          "AdminStore",
          "RightsStore",
          "HoldStore",
          "OversightStore",
          "DepartureStore",
          "CallLedger",
          "ErasureOutbox",
          "EvidenceQueue",
          "ReconciliationStore",
          "MonitoringPartitions",
          "BackupStore");

  static final Purpose TRAINING = new Purpose("model-improvement");
  static final Pseudonym NAME = new Pseudonym(Pseudonym.Kind.REFERENCE, 1, "0".repeat(64));

  @TempDir static Path folder;

  private final Map<ZoneId, Books> books = new HashMap<>();
  private final Backends.Run run;
  final String backend;
  @Nullable ControlStores control;
  @Nullable DatabaseSettings controlSchema;

  /**
   * @param backend how it is reached, such as {@code embedded}
   */
  DatabaseStores(Backends.Run run, String backend) {
    this.run = run;
    this.backend = backend;
  }

  @Override
  public ControlStore store() {
    return control().store();
  }

  @Override
  public ConsentStore consents() {
    return control().consents();
  }

  @Override
  public List<byte[]> leaves() {
    return controlEvidence().queue().notices(1000).stream()
        .map(EvidenceQueue.Notice::leaf)
        .toList();
  }

  EvidenceCell controlEvidence() {
    // No log is written here, so its object store may be nowhere.
    return control()
        .evidence(new ObjectStoreSettings(URI.create("http://127.0.0.1:1"), "none", "none"));
  }

  @Override
  public RightsStore rights() {
    return control().rights();
  }

  @Override
  public HoldStore holds() {
    return control().holds();
  }

  @Override
  public OversightStore oversight() {
    return control().oversight();
  }

  @Override
  public List<byte[]> oversightLeaves() {
    try (Connection connection = control().schedule().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT leaf FROM evidence_notice ORDER BY number")) {
      List<byte[]> leaves = new ArrayList<>();
      while (rows.next()) {
        leaves.add(rows.getBytes(1));
      }
      return leaves;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public DepartureStore departures() {
    return control().departures();
  }

  @Override
  public Tombstones tombstones() {
    return control().tombstones();
  }

  @Override
  public AdminStore admins() {
    return control().admins();
  }

  @Override
  public ReceiptKeyStore receiptKeys() {
    return control().receiptKeys();
  }

  @Override
  public Books books(ZoneId zone) {
    return books.computeIfAbsent(
        zone,
        _ -> {
          Days days = emptyDays(zone);
          LocalDate today = LocalDate.now(zone);
          for (RetentionPeriod each : List.of(MONITORING_PERIOD, SHORT_PERIOD)) {
            days.partitions().ensure(each, today.minusDays(1), today.plusDays(14));
          }
          return new Books(days.ledger(), days.outbox());
        });
  }

  @Override
  public Books outboxBooks() {
    return books(SINGAPORE_TIME);
  }

  @Override
  public Desk emptyDesk() {
    Database database = opened(Database.open("evidence test", fresh("region"), "db/region", 6));
    Days days = daysOf(database, SINGAPORE_TIME);
    LocalDate today = LocalDate.now(SINGAPORE_TIME);
    for (RetentionPeriod each : List.of(MONITORING_PERIOD, SHORT_PERIOD)) {
      days.partitions().ensure(each, today.minusDays(1), today.plusDays(1));
    }
    return new Desk(
        new Books(days.ledger(), days.outbox()),
        days.partitions(),
        new SqlEvidenceQueue(database, SINGAPORE_TIME),
        new SqlLeavingDays(database));
  }

  @Override
  public ReconciliationStore emptyMemory() {
    return new SqlReconciliationStore(
        opened(Database.open("reconciliation test", fresh("region"), "db/region", 2)), SINGAPORE);
  }

  @Override
  public Days emptyDays(ZoneId zone) {
    return daysOf(opened(Database.open("monitoring test", fresh("region"), "db/region", 6)), zone);
  }

  @Override
  public Filled filled() {
    LocalDate day = LocalDate.now(SINGAPORE_TIME).minusDays(5);
    Database database = opened(Database.open("backup test", fresh("region"), "db/region", 6));
    Days days = daysOf(database, SINGAPORE_TIME);
    days.partitions().ensure(MONITORING_PERIOD, day, day.plusDays(1));
    Instant noon = day.atTime(12, 0).atZone(SINGAPORE_TIME).toInstant();
    AppId appId = appId();
    Concurrently.run(
        CALLS, _ -> days.ledger().settle(stagedSettlement(success(appId, noon), SINGAPORE_TIME)));
    return new Filled(backup(database), new Piece(Optional.of(MONITORING_PERIOD), day));
  }

  @Override
  public BackupStore lost() {
    Database database = opened(Database.open("backup test", fresh("region"), "db/region", 6));
    Days days = daysOf(database, SINGAPORE_TIME);
    LocalDate today = LocalDate.now(SINGAPORE_TIME);
    days.partitions().ensure(MONITORING_PERIOD, today.minusDays(1), today.plusDays(1));
    return backup(database);
  }

  static MonitoringBackup backup(Database database) {
    return new MonitoringBackup(
        SINGAPORE, SINGAPORE_TIME, database, new SqlMonitoringPartitions(database, SINGAPORE_TIME));
  }

  Days daysOf(Database database, ZoneId zone) {
    note(database);
    SqlCallLedger ledger = opened(new SqlCallLedger(database, zone, Clock.systemUTC()));
    SqlErasureOutbox outbox = opened(new SqlErasureOutbox(database, Clock.systemUTC()));
    SqlEvidenceQueue queue = new SqlEvidenceQueue(database, zone);
    return new Days(
        new SqlMonitoringPartitions(database, zone),
        ledger,
        outbox,
        () -> queue.notices(100).stream().map(EvidenceQueue.Notice::leaf).toList());
  }

  ControlStores control() {
    ControlStores now = control;
    if (now == null) {
      controlSchema = fresh("control");
      now = opened(ControlStores.open(controlSchema, rootKey()));
      control = now;
    }
    return now;
  }

  Path rootKey() {
    return folder.resolve("root-" + backend.hashCode() + ".json");
  }

  void note(Database database) {
    KITS.forEach(kit -> run.met(kit, database.probe(Map.of()).detail() + " (" + backend + ")"));
  }
}
