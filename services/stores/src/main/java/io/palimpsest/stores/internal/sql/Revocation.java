package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes answers that nobody saw free, a chunk to a transaction. The side rows are locked while
 * still pending, so a delivery comes either before, and the row is not found here, or after, and
 * finds it no longer pending. Rows that a delivery holds at this moment are skipped; the next run
 * looks at them again.
 */
final class Revocation {
  private static final int CHUNK = 500;

  private final Database database;
  private final Families families;
  private final ZoneId zone;

  Revocation(Database database, Families families, ZoneId zone) {
    this.database = database;
    this.families = families;
    this.zone = zone;
  }

  int run(Instant receivedBefore) {
    int revoked = 0;
    for (Tables tables : families.all()) {
      int chunk;
      do {
        chunk =
            database.transaction("revoke", connection -> chunk(connection, tables, receivedBefore));
        revoked += chunk;
      } while (chunk == CHUNK);
    }
    return revoked;
  }

  private int chunk(Connection connection, Tables tables, Instant receivedBefore)
      throws SQLException {
    Map<CallId, String> pending = lockPending(connection, tables, receivedBefore);
    Set<CallId> ids = pending.keySet();
    if (ids.isEmpty()) {
      return 0;
    }
    String in = " WHERE call_id IN " + Sql.rows(1, ids.size());
    UsageDelta usage = new UsageDelta(tables, zone);
    List<MonitoringRecord> records =
        SqlCallLedger.records(
            connection,
            "SELECT * FROM " + tables.monitoring() + in + " FOR UPDATE",
            Sql.bytes(ids));
    records.forEach(
        each -> usage.revoke(each, pending.getOrDefault(each.callId(), UsageDelta.NO_KEY)));
    Sql.update(
        connection,
        "UPDATE "
            + tables.monitoring()
            + " SET result = '"
            + MonitoringRecord.UNDELIVERED
            + "', fee = 0"
            + in,
        Sql.bytes(ids));
    Sql.update(
        connection,
        "UPDATE " + tables.side() + " SET state = 'undelivered', secret_id = NULL" + in,
        Sql.bytes(ids));
    usage.write(connection);
    return ids.size();
  }

  /** The calls in doubt, each with the key that signed it. */
  private static Map<CallId, String> lockPending(
      Connection connection, Tables tables, Instant receivedBefore) throws SQLException {
    String sql =
        "SELECT call_id, secret_id FROM "
            + tables.side()
            + " WHERE state = 'pending' AND call_id < ? ORDER BY call_id LIMIT "
            + CHUNK
            + " FOR UPDATE SKIP LOCKED";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, CallId.lowerBound(receivedBefore));
      try (ResultSet rows = statement.executeQuery()) {
        Map<CallId, String> pending = new LinkedHashMap<>();
        while (rows.next()) {
          String key = rows.getString(2);
          pending.put(CallId.of(rows.getBytes(1)), key == null ? UsageDelta.NO_KEY : key);
        }
        return pending;
      }
    }
  }
}
