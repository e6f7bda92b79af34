package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.RecordMisplaced;
import io.palimpsest.platform.reconciliation.Difference.RecordOverdue;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Consumer;

/**
 * Rows of calls that must be gone: days that were not dropped, rows in the partition of another
 * day, rows of a drop that broke off, and daily sums. Every family of tables that the schema has is
 * looked at, whether or not a policy still lists its period.
 */
public final class RecordComparison implements Comparison {
  private static final int PAGE = 1000;

  private final Database database;
  private final Families families;

  public RecordComparison(Database database) {
    this.database = database;
    this.families = new Families(database);
  }

  @Override
  public String part() {
    return "records";
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    for (Tables tables : families.all()) {
      for (String table : tables.partitioned()) {
        partitions(tables, table, bounds, found);
        leaving(tables, Tables.leaving(table), bounds, found);
      }
      sums(tables, bounds, found);
    }
  }

  private void partitions(Tables tables, String table, Bounds bounds, Consumer<Difference> found) {
    NavigableSet<LocalDate> days =
        database.transaction(
            "list days", connection -> SqlMonitoringPartitions.days(connection, table));
    for (LocalDate day : days) {
      LocalDate goneBy = tables.period().goneBy(day);
      if (!bounds.today().isBefore(goneBy)) {
        found.accept(new RecordOverdue(table, "the day " + day, goneBy));
      } else if (!days.contains(day.minusDays(1))) {
        older(tables, table, day, bounds, found); // else the bounds of partitions forbid it
      }
    }
  }

  /** What lies in a day's partition and was received before it. */
  private void older(
      Tables tables, String table, LocalDate day, Bounds bounds, Consumer<Difference> found) {
    String sql =
        "SELECT call_id FROM "
            + table
            + " PARTITION ("
            + SqlMonitoringPartitions.NAME.format(day)
            + ") WHERE call_id > ? AND call_id < ? ORDER BY call_id LIMIT "
            + PAGE;
    byte[] bound = CallId.lowerBound(day.atStartOfDay(bounds.zone()).toInstant());
    byte[] after = new byte[16];
    List<CallId> page;
    do {
      byte[] from = after;
      page = database.transaction("compare a day", connection -> ids(connection, sql, from, bound));
      for (CallId each : page) {
        LocalDate goneBy = goneBy(tables, each, bounds);
        found.accept(
            bounds.today().isBefore(goneBy)
                ? new RecordMisplaced(table, each, day)
                : new RecordOverdue(table, each.toString(), goneBy));
        after = each.bytes();
      }
    } while (page.size() == PAGE);
  }

  /** Nothing stays in these tables; while a day is being dropped they are left alone. */
  private void leaving(Tables tables, String table, Bounds bounds, Consumer<Difference> found) {
    String sql =
        "SELECT call_id FROM "
            + table
            + " WHERE IS_FREE_LOCK(CONCAT(DATABASE(), ' partitions')) = 1 ORDER BY call_id LIMIT "
            + PAGE;
    database
        .transaction("compare what leaves", connection -> ids(connection, sql))
        .forEach(
            each ->
                found.accept(
                    new RecordOverdue(table, each.toString(), goneBy(tables, each, bounds))));
  }

  private void sums(Tables tables, Bounds bounds, Consumer<Difference> found) {
    String sql = "SELECT DISTINCT day FROM " + tables.usage() + " ORDER BY day";
    database
        .transaction(
            "list days of sums",
            connection -> Sql.rows(connection, sql, row -> row.getObject(1, LocalDate.class)))
        .forEach(
            day -> {
              LocalDate goneBy = tables.period().goneBy(day);
              if (!bounds.today().isBefore(goneBy)) {
                found.accept(new RecordOverdue(tables.usage(), "the day " + day, goneBy));
              }
            });
  }

  private static LocalDate goneBy(Tables tables, CallId callId, Bounds bounds) {
    Instant received = callId.received();
    return tables.period().goneBy(LocalDate.ofInstant(received, bounds.zone()));
  }

  private static List<CallId> ids(Connection connection, String sql, Object... values)
      throws SQLException {
    return Sql.rows(connection, sql, row -> CallId.of(row.getBytes(1)), values);
  }
}
