package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A region's ledger in MySQL. Thread-safe. */
public final class SqlCallLedger implements CallLedger, AutoCloseable {
  private static final String COLUMNS =
      "call_id, app_id, interface, result, start_at, end_at, region, fee, volume";

  private final Database database;
  private final Tables tables;
  private final GroupCommit commits;
  private final DeferredWrites<CallId> deliveries;
  private final Revocation revocation;

  /**
   * @param period names the tables
   * @param zone whose midnights part the daily sums
   */
  public SqlCallLedger(Database database, RetentionPeriod period, ZoneId zone, Clock clock) {
    this.database = database;
    this.tables = Tables.of(period);
    this.commits = new GroupCommit(database, new SettlementWriter(tables, zone, clock));
    this.deliveries = new DeferredWrites<>(database.name() + " deliveries", this::writeDeliveries);
    this.revocation = new Revocation(database, tables, zone);
  }

  @Override
  public void settle(Settlement settlement) {
    commits.settle(settlement);
  }

  @Override
  public void delivered(CallId callId) {
    deliveries.add(callId);
  }

  @Override
  public int revokeUndelivered(Instant receivedBefore) {
    deliveries.flush(); // deliveries that waited for the database to come back count
    return revocation.run(receivedBefore);
  }

  @Override
  public Optional<MonitoringRecord> find(CallId callId) {
    String sql = "SELECT " + COLUMNS + " FROM " + tables.monitoring() + " WHERE call_id = ?";
    return query("find a call", sql, callId.bytes()).stream().findFirst();
  }

  @Override
  public Optional<Delivery> delivery(CallId callId) {
    String sql = "SELECT state FROM " + tables.side() + " WHERE call_id = ?";
    return database.transaction(
        "find a delivery",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.setAll(statement, callId.bytes());
            try (ResultSet rows = statement.executeQuery()) {
              return rows.next()
                  ? Optional.of(Delivery.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<MonitoringRecord> records(AppId appId, Instant from, Instant to, int limit) {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM "
            + tables.monitoring()
            + " WHERE app_id = ? AND call_id >= ? AND call_id < ? ORDER BY call_id LIMIT ?";
    return query(
        "list calls", sql, appId.value(), CallId.lowerBound(from), CallId.lowerBound(to), limit);
  }

  @Override
  public long calls(AppId appId, String action, LocalDate first, LocalDate last) {
    String sql =
        "SELECT COALESCE(SUM(volume), 0) FROM "
            + tables.usage()
            + " WHERE app_id = ? AND interface = ? AND day BETWEEN ? AND ? AND (fee > 0 OR result = '"
            + MonitoringRecord.SUCCESS
            + "')";
    return database.transaction(
        "count calls",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.setAll(statement, appId.value(), action, first, last);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }

  @Override
  public List<DailyUsage> usage(AppId appId, LocalDate first, LocalDate last) {
    String sql =
        "SELECT day, interface, secret_id, result, calls, volume, fee FROM "
            + tables.usage()
            + " WHERE app_id = ? AND day BETWEEN ? AND ? AND calls > 0"
            + " ORDER BY day, interface, secret_id, result";
    return database.transaction(
        "sum up usage",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.setAll(statement, appId.value(), first, last);
            try (ResultSet rows = statement.executeQuery()) {
              List<DailyUsage> found = new ArrayList<>();
              while (rows.next()) {
                found.add(usage(rows));
              }
              return found;
            }
          }
        });
  }

  /** Numbers worth plotting. */
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new TreeMap<>(commits.numbers());
    numbers.put("deliveries_waiting", deliveries.waiting());
    numbers.put("deliveries_given_up", deliveries.givenUp());
    return numbers;
  }

  @Override
  public void close() {
    commits.close();
    deliveries.close();
  }

  static MonitoringRecord record(ResultSet row) throws SQLException {
    return new MonitoringRecord(
        new AppId(row.getLong("app_id")),
        row.getString("interface"),
        row.getString("result"),
        CallId.of(row.getBytes("call_id")),
        Sql.instant(row.getObject("start_at", LocalDateTime.class)),
        Sql.instant(row.getObject("end_at", LocalDateTime.class)),
        new Region(row.getString("region")),
        row.getLong("fee"),
        row.getInt("volume"));
  }

  private static DailyUsage usage(ResultSet row) throws SQLException {
    return new DailyUsage(
        row.getObject("day", LocalDate.class),
        row.getString("interface"),
        SecretId.parse(row.getString("secret_id")),
        row.getString("result"),
        row.getLong("calls"),
        row.getLong("volume"),
        row.getLong("fee"));
  }

  static List<MonitoringRecord> records(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<MonitoringRecord> found = new ArrayList<>();
        while (rows.next()) {
          found.add(record(rows));
        }
        return found;
      }
    }
  }

  private List<MonitoringRecord> query(String asked, String sql, Object... values) {
    return database.transaction(asked, connection -> records(connection, sql, values));
  }

  /** A record that was revoked meanwhile stays revoked: only pending turns into delivered. */
  private void writeDeliveries(List<CallId> ids) {
    String sql =
        "UPDATE "
            + tables.side()
            + " SET state = 'delivered', secret_id = NULL WHERE state = 'pending' AND call_id IN "
            + Sql.rows(1, ids.size());
    database.transaction(
        "note deliveries", connection -> Sql.update(connection, sql, Sql.bytes(ids)));
  }
}
