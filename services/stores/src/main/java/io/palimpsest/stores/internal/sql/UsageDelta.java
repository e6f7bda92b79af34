package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.MonitoringRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one transaction adds to the daily sums. Written last and in the order of keys, so that two
 * transactions never wait for each other.
 */
final class UsageDelta {
  private final Tables tables;
  private final ZoneId zone;
  private final SortedMap<Key, Sums> deltas =
      new TreeMap<>(
          Comparator.comparingLong(Key::app).thenComparing(Key::action).thenComparing(Key::day));

  UsageDelta(Tables tables, ZoneId zone) {
    this.tables = tables;
    this.zone = zone;
  }

  /** Adds a new record. */
  void add(MonitoringRecord record) {
    merge(record, record.counts() ? new Sums(record.volume(), 0, record.fee()) : new Sums(0, 1, 0));
  }

  /** Takes a record's calls and fee back that turned out not to be delivered. */
  void revoke(MonitoringRecord record) {
    if (record.counts()) {
      merge(record, new Sums(-record.volume(), 1, -record.fee()));
    }
  }

  void write(Connection connection) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    String sql =
        "INSERT INTO "
            + tables.usage()
            + " (app_id, interface, day, calls, refused, fee) VALUES "
            + Sql.rows(deltas.size(), 6)
            + " ON DUPLICATE KEY UPDATE calls = calls + VALUES(calls), refused = refused + VALUES(refused),"
            + " fee = fee + VALUES(fee)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int at = 1;
      for (var each : deltas.entrySet()) {
        statement.setLong(at++, each.getKey().app());
        statement.setString(at++, each.getKey().action());
        statement.setObject(at++, each.getKey().day());
        statement.setLong(at++, each.getValue().calls());
        statement.setLong(at++, each.getValue().refused());
        statement.setLong(at++, each.getValue().fee());
      }
      statement.executeUpdate();
    }
  }

  private void merge(MonitoringRecord record, Sums sums) {
    LocalDate day = LocalDate.ofInstant(record.callId().received(), zone);
    deltas.merge(new Key(record.appId().value(), record.action(), day), sums, Sums::plus);
  }

  private record Key(long app, String action, LocalDate day) {}

  private record Sums(long calls, long refused, long fee) {
    Sums plus(Sums other) {
      return new Sums(calls + other.calls, refused + other.refused, fee + other.fee);
    }
  }
}
