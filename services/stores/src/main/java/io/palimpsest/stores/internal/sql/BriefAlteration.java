package io.palimpsest.stores.internal.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alters a table that calls are using. An {@code ALTER TABLE} waits for every transaction that has
 * the table open, and everybody else then waits behind it: with a reader open for 4.5 s an insert
 * into another partition waited 4 s. {@code lock_wait_timeout} does not help: it counts whole
 * seconds, and MariaDB 11.4 waited twice as long (2.0 s, 2026-11). So a second connection looks
 * after {@link #PATIENCE}, takes an alteration that still waits back, lets the others go on, and it
 * is tried again later.
 */
final class BriefAlteration {
  private static final Logger LOG = LoggerFactory.getLogger(BriefAlteration.class);

  /** What a call may have to wait, less what it takes to look and to be killed. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 20; // about 80 s
  private static final int INTERRUPTED = 1317;
  private static final int LOCK_WAIT_TIMEOUT = 1205;

  private final Connection connection;
  private final Connection other;
  private final long id;

  /**
   * @param connection alters
   * @param other looks and kills; used for nothing else meanwhile
   */
  BriefAlteration(Connection connection, Connection other) throws SQLException {
    this.connection = connection;
    this.other = other;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
      row.next();
      this.id = row.getLong(1);
    }
  }

  /**
   * Alters, as often as it takes.
   *
   * @throws SQLException when something else kept the table open all the time
   */
  void run(String sql) throws SQLException {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        once(sql);
        return;
      } catch (SQLException e) {
        boolean taken = e.getErrorCode() == INTERRUPTED || e.getErrorCode() == LOCK_WAIT_TIMEOUT;
        if (!taken || attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void once(String sql) throws SQLException {
    CountDownLatch done = new CountDownLatch(1);
    Thread watch = Thread.ofVirtual().start(() -> watch(done));
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } finally {
      done.countDown();
      join(watch); // a kill that came later would meet another statement
    }
  }

  private void watch(CountDownLatch done) {
    try (Statement statement = other.createStatement()) {
      for (boolean over = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          !over;
          over = done.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (waits(statement)) {
          statement.execute("KILL QUERY " + id);
        }
      }
    } catch (SQLException e) {
      LOG.warn("nobody looks after an alteration that may wait for a second: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it waits for the table; one that is at work already is best let go on. */
  private boolean waits(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW PROCESSLIST")) {
      while (rows.next()) {
        if (rows.getLong("Id") == id) {
          String state = rows.getString("State");
          return state != null && state.startsWith("Waiting for table");
        }
      }
      return false;
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
