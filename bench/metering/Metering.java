import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlCallLedger;
import io.palimpsest.stores.internal.sql.SqlErasureOutbox;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Durable monitoring records a second, through the ledger and the outbox as calls use them: each
 * caller settles a call, waits until its record is durable, and goes on to the next; in some rounds
 * it also notes that the answer was delivered and the upload is gone. Counts afterwards what the
 * tables hold.
 */
final class Metering {
  private static final ZoneId ZONE = ZoneId.of("Asia/Singapore");
  private static final Region REGION = new Region("ap-singapore");
  private static final List<RetentionPeriod> PERIODS =
      Stream.of("tencent-ocr", "deepseek-ocr")
          .map(policy -> PolicyLibrary.shipped().module(policy).retention(DataClass.MONITORING))
          .toList();
  private static final List<String> ACTIONS =
      List.of("GeneralBasicOCR", "GeneralAccurateOCR", "TextDetect");
  private static final double LIMIT = 20_000;

  private final Database database;
  private final SqlCallLedger ledger;
  private final SqlErasureOutbox outbox;
  private final int seconds;
  private final Clock clock = Clock.systemUTC();
  private final CallIds ids = new CallIds(clock);
  private final SecureRandom random = new SecureRandom();
  private long nextApp = clock.millis(); // a server that was measured before has others

  private Metering(Database database, int seconds) {
    this.database = database;
    this.ledger = new SqlCallLedger(database, ZONE, clock);
    this.outbox = new SqlErasureOutbox(database, clock);
    this.seconds = seconds;
  }

  /** How much of a call a round does. */
  private enum Calls {
    /** Record, side row and daily sums, in one transaction. */
    RECORDS,
    /** Then the delivery is noted. */
    DELIVERED,
    /** An upload was staged too: its duty is in the transaction, its erasure noted. */
    WHOLE
  }

  /** {@code folder seconds callers [jdbc-url user password]}; MariaDB of our own without an address. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    int callers = Integer.parseInt(arguments[2]);
    System.out.printf("disk      %,.0f fdatasync/s, appending 4 KiB%n", syncsPerSecond(folder));
    if (arguments.length > 3) {
      var settings =
          new DatabaseSettings(
              arguments[3] + "palimpsest_metering",
              arguments[4],
              arguments.length > 5 ? arguments[5] : "");
      double rate = measure(settings, seconds, callers);
      System.exit(rate < LIMIT ? 1 : 0);
    }
    var own = EmbeddedSettings.onFreePorts(folder.resolve("own"), folder.resolve("software"));
    try (EmbeddedStores stores = EmbeddedStores.prepare(own, (what, how) -> {})) {
      stores.mariaDb().start();
      measure(
          new DatabaseSettings(
              stores.mariaDb().server() + "palimpsest_metering",
              stores.mariaDb().user(),
              stores.mariaDb().password()),
          seconds,
          callers);
    }
  }

  private static double measure(DatabaseSettings settings, int seconds, int callers)
      throws Exception {
    try (Database database = Database.open("metering", settings, "db/region", 10)) {
      LocalDate today = LocalDate.now(ZONE);
      for (RetentionPeriod period : PERIODS) {
        new SqlMonitoringPartitions(database, ZONE)
            .ensure(period, today.minusDays(1), today.plusDays(14));
      }
      tune(database);
      System.out.println("server    " + database.probe(Map.of()).detail() + "; " + durability(database));
      Metering bench = new Metering(database, seconds);
      try {
        bench.run("warming up", 64, callers, Calls.WHOLE, 1);
        double crowd = bench.run("records, 64 AppIDs", 64, callers, Calls.RECORDS, 1);
        double one = bench.run("records, one key", 1, callers, Calls.RECORDS, 1);
        double two = bench.run("records, two policies", 64, callers, Calls.RECORDS, 2);
        bench.run("and deliveries", 64, callers, Calls.DELIVERED, 1);
        bench.run("and erasures", 64, callers, Calls.WHOLE, 1);
        bench.run("all, two policies", 64, callers, Calls.WHOLE, 2);
        bench.run("a lone caller", 1, 1, Calls.WHOLE, 1);
        return Math.min(two, Math.min(crowd, one));
      } finally {
        bench.ledger.close();
        bench.outbox.close();
      }
    }
  }

  /**
   * One round with AppIDs of its own, so that what the tables hold of it can be counted.
   *
   * @param policies how many, whose tenants call in turns
   */
  private double run(String what, int apps, int callers, Calls kind, int policies)
      throws Exception {
    long firstApp = nextApp;
    nextApp += apps;
    Map<String, Long> before = ledger.numbers();
    ConcurrentLinkedQueue<long[]> took = new ConcurrentLinkedQueue<>();
    AtomicLong settled = new AtomicLong();
    long cpu = processor();
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < callers; caller++) {
        int number = caller;
        threads.submit(
            () -> took.add(calls(kind, new AppId(firstApp + number % apps), number, policies, end, settled)));
      }
    }
    double spent = (System.nanoTime() - start) / 1e9;
    double micros = (processor() - cpu) / 1e3 / settled.get();
    long commits = ledger.numbers().get("commits") - before.get("commits");
    String range = " BETWEEN " + firstApp + " AND " + (firstApp + apps - 1);
    long behind = awaitNotes(range, kind.ordinal() * settled.get());
    long[] sorted = took.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        "%-21s %,9.0f records/s  %,6.0f commits/s of %4.0f  median %6.1f ms  p99 %6.1f ms  notes behind %,5d ms  %5.1f us of JVM  %s%n",
        what,
        settled.get() / spent,
        commits / spent,
        (double) settled.get() / commits,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        behind,
        micros,
        counted(firstApp, apps, range, settled.get()));
    return settled.get() / spent;
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private long[] calls(
      Calls kind, AppId app, int number, int policies, long end, AtomicLong settled) {
    RetentionPeriod period = PERIODS.get(number % policies);
    SecretId key = new SecretId("AKIDmetering%d%04d".formatted(number % 2, app.value() % 10_000));
    long[] took = new long[1024];
    int done = 0;
    for (long from = System.nanoTime(); from < end; from = System.nanoTime()) {
      CallId id = ids.next();
      byte[] salt = new byte[16];
      random.nextBytes(salt);
      MonitoringRecord record =
          new MonitoringRecord(
              app,
              ACTIONS.get(done % ACTIONS.size()),
              done % 50 == 49 ? "FailedOperation.OcrFailed" : MonitoringRecord.SUCCESS,
              id,
              id.received(),
              clock.instant(),
              REGION,
              done % 50 == 49 ? 0 : 1_500,
              1);
      ledger.settle(
          new Settlement(
              record,
              key,
              salt,
              Optional.of(UploadKey.of(app, id, ZONE)).filter(_ -> kind == Calls.WHOLE),
              period));
      if (done == took.length) {
        took = Arrays.copyOf(took, took.length * 2);
      }
      took[done++] = System.nanoTime() - from;
      if (kind == Calls.WHOLE) {
        outbox.seenGone(id, clock.instant());
      }
      if (kind != Calls.RECORDS) {
        ledger.delivered(id);
      }
    }
    settled.addAndGet(done);
    return Arrays.copyOf(took, done);
  }

  /** Deliveries and erasures are noted in groups beside the calls; says how far they were behind. */
  private long awaitNotes(String range, long notes) throws Exception {
    String noted =
        "SELECT (SELECT COUNT(*) FROM erasure_outbox_% WHERE seen_gone_at IS NOT NULL AND app_id"
            + range
            + ") + (SELECT COUNT(*) FROM monitoring_% JOIN call_side_% USING (call_id)"
            + " WHERE state = 'delivered' AND app_id"
            + range
            + ")";
    long from = System.nanoTime();
    while (ledger.numbers().get("deliveries_waiting") > 0
        || outbox.numbers().get("erasures_waiting") > 0) {
      Thread.sleep(5);
    }
    long behind = (System.nanoTime() - from) / 1_000_000;
    for (int look = 0; count(noted) < notes; look++) {
      if (look == 50) {
        throw new IllegalStateException("deliveries or erasures are missing");
      }
      Thread.sleep(100); // the last group was taken and is being written
    }
    return behind;
  }

  private String counted(long firstApp, int apps, String range, long settled) throws Exception {
    LocalDate today = LocalDate.now(ZONE);
    long usage =
        Stream.iterate(firstApp, app -> app + 1)
            .limit(apps)
            .flatMap(app -> ledger.usage(new AppId(app), today.minusDays(1), today).stream())
            .mapToLong(DailyUsage::calls)
            .sum();
    long records = count("SELECT COUNT(*) FROM monitoring_% WHERE app_id" + range);
    if (records != settled || usage != settled) {
      throw new IllegalStateException(
          "settled %d, but there are %d records and %d in the daily sums"
              .formatted(settled, records, usage));
    }
    return "all there";
  }

  /** Counts in the tables of every period, whose suffix stands for {@code %}. */
  private long count(String sql) throws SQLException {
    long all = 0;
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setNetworkTimeout(Runnable::run, 60_000);
      for (RetentionPeriod period : PERIODS) {
        String one = sql.replace("%", period.suffix());
        try (ResultSet rows = connection.createStatement().executeQuery(one)) {
          rows.next();
          all += rows.getLong(1);
        }
      }
    }
    return all;
  }

  /**
   * Room to write in, where the account may set it: with MySQL's 100 MB of redo log the server is
   * busy with its own checkpoints at this rate. Nothing that durability rests on is touched.
   */
  private static void tune(Database database) throws SQLException {
    for (String setting :
        List.of("innodb_redo_log_capacity = 1073741824", "innodb_buffer_pool_size = 536870912")) {
      try (Connection connection = database.dataSource().getConnection()) {
        connection.createStatement().execute("SET GLOBAL " + setting);
      } catch (SQLException e) {
        System.out.println("          stays as it is: " + setting + " (" + e.getMessage() + ")");
      }
    }
  }

  private static String durability(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog,"
                        + " @@innodb_buffer_pool_size DIV 1048576")) {
      row.next();
      return "innodb_flush_log_at_trx_commit %s, log_bin %s, sync_binlog %s, buffer pool %s MB"
          .formatted(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }
  }

  private static double syncsPerSecond(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "sync", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(4096);
      long start = System.nanoTime();
      long end = start + 3_000_000_000L;
      int syncs = 0;
      while (System.nanoTime() < end) {
        channel.write(block.clear());
        channel.force(false);
        syncs++;
      }
      return syncs / ((System.nanoTime() - start) / 1e9);
    } finally {
      Files.delete(file);
    }
  }
}
