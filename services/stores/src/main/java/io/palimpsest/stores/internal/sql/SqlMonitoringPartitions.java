package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Day partitions, named {@code d20261121}. A partition's bound is the smallest UUIDv7 of the next
 * midnight, so the first one also holds what is older, and one that is dropped leaves its range to
 * the next.
 *
 * <p>A day is dropped in three steps, of which only two short ones touch what calls use: its
 * partition changes places with an empty table, that table is emptied, and the empty partition is
 * dropped. So it takes no longer with ten million rows than with one million, and {@link
 * BriefAlteration} sees to it that nobody waits for it while a reader is open.
 */
public final class SqlMonitoringPartitions implements MonitoringPartitions {
  static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'d'yyyyMMdd");

  /** Making 731 partitions at once takes 7 s, longer than a connection may hang. */
  private static final int DAYS_AT_ONCE = 30;

  /** The sums of a day's piece: the first one also holds what is older. */
  private static final String OF_PIECE = " WHERE day <= ? AND day > ?";

  /** What a hold keeps of a day may be many records. */
  private static final int PATIENCE_MS = 60_000;

  private final Database database;
  private final ZoneId zone;

  public SqlMonitoringPartitions(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
  }

  @Override
  public void ensure(RetentionPeriod period, LocalDate first, LocalDate last) {
    alone(
        "make days",
        (connection, alteration) -> {
          NewFamily.ensure(connection, period);
          for (String table : Tables.of(period).partitioned()) {
            ensure(connection, alteration, table, first, last);
          }
        });
  }

  /**
   * Makes the days from {@code day} to the first one that is there, for records that are put back:
   * the first day's partition, which holds what is older, is parted.
   */
  void makeRoom(RetentionPeriod period, LocalDate day) {
    alone(
        "make days",
        (connection, alteration) -> {
          NewFamily.ensure(connection, period);
          for (String table : Tables.of(period).partitioned()) {
            makeRoom(connection, alteration, table, day);
          }
        });
  }

  private void makeRoom(
      Connection connection, BriefAlteration alteration, String table, LocalDate day)
      throws SQLException {
    NavigableSet<LocalDate> there = days(connection, table);
    if (there.isEmpty()) {
      ensure(connection, alteration, table, day, day);
      return;
    }
    LocalDate first = there.first();
    while (day.isBefore(first)) {
      LocalDate from =
          first.minusDays(DAYS_AT_ONCE).isBefore(day) ? day : first.minusDays(DAYS_AT_ONCE);
      alteration.run(
          "ALTER TABLE "
              + table
              + " REORGANIZE PARTITION "
              + NAME.format(first)
              + " INTO ("
              + from.datesUntil(first.plusDays(1))
                  .map(this::partition)
                  .collect(Collectors.joining(", "))
              + ")");
      first = from;
    }
  }

  @Override
  public List<LocalDate> days(RetentionPeriod period) {
    return database.transaction(
        "list days", connection -> List.copyOf(days(connection, Tables.of(period).monitoring())));
  }

  @Override
  public void drop(RetentionPeriod period, LocalDate day) {
    Tables tables = Tables.of(period);
    alone(
        "drop a day",
        (connection, alteration) -> {
          NavigableSet<LocalDate> days = days(connection, tables.monitoring());
          if (days.contains(day)) {
            HeldRecords.keep(connection, tables, NAME.format(day));
            if (days(connection, tables.outbox()).contains(day)) { // not dropped by an earlier try
              UntoldErasures.keep(connection, tables, NAME.format(day));
            }
            LocalDate before = days.lower(day);
            byte[] from = before == null ? new byte[16] : bound(before.plusDays(1));
            if (days(connection, tables.side()).contains(day)) {
              ItemLeaves.forget(connection, tables, NAME.format(day), from, bound(day.plusDays(1)));
            }
            Sql.update(
                connection,
                "DELETE FROM " + tables.usage() + OF_PIECE,
                day,
                before == null ? LocalDate.of(1, 1, 1) : before);
            for (String table : tables.partitioned()) {
              drop(connection, alteration, table, day);
            }
          }
        });
  }

  @Override
  public long items(RetentionPeriod period, LocalDate day) {
    Tables tables = Tables.of(period);
    return database.transaction(
        "count a day",
        connection -> {
          NavigableSet<LocalDate> days = days(connection, tables.monitoring());
          if (!days.contains(day)) {
            return 0L;
          }
          connection.setNetworkTimeout(Runnable::run, PATIENCE_MS); // Hikari puts it back
          return sum(connection, tables, day, days.lower(day))
              - HeldRecords.count(connection, tables, NAME.format(day));
        });
  }

  /**
   * By the daily sums, which are written in the transaction of each record: counting the records
   * themselves would take ten times as long for ten times as many.
   */
  private static long sum(
      Connection connection, Tables tables, LocalDate day, @Nullable LocalDate before)
      throws SQLException {
    return Sql.rows(
            connection,
            "SELECT COALESCE(SUM(calls), 0) FROM " + tables.usage() + OF_PIECE,
            row -> row.getLong(1),
            day,
            before == null ? LocalDate.of(1, 1, 1) : before)
        .getFirst();
  }

  @Override
  public long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before, RecordLeaf leaf) {
    if (owners.isEmpty() || days(period).isEmpty()) {
      return 0;
    }
    RecordErasure erasure = new RecordErasure(database, Tables.of(period), leaf);
    byte[] bound = bound(before);
    return owners.stream().mapToLong(owner -> erasure.erase(owner, bound, before)).sum();
  }

  private void ensure(
      Connection connection,
      BriefAlteration alteration,
      String table,
      LocalDate first,
      LocalDate last)
      throws SQLException {
    NavigableSet<LocalDate> there = days(connection, table);
    LocalDate next = there.isEmpty() ? first : later(first, there.last().plusDays(1));
    while (!next.isAfter(last)) {
      LocalDate end =
          next.plusDays(DAYS_AT_ONCE).isAfter(last)
              ? last.plusDays(1)
              : next.plusDays(DAYS_AT_ONCE);
      alteration.run(
          "ALTER TABLE "
              + table
              + " ADD PARTITION ("
              + next.datesUntil(end).map(this::partition).collect(Collectors.joining(", "))
              + ")");
      next = end;
    }
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static void drop(
      Connection connection, BriefAlteration alteration, String table, LocalDate day)
      throws SQLException {
    if (!days(connection, table).contains(day)) {
      return;
    }
    String leaving = Tables.leaving(table);
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE " + leaving); // an earlier drop may have broken off here
      alteration.run(
          "ALTER TABLE "
              + table
              + " EXCHANGE PARTITION "
              + NAME.format(day)
              + " WITH TABLE "
              + leaving);
      statement.execute("TRUNCATE TABLE " + leaving);
      // Last: as long as the day is listed, whoever breaks off before is followed by another try.
      alteration.run("ALTER TABLE " + table + " DROP PARTITION " + NAME.format(day));
    }
  }

  /** The smallest callId of a day. */
  private byte[] bound(LocalDate day) {
    return CallId.lowerBound(day.atStartOfDay(zone).toInstant());
  }

  private String partition(LocalDate day) {
    byte[] bound = bound(day.plusDays(1));
    return "PARTITION "
        + NAME.format(day)
        + " VALUES LESS THAN (X'"
        + HexFormat.of().formatHex(bound)
        + "')";
  }

  /** The days that a table has partitions for. */
  static NavigableSet<LocalDate> days(Connection connection, String table) throws SQLException {
    String sql =
        "SELECT partition_name FROM information_schema.partitions"
            + " WHERE table_schema = DATABASE() AND table_name = ? AND partition_name LIKE 'd%'";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        while (rows.next()) {
          days.add(LocalDate.parse(rows.getString(1), NAME));
        }
        return days;
      }
    }
  }

  @FunctionalInterface
  private interface Change {
    void on(Connection connection, BriefAlteration alteration) throws SQLException;
  }

  /**
   * Does the change while no other process does one: two that make the same day would fail each
   * other.
   */
  private void alone(String asked, Change change) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
      statement.execute("SET SESSION lock_wait_timeout = 1");
      String lock = "CONCAT(DATABASE(), ' partitions')";
      try (ResultSet got = statement.executeQuery("SELECT GET_LOCK(" + lock + ", 30)")) {
        got.next();
        if (got.getInt(1) != 1) {
          throw new SQLException("another process is changing partitions");
        }
      }
      try (Connection other = database.dataSource().getConnection()) {
        change.on(connection, new BriefAlteration(connection, other));
      } finally {
        statement.execute("DO RELEASE_LOCK(" + lock + ")");
        statement.execute("SET SESSION lock_wait_timeout = DEFAULT");
        // Hikari puts the network timeout back itself.
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(database.name(), asked, e);
    }
  }
}
