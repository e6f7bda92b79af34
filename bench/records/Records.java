package records;

import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.internal.sql.Database;
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
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A region's monitoring records, filled in by the million, and four writers that settle calls of
 * today while something else is measured.
 */
public final class Records {
  public static final ZoneId ZONE = ZoneId.of("Asia/Singapore");
  public static final RetentionPeriod PERIOD = RetentionPeriod.parse("P2Y");
  public static final int MILLION = 1_000_000;

  /** Records of one statement. */
  public static final int BATCH = 100_000;

  private static final int WRITERS = 4;
  private static final int CONNECTIONS = 16;

  private final Database database;
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean writing;
  private volatile long longest;

  private Records(Database database) {
    this.database = database;
  }

  /** What is measured; it may throw anything. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** A bench over such records. */
  public interface Bench {
    void fill() throws Exception;

    /** False when a limit was passed. */
    boolean measure() throws Exception;
  }

  /** Makes a bench. */
  @FunctionalInterface
  public interface Maker {
    Bench of(Database database, Records records);
  }

  /**
   * Runs the steps of a bench and drops its schema behind the last one; ends the process with 1
   * when a limit was passed.
   *
   * @param arguments {@code folder fill|measure|both [jdbc-url user password]}; MariaDB of our own,
   *     in the folder, without an address
   */
  public static void run(String[] arguments, String schema, Maker maker) throws Exception {
    Path folder = Path.of(arguments[0]);
    boolean well;
    if (arguments.length > 2) {
      String password = arguments.length > 4 ? arguments[4] : "";
      well =
          run(
              arguments[1],
              schema,
              new DatabaseSettings(arguments[2] + schema, arguments[3], password),
              maker);
    } else {
      Path own = Files.createDirectories(folder.resolve("own"));
      try (EmbeddedStores stores =
          EmbeddedStores.prepare(
              EmbeddedSettings.onFreePorts(own, folder.resolve("software")), (what, how) -> {})) {
        var mariaDb = stores.mariaDb();
        mariaDb.start();
        well =
            run(
                arguments[1],
                schema,
                new DatabaseSettings(
                    mariaDb.server() + schema, mariaDb.user(), mariaDb.password()),
                maker);
      }
    }
    if (!well) {
      System.out.println("a limit was passed");
      System.exit(1);
    }
  }

  private static boolean run(String step, String schema, DatabaseSettings settings, Maker maker)
      throws Exception {
    try (Database database = Database.open(schema, settings, "db/region", CONNECTIONS)) {
      Bench bench = maker.of(database, new Records(database));
      if (!step.equals("measure")) {
        bench.fill();
      }
      if (step.equals("fill")) {
        return true;
      }
      System.out.println(database.probe(Map.of()).detail());
      boolean well = bench.measure();
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP DATABASE " + schema);
      }
      return well;
    }
  }

  /** So many records of a day, spread over it. Its partition must be there. */
  public void fill(LocalDate day, int rows) throws SQLException {
    long midnight = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 120_000);
      statement.execute("CREATE TABLE IF NOT EXISTS digit (d INT PRIMARY KEY)");
      statement.execute(
          "INSERT IGNORE INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
      for (int from = 0; from < rows; from += BATCH) {
        String number = "(n.n + " + from + ")";
        String second = "(" + number + " * 86399 DIV " + rows + ")";
        String id =
            "UNHEX(CONCAT(LPAD(HEX(%d + %s * 1000), 12, '0'), '7', LPAD(HEX(n.n DIV 4096), 3, '0'),"
                    .formatted(midnight, second)
                + " '8', LPAD(HEX(" + number + "), 15, '0')))";
        statement.execute(
            "INSERT INTO monitoring_p2y SELECT "
                + id
                + ", "
                + (1300000000L + from / BATCH % 64)
                + ", 'GeneralBasicOCR', 'Success', '%1$s 12:00:00', '%1$s 12:00:01',".formatted(day)
                + " 'ap-singapore', 1500, 1 FROM (SELECT a.d * 10000 + b.d * 1000 + c.d * 100 + e.d"
                + " * 10 + f.d AS n FROM digit a STRAIGHT_JOIN digit b STRAIGHT_JOIN digit c"
                + " STRAIGHT_JOIN digit e STRAIGHT_JOIN digit f) n ORDER BY 1");
      }
    }
  }

  /** Lets the writers begin, and get going. */
  public void startWriters() {
    writing = true;
    for (int writer = 0; writer < WRITERS; writer++) {
      int seed = writer;
      writers.add(Thread.ofPlatform().start(() -> write(seed)));
    }
    still(3_000);
  }

  public void stopWriters() throws InterruptedException {
    writing = false;
    for (Thread writer : writers) {
      writer.join();
    }
  }

  /**
   * How long a piece of work took, and the longest write meanwhile.
   *
   * @param tookMs by itself
   * @param waitMs of one of the writers for its commit
   */
  public record Measured(double tookMs, double waitMs) {}

  /** Measures a piece of work beside the writers. */
  public Measured measure(Work work) throws Exception {
    return measure(work, () -> {});
  }

  /** Measures a piece of work, with another one beside it whose writes count, but not its time. */
  public Measured measure(Work work, Work beside) throws Exception {
    still(1_000);
    longest = 0;
    Thread other = Thread.ofPlatform().start(() -> unchecked(beside));
    long from = System.nanoTime();
    work.run();
    double took = (System.nanoTime() - from) / 1e6;
    other.join();
    still(500);
    return new Measured(took, longest / 1e6);
  }

  private static void unchecked(Work work) {
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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

  public static void still(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
