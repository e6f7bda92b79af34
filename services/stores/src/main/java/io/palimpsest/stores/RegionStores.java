package io.palimpsest.stores;

import io.palimpsest.platform.backups.BackupStock;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.health.StoreProbe;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.reports.ReportStore;
import io.palimpsest.platform.reports.ReportedLogs;
import io.palimpsest.platform.reports.ReportedRegion;
import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.simulation.UploadStock;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.internal.debugcopies.DebugCopyStock;
import io.palimpsest.stores.internal.objects.S3UploadStore;
import io.palimpsest.stores.internal.oplog.ElasticOperationLog;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.DutyComparison;
import io.palimpsest.stores.internal.sql.EvidenceRecords;
import io.palimpsest.stores.internal.sql.HeldComparison;
import io.palimpsest.stores.internal.sql.MonitoringBackup;
import io.palimpsest.stores.internal.sql.MonitoringStock;
import io.palimpsest.stores.internal.sql.RecordComparison;
import io.palimpsest.stores.internal.sql.SqlCallLedger;
import io.palimpsest.stores.internal.sql.SqlErasureOutbox;
import io.palimpsest.stores.internal.sql.SqlLeavingDays;
import io.palimpsest.stores.internal.sql.SqlMidnightCalls;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import io.palimpsest.stores.internal.sql.SqlReconciliationStore;
import io.palimpsest.stores.internal.sql.SqlRegionHolds;
import io.palimpsest.stores.internal.sql.SqlRestoreMark;
import io.palimpsest.stores.internal.sql.SumComparison;
import io.palimpsest.stores.internal.subjects.ExportStock;
import io.palimpsest.stores.internal.subjects.IdentificationComparison;
import io.palimpsest.stores.internal.subjects.IdentificationStock;
import io.palimpsest.stores.internal.subjects.KeyComparison;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One region's stores, open. Whoever opens them closes them: what is buffered is written then.
 *
 * <pre>{@code
 * try (RegionStores stores = RegionStores.open(settings, Clock.systemUTC())) {
 *   Cell cell = stores.cell();
 * }
 * }</pre>
 */
public final class RegionStores implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  /** How far ahead of today days are made: a fortnight without the clockwork loses nothing. */
  private static final int DAYS_AHEAD = 14;

  private final RegionStoreSettings settings;
  private final Database database;
  private final SqlCallLedger ledger;
  private final SqlErasureOutbox outbox;
  private final SqlMonitoringPartitions partitions;
  private final S3UploadStore uploads;
  private final ElasticOperationLog log;
  private final Clock clock;
  private @Nullable RegionSubjects subjects;
  private @Nullable RegionEvidence evidence;
  private @Nullable RegionBackups backups;

  private RegionStores(
      RegionStoreSettings settings,
      Clock clock,
      Database database,
      S3UploadStore uploads,
      ElasticOperationLog log) {
    this.settings = settings;
    this.database = database;
    this.ledger = new SqlCallLedger(database, settings.zone(), clock);
    this.outbox = new SqlErasureOutbox(database, clock);
    this.partitions = new SqlMonitoringPartitions(database, settings.zone());
    this.uploads = uploads;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Opens a region: its tables are brought to the newest version, the days from yesterday to a
   * fortnight ahead are there, its bucket is made. The database must answer; the object store and
   * Elasticsearch may still be away.
   *
   * @throws StoreUnavailable when the database does not answer
   */
  public static RegionStores open(RegionStoreSettings settings, Clock clock) {
    Database database =
        Database.open(
            "monitoring " + settings.region(), settings.database(), "db/region", CONNECTIONS);
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
      SqlMonitoringPartitions days = new SqlMonitoringPartitions(database, settings.zone());
      settings
          .monitoringPeriods()
          .forEach(each -> days.ensure(each, today.minusDays(1), today.plusDays(DAYS_AHEAD)));
      return new RegionStores(
          settings,
          clock,
          database,
          S3UploadStore.open(settings.region(), settings.objects()),
          ElasticOperationLog.open(settings.region(), settings.zone(), settings.log()));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * A region as it is, for a look beside the server that works on it: changes nothing, and returns
   * whether or not the stores answer now. Each then throws {@link StoreUnavailable} for itself.
   */
  public static RegionStores attach(RegionStoreSettings settings, Clock clock) {
    return new RegionStores(
        settings,
        clock,
        Database.attach("monitoring " + settings.region(), settings.database(), 2),
        S3UploadStore.attach(settings.region(), settings.objects()),
        ElasticOperationLog.open(settings.region(), settings.zone(), settings.log()));
  }

  /** The ports that a call needs. */
  public Cell cell() {
    return new Cell(settings.region(), settings.zone(), ledger, outbox, uploads, log);
  }

  /** The days of the monitoring records. */
  public MonitoringPartitions partitions() {
    return partitions;
  }

  /** The days of the operation log. */
  public OperationLogIndexes logIndexes() {
    return log;
  }

  /** The legal holds in force in the region. */
  public RegionHolds holds() {
    return new SqlRegionHolds(database);
  }

  /** How its object store is reached. */
  public ObjectStoreSettings objects() {
    return settings.objects();
  }

  /** Days' data that is being dropped. */
  public LeavingDays leavingDays() {
    return new SqlLeavingDays(database);
  }

  /** The region's database, for the clockwork to keep its schedule in. */
  public DataSource schedule() {
    return database.dataSource();
  }

  /**
   * What is stored here, to be counted.
   *
   * @param monitoring periods under which monitoring records may lie
   * @param log periods under which entries of the operation log may lie
   */
  public List<Stock> stocks(Set<RetentionPeriod> monitoring, Set<RetentionPeriod> log) {
    return List.of(
        new MonitoringStock(database, partitions, settings.zone(), monitoring),
        this.log.stock(log),
        new IdentificationStock(database),
        new UploadStock(uploads, settings.zone()));
  }

  /**
   * What is to be held against each other here.
   *
   * @param staging the periods under which records lie only of tenants whose uploads are staged
   * @throws StoreUnavailable when the database does not answer
   */
  public List<Comparison> comparisons(Supplier<Set<RetentionPeriod>> staging, RootKey root) {
    List<Comparison> all =
        new ArrayList<>(
            List.of(
                new RecordComparison(database),
                new DutyComparison(database, staging),
                new SumComparison(database),
                new HeldComparison(database),
                log.comparison(holds()),
                new IdentificationComparison(database),
                new KeyComparison(database)));
    all.addAll(opened(root).comparisons());
    return List.copyOf(all);
  }

  /** What is remembered of comparisons. */
  public ReconciliationStore reconciliation() {
    return new SqlReconciliationStore(database, settings.region());
  }

  /**
   * The region as reports ask it.
   *
   * @param monitoring periods under which monitoring records may lie
   * @param log periods under which entries of the operation log may lie
   * @param beside what the control plane holds
   */
  public ReportedRegion reported(
      RootKey root, Set<RetentionPeriod> monitoring, Set<RetentionPeriod> log, List<Stock> beside) {
    List<Stock> stocks = new ArrayList<>(stocks(monitoring, log));
    stocks.add(new ExportStock(database));
    stocks.add(new DebugCopyStock(database));
    stocks.add(new BackupStock(backups().vault(), settings.region().name(), settings.zone()));
    stocks.addAll(beside);
    return new ReportedRegion(
        settings.region(),
        ReportedLogs.of(openedEvidence(root).cell(), reconciliation()::last),
        stocks,
        new SqlMidnightCalls(database, settings.zone()),
        () -> holds().keptRecords(),
        openedEvidence(root).reports());
  }

  /** The region's reports. */
  public ReportStore reports(RootKey root) {
    return openedEvidence(root).reports();
  }

  /**
   * The ports for identification data, opened by the first to ask. A server asks before it serves.
   *
   * @throws StoreUnavailable when the database does not answer
   * @throws RootKeyUnusable when the region's keys are under another root key, or lost
   */
  public SubjectCell subjects(RootKey root) {
    return opened(root).cell();
  }

  /** The same, with the ports for exports of it. */
  public ExportCell exports(RootKey root) {
    return opened(root).exports();
  }

  private synchronized RegionSubjects opened(RootKey root) {
    RegionSubjects now = subjects;
    if (now == null) {
      now =
          RegionSubjects.open(
              settings.region(), settings.zone(), database, settings.objects(), root, clock);
      subjects = now;
    }
    return now;
  }

  /** The region's part of the evidence, opened by the first to ask. */
  public EvidenceCell evidence(RootKey root) {
    return openedEvidence(root).cell();
  }

  private synchronized RegionEvidence openedEvidence(RootKey root) {
    RegionEvidence now = evidence;
    if (now == null) {
      now =
          RegionEvidence.open(
              settings.region(), settings.zone(), database, settings.objects(), root);
      evidence = now;
    }
    return now;
  }

  /** What of the region can be backed up, opened by the first to ask. */
  public synchronized RegionBackups backups() {
    RegionBackups now = backups;
    if (now == null) {
      EvidenceRecords places =
          new EvidenceRecords(settings.region().name(), settings.zone(), database);
      now =
          new RegionBackups(
              List.of(
                  new MonitoringBackup(settings.region(), settings.zone(), database, partitions),
                  log.backup(),
                  places),
              places,
              new SqlRestoreMark(database),
              OpenVault.open(settings.region().name(), settings.objects()));
      backups = now;
    }
    return now;
  }

  /** One probe for each store. */
  public synchronized List<StoreProbe> probes() {
    List<StoreProbe> probes =
        new ArrayList<>(List.of(() -> database.probe(numbers()), uploads::probe, log::probe));
    if (subjects != null) {
      probes.add(subjects::probe);
    }
    if (evidence != null) {
      probes.add(evidence::probe);
    }
    return probes;
  }

  @Override
  public synchronized void close() {
    if (subjects != null) {
      subjects.close();
    }
    if (evidence != null) {
      evidence.close();
    }
    if (backups != null) {
      backups.close();
    }
    ledger.close();
    outbox.close();
    uploads.close();
    log.close();
    database.close();
  }

  private Map<String, Long> numbers() {
    Map<String, Long> numbers = new TreeMap<>(ledger.numbers());
    numbers.putAll(outbox.numbers());
    return numbers;
  }
}
