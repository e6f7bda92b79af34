package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.reports.MidnightCalls;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;

/** Calls under way at a midnight, from the monitoring records. Thread-safe. */
public final class SqlMidnightCalls implements MidnightCalls {
  /** No call may take nearly as long: only what was received so late is looked at. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'d'yyyyMMdd");

  private final Database database;
  private final ZoneId zone;
  private final Families families;

  public SqlMidnightCalls(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
    this.families = new Families(database);
  }

  @Override
  public OptionalLong beyond(LocalDate day) {
    Instant midnight = day.plusDays(1).atStartOfDay(zone).toInstant();
    long calls = 0;
    for (Tables tables : families.all()) {
      OptionalLong here =
          database.transaction(
              "count calls at midnight", connection -> count(connection, tables, day, midnight));
      if (here.isEmpty()) {
        return here;
      }
      calls += here.getAsLong();
    }
    return OptionalLong.of(calls);
  }

  private static OptionalLong count(
      Connection connection, Tables tables, LocalDate day, Instant midnight) throws SQLException {
    List<Long> partitions =
        Sql.rows(
            connection,
            "SELECT COUNT(*) FROM information_schema.partitions WHERE table_schema = DATABASE()"
                + " AND table_name = ? AND partition_name = ?",
            row -> row.getLong(1),
            tables.monitoring(),
            NAME.format(day));
    if (partitions.getFirst() == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        Sql.rows(
                connection,
                "SELECT COUNT(*) FROM "
                    + tables.monitoring()
                    + " WHERE call_id >= ? AND call_id < ? AND end_at >= ?",
                row -> row.getLong(1),
                CallId.lowerBound(midnight.minus(LONGEST_CALL)),
                CallId.lowerBound(midnight),
                Sql.utc(midnight))
            .getFirst());
  }
}
