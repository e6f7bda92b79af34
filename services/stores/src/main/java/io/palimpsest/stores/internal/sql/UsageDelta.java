package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.MonitoringRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one transaction adds to the daily sums: one change for each row, however many calls it is
 * made of. Written last and in the order of keys, so that two transactions never wait for each
 * other.
 */
final class UsageDelta {
  /** The key of calls whose key is not known. */
  static final String NO_KEY = "";

  private final Tables tables;
  private final ZoneId zone;
  private final SortedMap<Row, Sums> deltas = new TreeMap<>(Row.ORDER);

  UsageDelta(Tables tables, ZoneId zone) {
    this.tables = tables;
    this.zone = zone;
  }

  /** Adds a new record. */
  void add(MonitoringRecord record, String secretId) {
    merge(record, secretId, record.result(), new Sums(1, record.volume(), record.fee()));
  }

  /**
   * Moves a record that turned out not to be delivered from its result to that one, for nothing.
   */
  void revoke(MonitoringRecord record, String secretId) {
    merge(record, secretId, record.result(), new Sums(-1, -record.volume(), -record.fee()));
    merge(record, secretId, MonitoringRecord.UNDELIVERED, new Sums(1, record.volume(), 0));
  }

  void write(Connection connection) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    Rows rows =
        new Rows(
            "INSERT INTO "
                + tables.usage()
                + " (app_id, interface, day, secret_id, result, calls, volume, fee) VALUES");
    for (var each : deltas.entrySet()) {
      rows.row()
          .number(each.getKey().app())
          .text(each.getKey().action())
          .day(each.getKey().day())
          .text(each.getKey().secretId())
          .text(each.getKey().result())
          .number(each.getValue().calls())
          .number(each.getValue().volume())
          .number(each.getValue().fee());
    }
    rows.update(
        connection,
        " ON DUPLICATE KEY UPDATE calls = calls + VALUES(calls), volume = volume + VALUES(volume),"
            + " fee = fee + VALUES(fee)");
  }

  private void merge(MonitoringRecord record, String secretId, String result, Sums sums) {
    LocalDate day = LocalDate.ofInstant(record.callId().received(), zone);
    deltas.merge(
        new Row(record.appId().value(), record.action(), day, secretId, result), sums, Sums::plus);
  }

  private record Row(long app, String action, LocalDate day, String secretId, String result) {
    static final Comparator<Row> ORDER =
        Comparator.comparingLong(Row::app)
            .thenComparing(Row::action)
            .thenComparing(Row::day)
            .thenComparing(Row::secretId)
            .thenComparing(Row::result);
  }

  private record Sums(long calls, long volume, long fee) {
    Sums plus(Sums other) {
      return new Sums(calls + other.calls, volume + other.volume, fee + other.fee);
    }
  }
}
