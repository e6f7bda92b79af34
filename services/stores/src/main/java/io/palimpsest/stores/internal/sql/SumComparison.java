package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.SumsDiffer;
import io.palimpsest.platform.tenancy.AppId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Monitoring records added up anew and held against the daily sums, for days that have ended. The
 * sums of one day are in memory: a row for each AppID, interface and result.
 */
public final class SumComparison implements Comparison {
  private static final Sums NOTHING = new Sums(0, 0, 0);

  private final Database database;
  private final Families families;

  public SumComparison(Database database) {
    this.database = database;
    this.families = new Families(database);
  }

  @Override
  public String part() {
    return "sums";
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    for (Tables tables : families.all()) {
      NavigableSet<LocalDate> days =
          database.transaction(
              "list days",
              connection -> SqlMonitoringPartitions.days(connection, tables.monitoring()));
      for (LocalDate day : days) {
        Instant end = day.plusDays(1).atStartOfDay(bounds.zone()).toInstant();
        boolean known = bounds.since().filter(since -> !end.isAfter(since)).isPresent();
        boolean leaves = !bounds.today().isBefore(tables.period().goneBy(day));
        if (!known && !leaves && !end.isAfter(bounds.settled())) {
          find(tables, day, bounds, found);
        }
      }
    }
  }

  private void find(Tables tables, LocalDate day, Bounds bounds, Consumer<Difference> found) {
    SortedMap<Row, Sums> records = records(tables, day, bounds);
    SortedMap<Row, Sums> sums = sums(tables, day);
    SortedMap<Row, Sums> all = new TreeMap<>(records);
    all.putAll(sums);
    for (Row row : new TreeSet<>(all.keySet())) {
      Sums record = records.getOrDefault(row, NOTHING);
      Sums sum = sums.getOrDefault(row, NOTHING);
      if (!record.equals(sum)) {
        found.accept(
            new SumsDiffer(
                tables.usage(),
                day,
                new AppId(row.app),
                row.action,
                row.result,
                record.text(),
                sum.text()));
      }
    }
  }

  private SortedMap<Row, Sums> records(Tables tables, LocalDate day, Bounds bounds) {
    String sql =
        "SELECT app_id, interface, result, COUNT(*), SUM(volume), SUM(fee) FROM "
            + tables.monitoring()
            + " WHERE call_id >= ? AND call_id < ? GROUP BY app_id, interface, result";
    SortedMap<Row, Sums> records = new TreeMap<>();
    Instant from = day.atStartOfDay(bounds.zone()).toInstant();
    Instant to = day.plusDays(1).atStartOfDay(bounds.zone()).toInstant();
    Slices.between(from, to)
        .forEach(slice -> read(records, "add records up", sql, slice.from(), slice.to()));
    return records;
  }

  private SortedMap<Row, Sums> sums(Tables tables, LocalDate day) {
    String sql =
        "SELECT app_id, interface, result, SUM(calls), SUM(volume), SUM(fee) FROM "
            + tables.usage()
            + " WHERE day = ? GROUP BY app_id, interface, result";
    SortedMap<Row, Sums> sums = new TreeMap<>();
    read(sums, "add sums up", sql, day);
    return sums;
  }

  private void read(SortedMap<Row, Sums> into, String asked, String sql, Object... values) {
    database
        .transaction(asked, connection -> Sql.rows(connection, sql, SumComparison::line, values))
        .forEach(line -> into.merge(line.row, line.sums, Sums::plus));
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        new Row(row.getLong(1), row.getString(2), row.getString(3)),
        new Sums(row.getLong(4), row.getLong(5), row.getLong(6)));
  }

  private record Line(Row row, Sums sums) {}

  private record Row(long app, String action, String result) implements Comparable<Row> {
    private static final Comparator<Row> ORDER =
        Comparator.comparingLong(Row::app).thenComparing(Row::action).thenComparing(Row::result);

    @Override
    public int compareTo(Row other) {
      return ORDER.compare(this, other);
    }
  }

  private record Sums(long calls, long volume, long fee) {
    Sums plus(Sums other) {
      return new Sums(calls + other.calls, volume + other.volume, fee + other.fee);
    }

    String text() {
      return calls + " calls, volume " + volume + ", fee " + fee;
    }
  }
}
