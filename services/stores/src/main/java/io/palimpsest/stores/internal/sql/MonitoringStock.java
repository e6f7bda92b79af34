package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongBiFunction;

/**
 * Monitoring records, counted partition by partition: each is one short transaction, since whoever
 * makes or drops a day waits for those that have the table open.
 */
public record MonitoringStock(
    Database database,
    SqlMonitoringPartitions partitions,
    ZoneId zone,
    Set<RetentionPeriod> periods)
    implements Stock {
  /** A day of many millions of records takes some seconds to count. */
  private static final int PATIENCE_MS = 60_000;

  /** Counted in about a tenth of a second. */
  private static final int SLICE = 200_000;

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'d'yyyyMMdd");

  public MonitoringStock {
    periods = Set.copyOf(periods);
  }

  @Override
  public DataClass dataClass() {
    return DataClass.MONITORING;
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return amounts(
        (period, day) ->
            database.transaction(
                "count a day", connection -> count(connection, period, day, owners)));
  }

  @Override
  public List<Amount> amounts() {
    return amounts(this::count);
  }

  private List<Amount> amounts(ToLongBiFunction<RetentionPeriod, LocalDate> count) {
    List<Amount> amounts = new ArrayList<>();
    for (RetentionPeriod period : periods) {
      for (LocalDate day : partitions.days(period)) {
        long items = count.applyAsLong(period, day);
        Instant goneBy = period.goneBy(day).atStartOfDay(zone).toInstant();
        amounts.add(new Amount(day, goneBy, items));
      }
    }
    return amounts;
  }

  /**
   * Everybody's, a slice at a time in transactions of their own: whoever drops a day waits for each
   * of them, and calls wait behind that.
   */
  private long count(RetentionPeriod period, LocalDate day) {
    long items = 0;
    byte[] after = new byte[16];
    while (true) {
      byte[] from = after;
      Slice slice =
          database.transaction("count a day", connection -> slice(connection, period, day, from));
      items += slice.items;
      if (slice.items < SLICE) {
        return items;
      }
      after = slice.last;
    }
  }

  private record Slice(long items, byte[] last) {}

  private static Slice slice(
      Connection connection, RetentionPeriod period, LocalDate day, byte[] after)
      throws SQLException {
    String sql =
        "SELECT COUNT(*), MAX(call_id) FROM (SELECT call_id FROM "
            + Tables.of(period).monitoring()
            + " PARTITION ("
            + NAME.format(day)
            + ") WHERE call_id > ? ORDER BY call_id LIMIT "
            + SLICE
            + ") AS slice";
    return Sql.rows(
            connection, sql, row -> new Slice(row.getLong(1), row.getBytes(2)), (Object) after)
        .getFirst();
  }

  private static long count(
      Connection connection, RetentionPeriod period, LocalDate day, Set<AppId> owners)
      throws SQLException {
    connection.setNetworkTimeout(Runnable::run, PATIENCE_MS); // Hikari puts it back
    String sql =
        "SELECT app_id, COUNT(*) FROM "
            + Tables.of(period).monitoring()
            + " PARTITION ("
            + NAME.format(day)
            + ") GROUP BY app_id";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      long items = 0;
      while (rows.next()) {
        if (owners.contains(new AppId(rows.getLong(1)))) {
          items += rows.getLong(2);
        }
      }
      return items;
    }
  }
}
