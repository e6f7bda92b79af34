import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
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
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.EvidenceLogs;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.MonitoringStock;
import io.palimpsest.stores.internal.sql.SqlEvidenceQueue;
import io.palimpsest.stores.internal.sql.SqlMidnightCalls;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Issues reports of ten days over 10 million monitoring records and as many leaves, while four
 * writers settle calls of today and, once, a day expires. The log's hash tiles are in memory; its
 * entries are not kept, since a report of so many carries none. Prints how long each report took,
 * and how long the longest write did.
 */
final class ReportBench {
  private static final ZoneId ZONE = ZoneId.of("Asia/Singapore");
  private static final Region REGION = new Region("ap-singapore");
  private static final RetentionPeriod PERIOD = RetentionPeriod.parse("P2Y");
  private static final String SCHEMA = "palimpsest_report";
  private static final int DAYS = 10;
  private static final int MILLION = 1_000_000;
  private static final int BATCH = 100_000;
  private static final int WRITERS = 4;
  private static final double LIMIT_S = 60;
  private static final double LIMIT_MS = 500;

  private final Database database;
  private final SqlMonitoringPartitions partitions;
  private final LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZONE);
  private volatile boolean writing = true;
  private volatile long longest;
  private boolean missed;

  private ReportBench(Database database) {
    this.database = database;
    this.partitions = new SqlMonitoringPartitions(database, ZONE);
  }

  /**
   * {@code folder fill|measure|both [jdbc-url user password]}; MariaDB of our own without an
   * address.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    if (arguments.length > 2) {
      run(
          arguments[1],
          new DatabaseSettings(
              arguments[2] + SCHEMA, arguments[3], arguments.length > 4 ? arguments[4] : ""));
      return;
    }
    Path own = Files.createDirectories(folder.resolve("own"));
    try (EmbeddedStores stores =
        EmbeddedStores.prepare(
            EmbeddedSettings.onFreePorts(own, folder.resolve("software")), (what, how) -> {})) {
      stores.mariaDb().start();
      run(
          arguments[1],
          new DatabaseSettings(
              stores.mariaDb().server() + SCHEMA,
              stores.mariaDb().user(),
              stores.mariaDb().password()));
    }
  }

  private static void run(String step, DatabaseSettings settings) throws Exception {
    try (Database database = Database.open("report", settings, "db/region", 16)) {
      ReportBench bench = new ReportBench(database);
      if (!step.equals("measure")) {
        bench.fill();
      }
      if (!step.equals("fill")) {
        System.out.println(database.probe(Map.of()).detail());
        bench.measure();
        try (Connection connection = database.dataSource().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("DROP DATABASE " + SCHEMA);
        }
        if (bench.missed) {
          System.out.println("a limit was passed");
          System.exit(1);
        }
      }
    }
  }

  /** A million records for each day, and the tallies of as many leaves. */
  private void fill() throws SQLException {
    partitions.ensure(PERIOD, today.minusDays(DAYS + 1), today.plusDays(2));
    long from = System.nanoTime();
    for (int day = 1; day <= DAYS + 1; day++) {
      fill(today.minusDays(day));
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

  private void fill(LocalDate day) throws SQLException {
    long midnight = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 120_000);
      statement.execute("CREATE TABLE IF NOT EXISTS digit (d INT PRIMARY KEY)");
      statement.execute(
          "INSERT IGNORE INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
      for (int from = 0; from < MILLION; from += BATCH) {
        String number = "(n.n + " + from + ")";
        String id =
            "UNHEX(CONCAT(LPAD(HEX("
                + midnight
                + " + ("
                + number
                + " * 86399 DIV "
                + MILLION
                + ") * 1000), 12, '0'), '7',"
                + " LPAD(HEX(n.n DIV 4096), 3, '0'), '8', LPAD(HEX("
                + number
                + "), 15, '0')))";
        statement.execute(
            "INSERT INTO monitoring_p2y SELECT "
                + id
                + ", "
                + (1300000000L + from / BATCH % 64)
                + ", 'GeneralBasicOCR', 'Success', '"
                + day
                + " 12:00:00', '"
                + day
                + " 12:00:01', 'ap-singapore', 1500, 1 FROM (SELECT a.d * 10000 + b.d * 1000 + c.d"
                + " * 100 + e.d * 10 + f.d AS n FROM digit a STRAIGHT_JOIN digit b STRAIGHT_JOIN"
                + " digit c STRAIGHT_JOIN digit e STRAIGHT_JOIN digit f) n ORDER BY 1");
      }
    }
  }

  private void measure() throws Exception {
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
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int seed = writer;
      writers.add(Thread.ofPlatform().start(() -> write(seed)));
    }
    still(3_000);
    round("report", reports, () -> {});
    round("report again", reports, () -> {});
    LocalDate old = today.minusDays(DAYS + 1);
    round("report while a day expires", reports, () -> partitions.drop(PERIOD, old));
    writing = false;
    for (Thread writer : writers) {
      writer.join();
    }
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

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void round(String what, Reports reports, Work beside) throws Exception {
    still(1_000);
    longest = 0;
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    beside.run();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });
    long from = System.nanoTime();
    Reports.Issued issued =
        reports.issue(REGION, today.minusDays(DAYS), today.minusDays(1));
    double took = (System.nanoTime() - from) / 1e9;
    other.join();
    still(500);
    double worst = longest / 1e6;
    missed |= took > LIMIT_S || worst > LIMIT_MS;
    System.out.printf(
        Locale.ROOT,
        "%-30s %6.1f s   longest write %,5.0f ms   %s alive, %,d erased, %,d bytes%n",
        what,
        took,
        worst,
        issued.report().classes().getFirst().alive(),
        issued.report().counted().leaves("erased"),
        issued.zip().length);
  }

  /** A record and its side row in a transaction, again and again. */
  private void write(int seed) {
    Random random = new Random(seed);
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement record =
            connection.prepareStatement(
                "INSERT INTO monitoring_p2y VALUES (?, 1300000001, 'TextDetect', 'Success',"
                    + " UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 'ap-singapore', 1500, 1)");
        PreparedStatement side =
            connection.prepareStatement(
                "INSERT INTO call_side_p2y (call_id, salt, state) VALUES (?, ?, 'pending')")) {
      connection.setAutoCommit(false);
      while (writing) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        long now = Clock.systemUTC().millis();
        for (int i = 0; i < 6; i++) {
          id[i] = (byte) (now >> (40 - 8 * i));
        }
        id[6] = (byte) (0x70 | id[6] & 15);
        long from = System.nanoTime();
        record.setBytes(1, id);
        record.executeUpdate();
        side.setBytes(1, id);
        side.setBytes(2, id);
        side.executeUpdate();
        connection.commit();
        longest = Math.max(longest, System.nanoTime() - from);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void still(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
