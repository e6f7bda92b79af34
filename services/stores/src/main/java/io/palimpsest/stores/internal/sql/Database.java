package io.palimpsest.stores.internal.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.stores.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A pool of connections to one schema, brought to the schema's newest version when opened.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {
  /**
   * How long a statement may hang before its connection is given up: a stopped server must show
   * within seconds.
   */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** A migration may rebuild a table, so its connection waits longer. */
  private static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(10);

  /** The transaction was rolled back for another's sake and may be done again. */
  private static final int DEADLOCK = 1213;

  private static final int ATTEMPTS = 4;

  private final String name;
  private final HikariDataSource pool;

  private Database(String name, HikariDataSource pool) {
    this.name = name;
    this.pool = pool;
  }

  /**
   * Opens the schema.
   *
   * @param name for messages, such as {@code monitoring eu-frankfurt}
   * @param migrations folder of scripts on the class path, such as {@code db/region}
   * @throws StoreUnavailable when it does not answer or cannot be brought to the newest version
   */
  public static Database open(
      String name, DatabaseSettings settings, String migrations, int connections) {
    reach(name, settings);
    migrate(name, settings, migrations);
    return attach(name, settings, connections);
  }

  /** The schema as it is, whether or not it answers now; nothing is changed. */
  public static Database attach(String name, DatabaseSettings settings, int connections) {
    Properties properties = new Properties();
    properties.putAll(pool(name, settings, connections));
    return new Database(name, new HikariDataSource(new HikariConfig(properties)));
  }

  /** Settings of a HikariCP pool, by the names of its properties. */
  public static Map<String, String> pool(String name, DatabaseSettings settings, int connections) {
    return Map.ofEntries(
        Map.entry("poolName", name),
        Map.entry("jdbcUrl", url(settings, SOCKET_TIMEOUT)),
        Map.entry("username", settings.user()),
        Map.entry("password", settings.password()),
        Map.entry("maximumPoolSize", Integer.toString(connections)),
        Map.entry("minimumIdle", "1"),
        Map.entry("idleTimeout", Long.toString(Duration.ofMinutes(5).toMillis())),
        Map.entry("connectionTimeout", Long.toString(CONNECT_TIMEOUT.toMillis())),
        Map.entry("validationTimeout", "1000"),
        Map.entry("maxLifetime", Long.toString(Duration.ofMinutes(10).toMillis())),
        Map.entry("keepaliveTime", Long.toString(Duration.ofSeconds(30).toMillis())),
        Map.entry("initializationFailTimeout", "-1"),
        // No gap locks, and the same on MySQL and MariaDB for what is written here.
        Map.entry("transactionIsolation", "TRANSACTION_READ_COMMITTED"));
  }

  /** Work within one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /**
   * Does the work in one transaction, again when the database rolled it back for a deadlock.
   *
   * @param asked for the message, such as {@code settle}
   * @throws StoreUnavailable for whatever goes wrong; then it is not known whether the work was
   *     committed
   */
  public <T> T transaction(String asked, Work<T> work) {
    try {
      return attempt(work);
    } catch (SQLException e) {
      throw new StoreUnavailable(name, asked, e);
    }
  }

  /** As {@link #transaction}, with the database's own exception. */
  <T> T attempt(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        return once(connection, work);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || e.getErrorCode() != DEADLOCK) {
          throw e;
        }
      }
    }
  }

  /** Asks the server for its version. */
  public StoreHealth probe(Map<String, Long> numbers) {
    try {
      String version =
          attempt(
              connection -> {
                try (var statement = connection.createStatement();
                    var rows =
                        statement.executeQuery(
                            "SELECT VERSION(), @@log_bin, @@binlog_expire_logs_seconds")) {
                  rows.next();
                  String number = rows.getString(1);
                  return (number.contains("MariaDB") ? number : "MySQL " + number)
                      + binaryLog(rows.getBoolean(2), rows.getLong(3));
                }
              });
      return new StoreHealth(name, true, version, numbers);
    } catch (SQLException e) {
      return new StoreHealth(
          name, false, "does not answer (" + e.getClass().getSimpleName() + ")", numbers);
    }
  }

  /**
   * The number of the newest migration that the schema has seen.
   *
   * @throws StoreUnavailable when it does not answer
   */
  public int schema() {
    return transaction(
        "tell its version",
        connection -> {
          try (var statement = connection.createStatement();
              var rows =
                  statement.executeQuery(
                      "SELECT MAX(CAST(version AS UNSIGNED)) FROM flyway_schema_history"
                          + " WHERE success")) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  /** What was erased stands in the binary log for as long as that is kept: a day at most. */
  static String binaryLog(boolean on, long seconds) {
    return on && (seconds == 0 || seconds > Duration.ofDays(1).toSeconds())
        ? "; its binary log is kept for more than 24 h: set binlog_expire_logs_seconds = 86400"
        : "";
  }

  public DataSource dataSource() {
    return pool;
  }

  public String name() {
    return name;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static <T> T once(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.in(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException rollback) {
        e.addSuppressed(rollback);
      }
      throw e;
    }
  }

  /** A server that is stopped would be waited for as long as a migration may take. */
  private static void reach(String name, DatabaseSettings settings) {
    try (Connection connection =
        DriverManager.getConnection(
            url(settings, SOCKET_TIMEOUT), settings.user(), settings.password())) {
      connection.getMetaData();
    } catch (SQLException e) {
      throw new StoreUnavailable(name, "bring its tables to the newest version", e);
    }
  }

  private static void migrate(String name, DatabaseSettings settings, String migrations) {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(url(settings, MIGRATION_TIMEOUT), settings.user(), settings.password())
          .locations("classpath:" + migrations)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailable(name, "bring its tables to the newest version", e);
    }
  }

  /**
   * What the code relies on, whatever else the settings say: {@code useAffectedRows} makes a row
   * that was there count 0, which is how a repeated settlement is told from a first one; STRICT
   * mode refuses instead of cutting off.
   */
  private static String url(DatabaseSettings settings, Duration socketTimeout) {
    return settings.url()
        + (settings.url().contains("?") ? "&" : "?")
        + "useAffectedRows=true&rewriteBatchedStatements=true&createDatabaseIfNotExist=true"
        + "&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&characterEncoding=UTF-8"
        + "&sessionVariables=sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE',innodb_lock_wait_timeout=2"
        + "&allowPublicKeyRetrieval=true&sslMode=PREFERRED&tcpKeepAlive=true"
        + "&connectTimeout="
        + CONNECT_TIMEOUT.toMillis()
        + "&socketTimeout="
        + socketTimeout.toMillis();
  }
}
