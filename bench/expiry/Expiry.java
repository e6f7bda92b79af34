package expiry;

import static records.Records.BATCH;
import static records.Records.MILLION;
import static records.Records.PERIOD;
import static records.Records.ZONE;
import static records.Records.still;

import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.SqlMonitoringPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import records.Records;
import records.Records.Work;

/**
 * Expires days of 1 and 10 million monitoring records as the clockwork does, while four writers
 * settle calls of today and, in some rounds, a reader keeps the table open for 3 s. Prints how long
 * the expiry took, how long the longest write did, and, for comparison, the same for one plain
 * {@code DROP PARTITION}.
 */
final class Expiry implements Records.Bench {
  /** Days that the reader rounds alone are made of. */
  private static final int READERS = 6;

  private static final double LIMIT_MS = 500;

  private final Database database;
  private final Records records;
  private final SqlMonitoringPartitions partitions;
  private final boolean readers;
  private double worstOfDrops;

  private Expiry(Database database, Records records, boolean readers) {
    this.database = database;
    this.records = records;
    this.partitions = new SqlMonitoringPartitions(database, ZONE);
    this.readers = readers;
  }

  /** As {@link Records#run} says, with {@code readers} for the rounds beside a reader alone. */
  public static void main(String[] arguments) throws Exception {
    boolean readers = arguments[1].equals("readers");
    Records.run(
        arguments,
        "palimpsest_expiry",
        (database, records) -> new Expiry(database, records, readers));
  }

  @Override
  public void fill() throws SQLException {
    if (readers) {
      fill(READERS, BATCH);
    } else {
      fillDays();
    }
  }

  @Override
  public boolean measure() throws Exception {
    records.startWriters();
    round("nothing expires", false, () -> still(2_000));
    if (readers) {
      besideReaders();
    } else {
      measureDays();
    }
    records.stopWriters();
    return worstOfDrops <= LIMIT_MS;
  }

  /** Days 6 to 1 before today: 1, 10, 1 and 10 million records, then two with few. */
  private void fillDays() throws SQLException {
    LocalDate today = today();
    partitions.ensure(PERIOD, today.minusDays(6), today.plusDays(2));
    int[] rows = {MILLION, 10 * MILLION, MILLION, 10 * MILLION, BATCH, BATCH};
    for (int day = 0; day < rows.length; day++) {
      long from = System.nanoTime();
      records.fill(today.minusDays(6 - day), rows[day]);
      System.out.printf(
          Locale.ROOT,
          "filled %,d records in %.0f s%n",
          rows[day],
          (System.nanoTime() - from) / 1e9);
    }
  }

  /** As many days before today, each with as many records. */
  private void fill(int days, int rows) throws SQLException {
    LocalDate today = today();
    partitions.ensure(PERIOD, today.minusDays(days), today.plusDays(2));
    for (int day = days; day > 0; day--) {
      records.fill(today.minusDays(day), rows);
    }
  }

  /** Days that leave beside a reader, one after the other. */
  private void besideReaders() throws Exception {
    List<LocalDate> days = partitions.days(PERIOD);
    for (int day = 0; day < READERS - 1; day++) {
      LocalDate leaves = days.get(day);
      round(
          "expiry, few, a reader for 3 s",
          true,
          () -> beside(3_000, () -> partitions.drop(PERIOD, leaves)));
    }
    round("plain, few, a reader for 3 s", false, () -> beside(3_000, () -> plain(days.get(READERS - 1))));
  }

  private void measureDays() throws Exception {
    LocalDate today = today();
    List<LocalDate> days =
        new ArrayList<>(
            partitions.days(PERIOD).stream().filter(day -> day.isBefore(today)).toList());
    round("expiry, 1 million", true, () -> partitions.drop(PERIOD, days.get(0)));
    round("expiry, 10 million", true, () -> partitions.drop(PERIOD, days.get(1)));
    round(
        "expiry, few, a reader for 3 s",
        true,
        () -> beside(3_000, () -> partitions.drop(PERIOD, days.get(4))));
    round("plain DROP PARTITION, 1 million", false, () -> plain(days.get(2)));
    round("plain DROP PARTITION, 10 million", false, () -> plain(days.get(3)));
    round("plain, few, a reader for 3 s", false, () -> beside(3_000, () -> plain(days.get(5))));
  }

  private void round(String what, boolean counts, Work work) throws Exception {
    Records.Measured measured = records.measure(work);
    if (counts) {
      worstOfDrops = Math.max(worstOfDrops, measured.waitMs());
    }
    System.out.printf(
        Locale.ROOT,
        "%-34s %,7.0f ms   longest write %,7.0f ms%n",
        what,
        measured.tookMs(),
        measured.waitMs());
  }

  private void beside(long millis, Work work) throws Exception {
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("SELECT call_id FROM monitoring_p2y LIMIT 1").close();
      Thread end =
          Thread.ofPlatform()
              .start(
                  () -> {
                    still(millis);
                    try {
                      reader.rollback();
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      work.run();
      end.join();
      reader.setAutoCommit(true);
    }
  }

  /** As it was done before: with a time-out of a second and another try. */
  private void plain(LocalDate day) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 60_000);
      statement.execute("SET SESSION lock_wait_timeout = 1");
      for (int attempt = 0; attempt < 20; attempt++) {
        try {
          statement.execute(
              "ALTER TABLE monitoring_p2y DROP PARTITION d" + day.toString().replace("-", ""));
          return;
        } catch (SQLException e) {
          if (e.getErrorCode() != 1205) {
            throw e;
          }
        }
      }
    }
  }

  private static LocalDate today() {
    return LocalDate.now(ZONE);
  }
}
