package report;

import static records.Records.MILLION;
import static records.Records.PERIOD;
import static records.Records.ZONE;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceKeys;
import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.ReportStore;
import io.palimpsest.platform.reports.ReportedLogs;
import io.palimpsest.platform.reports.ReportedRegion;
import io.palimpsest.platform.reports.Reports;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.MonitoringStock;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlMidnightCalls;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import records.Records;
import records.Records.Work;

/**
 * Issues reports of ten days over 10 million monitoring records and as many leaves, while four
 * writers settle calls of today and, once, a day expires. The log's hash tiles are in memory; its
 * entries are not kept, since a report of so many carries none. Prints how long each report took,
 * and how long the longest write did.
 */
final class ReportBench implements Records.Bench {
  private static final Region REGION = new Region("ap-singapore");
  private static final int DAYS = 10;
  private static final double LIMIT_S = 60;
  private static final double LIMIT_MS = 500;

  private final Database database;
  private final Records records;
  private final SqlMonitoringPartitions partitions;
  private final LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZONE);
  private boolean missed;

  private ReportBench(Database database, Records records) {
    this.database = database;
    this.records = records;
    this.partitions = new SqlMonitoringPartitions(database, ZONE);
  }

  /** As {@link Records#run} says. */
  public static void main(String[] arguments) throws Exception {
    Records.run(arguments, "palimpsest_report", ReportBench::new);
  }

  /** A million records for each day, and the tallies of as many leaves. */
  @Override
  public void fill() throws SQLException {
    partitions.ensure(PERIOD, today.minusDays(DAYS + 1), today.plusDays(2));
    long from = System.nanoTime();
    for (int day = 1; day <= DAYS + 1; day++) {
      records.fill(today.minusDays(day), MILLION);
    }
    System.out.printf(
        Locale.ROOT,
        "filled %d days of 1,000,000 records in %.0f s%n",
        DAYS + 1,
        (System.nanoTime() - from) / 1e9);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (int day = 1; day <= DAYS; day++) {
        statement.execute(
            "INSERT INTO evidence_tally VALUES ("
                + today.getYear()
                + ", '"
                + today.minusDays(day)
                + "', 'erased', 'upload', 'completed', FALSE, 1000000, 1000000)");
      }
      int leaves = DAYS * MILLION;
      statement.execute(
          "INSERT INTO evidence_log VALUES (" + today.getYear() + ", " + leaves + ", " + leaves + ")");
    }
  }

  @Override
  public boolean measure() throws Exception {
    Key keys = new Key(SigningKey.generate("bench.example/ap-singapore/" + today.getYear()));
    Hashes tiles = new Hashes();
    long from = System.nanoTime();
    stage(tiles, keys.key);
    System.out.printf(
        Locale.ROOT,
        "a log of %,d leaves made in %.0f s%n",
        DAYS * MILLION,
        (System.nanoTime() - from) / 1e9);
    Reports reports = reports(keys, tiles);
    records.startWriters();
    round("report", reports, () -> {});
    round("report again", reports, () -> {});
    LocalDate old = today.minusDays(DAYS + 1);
    round("report while a day expires", reports, () -> partitions.drop(PERIOD, old));
    records.stopWriters();
    return !missed;
  }

  private void stage(TileStore tiles, SigningKey key) {
    EvidenceLog log = EvidenceLog.create(tiles, key);
    for (int day = DAYS; day >= 1; day--) {
      LocalDate of = today.minusDays(day);
      byte[] leaf =
          new Erased(
                  new Place(REGION.name(), of),
                  "upload",
                  Cause.COMPLETED,
                  false,
                  Commitment.to(new byte[16], "call", new byte[0]),
                  "tencent-ocr-1.0.0",
                  of.atTime(12, 0).atZone(ZONE).toInstant())
              .bytes();
      for (int done = 0; done < MILLION; done += 20_000) {
        log.append(Collections.nCopies(20_000, leaf));
      }
    }
  }

  private Reports reports(Key keys, Hashes tiles) {
    EvidenceCell cell =
        new EvidenceCell(
            REGION, ZONE, new SqlEvidenceQueue(database, ZONE), keys, year -> tiles);
    Chore sequencer =
        EvidenceLogs.telling(cell, "bench.example", upload -> "none", Clock.systemUTC());
    ReportedRegion region =
        new ReportedRegion(
            REGION,
            ReportedLogs.of(cell, List::of),
            List.of(new MonitoringStock(database, partitions, ZONE, Set.of(PERIOD))),
            new SqlMidnightCalls(database, ZONE),
            () -> 0,
            new Nowhere());
    return new Reports(
        List.of(region),
        Optional.empty(),
        List::of,
        PolicyLibrary::shipped,
        (report, signer) -> Optional.empty(),
        () -> sequencer.work().accept((name, count) -> {}),
        Clock.systemUTC());
  }

  private void round(String what, Reports reports, Work beside) throws Exception {
    Reports.Issued[] issued = new Reports.Issued[1];
    Records.Measured measured =
        records.measure(
            () -> issued[0] = reports.issue(REGION, today.minusDays(DAYS), today.minusDays(1)),
            beside);
    missed |= measured.tookMs() > LIMIT_S * 1e3 || measured.waitMs() > LIMIT_MS;
    System.out.printf(
        Locale.ROOT,
        "%-30s %6.1f s   longest write %,5.0f ms   %s alive, %,d erased, %,d bytes%n",
        what,
        measured.tookMs() / 1e3,
        measured.waitMs(),
        issued[0].report().classes().getFirst().alive(),
        issued[0].report().counted().leaves("erased"),
        issued[0].zip().length);
  }

  /** The key of the only log. */
  private record Key(SigningKey key) implements EvidenceKeys {
    @Override
    public SigningKey signing(int year, String origin) {
      return key;
    }

    @Override
    public Optional<VerifierKey> verifier(int year) {
      return Optional.of(key.verifier()).filter(known -> known.name().endsWith("/" + year));
    }
  }

  /** A log's files but those bundles of entries that are full. */
  private static final class Hashes implements TileStore {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> get(String path, int limit) {
      return Optional.ofNullable(files.get(path));
    }

    @Override
    public void put(String path, byte[] content) {
      boolean partial = path.contains(".p/");
      if (partial || !path.startsWith("tile/entries/")) {
        files.put(path, content);
      }
    }
  }

  /** Keeps nothing. */
  private static final class Nowhere implements ReportStore {
    @Override
    public void put(ReportName name, byte[] zip) {
      // only to be measured
    }

    @Override
    public List<ReportName> list() {
      return List.of();
    }

    @Override
    public Optional<byte[]> find(ReportName name) {
      return Optional.empty();
    }
  }
}
