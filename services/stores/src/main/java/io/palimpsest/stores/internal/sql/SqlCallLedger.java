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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** A region's ledger in MySQL. Thread-safe. */
public final class SqlCallLedger implements CallLedger, AutoCloseable {
  private static final String COLUMNS =
      "call_id, app_id, interface, result, start_at, end_at, region, fee, volume";

  private final Database database;
  private final Families families;
  private final GroupCommit commits;
  private final DeferredWrites<CallId> deliveries;
  private final Revocation revocation;

  /**
   * @param zone whose midnights part the daily sums
   */
  public SqlCallLedger(Database database, ZoneId zone, Clock clock) {
    this.database = database;
    this.families = new Families(database);
    this.commits = new GroupCommit(database, new SettlementWriter(families, zone, clock));
    this.deliveries = new DeferredWrites<>(database.name() + " deliveries", this::writeDeliveries);
    this.revocation = new Revocation(database, families, zone);
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
    return inAny(
        "find a call",
        tables -> "SELECT " + COLUMNS + " FROM " + tables.monitoring() + " WHERE call_id = ?",
        callId,
        (_, row) -> record(row));
  }

  @Override
  public Optional<Delivery> delivery(CallId callId) {
    return inAny(
        "find a delivery",
        tables -> "SELECT state FROM " + tables.side() + " WHERE call_id = ?",
        callId,
        (_, row) -> Delivery.valueOf(row.getString(1).toUpperCase(Locale.ROOT)));
  }

  @Override
  public Optional<RetentionPeriod> keptFor(CallId callId) {
    return inAny(
        "find a call's period",
        tables -> "SELECT 1 FROM " + tables.monitoring() + " WHERE call_id = ?",
        callId,
        (tables, _) -> tables.period());
  }

  @Override
  public List<MonitoringRecord> records(AppId appId, Instant from, Instant to, int limit) {
    return families.all().stream()
        .flatMap(tables -> records(tables, appId, from, to, limit).stream())
        .sorted(Comparator.comparing(MonitoringRecord::callId))
        .limit(limit)
        .toList();
  }

  private List<MonitoringRecord> records(
      Tables tables, AppId appId, Instant from, Instant to, int limit) {
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
    List<Tables> all = families.all();
    return database.transaction(
        "count calls",
        connection -> {
          long calls = 0;
          for (Tables tables : all) {
            String sql =
                "SELECT COALESCE(SUM(volume), 0) FROM "
                    + tables.usage()
                    + " WHERE app_id = ? AND interface = ? AND day BETWEEN ? AND ?"
                    + " AND (fee > 0 OR result = '"
                    + MonitoringRecord.SUCCESS
                    + "')";
            calls +=
                Sql.rows(connection, sql, row -> row.getLong(1), appId.value(), action, first, last)
                    .getFirst();
          }
          return calls;
        });
  }

  @Override
  public List<DailyUsage> usage(AppId appId, LocalDate first, LocalDate last) {
    // A day on which the tenant's policy changed has sums in two families.
    SortedMap<DailyUsage, DailyUsage> sums = new TreeMap<>(DailyUsage.ORDER);
    List<Tables> all = families.all();
    database.transaction(
        "sum up usage",
        connection -> {
          for (Tables tables : all) {
            String sql =
                "SELECT day, interface, secret_id, result, calls, volume, fee FROM "
                    + tables.usage()
                    + " WHERE app_id = ? AND day BETWEEN ? AND ? AND calls > 0";
            Sql.rows(connection, sql, SqlCallLedger::usage, appId.value(), first, last)
                .forEach(each -> sums.merge(each, each, DailyUsage::plus));
          }
          return sums;
        });
    return List.copyOf(sums.values());
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
    return Sql.rows(connection, sql, SqlCallLedger::record, values);
  }

  private List<MonitoringRecord> query(String asked, String sql, Object... values) {
    return database.transaction(asked, connection -> records(connection, sql, values));
  }

  /** What the family knows in which the call lies. */
  private <T> Optional<T> inAny(
      String asked, Function<Tables, String> sql, CallId callId, FamilyRow<T> reader) {
    List<Tables> all = families.all();
    return database.transaction(
        asked,
        connection -> {
          for (Tables tables : all) {
            List<T> found =
                Sql.rows(
                    connection,
                    sql.apply(tables),
                    row -> reader.read(tables, row),
                    (Object) callId.bytes());
            if (!found.isEmpty()) {
              return Optional.of(found.getFirst());
            }
          }
          return Optional.empty();
        });
  }

  @FunctionalInterface
  private interface FamilyRow<T> {
    T read(Tables tables, ResultSet row) throws SQLException;
  }

  /** A record that was revoked meanwhile stays revoked: only pending turns into delivered. */
  private void writeDeliveries(List<CallId> ids) {
    List<Tables> all = families.all();
    database.transaction(
        "note deliveries",
        connection -> {
          int noted = 0;
          for (Tables tables : all) {
            if (noted < ids.size()) { // a callId lies in one family only
              noted +=
                  Sql.update(
                      connection,
                      "UPDATE "
                          + tables.side()
                          + " SET state = 'delivered', secret_id = NULL"
                          + " WHERE state = 'pending' AND call_id IN "
                          + Sql.rows(1, ids.size()),
                      Sql.bytes(ids));
            }
          }
          return noted;
        });
  }
}
