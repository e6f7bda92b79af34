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
    List<Amount> amounts = new ArrayList<>();
    for (RetentionPeriod period : periods) {
      for (LocalDate day : partitions.days(period)) {
        long items =
            database.transaction(
                "count a day", connection -> count(connection, period, day, owners));
        Instant goneBy = period.goneBy(day).atStartOfDay(zone).toInstant();
        amounts.add(new Amount(day, goneBy, items));
      }
    }
    return amounts;
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
