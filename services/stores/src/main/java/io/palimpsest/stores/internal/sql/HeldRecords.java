package io.palimpsest.stores.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Monitoring records that a hold keeps when their day goes. */
final class HeldRecords {
  /** Whether no hold keeps a row of {@code held_monitoring} any more. */
  static final String RELEASED =
      "NOT EXISTS (SELECT 1 FROM hold_scope h WHERE h.data_class = 'MONITORING'"
          + " AND (h.app_id = held_monitoring.app_id OR h.call_id = held_monitoring.call_id))";

  private HeldRecords() {}

  /** Copies what is held of a day's partition; a repeat changes nothing. */
  static void keep(Connection connection, Tables tables, String partition) throws SQLException {
    for (String column : new String[] {"app_id", "call_id"}) { // each by an index of its own
      Sql.update(
          connection,
          "INSERT IGNORE INTO held_monitoring SELECT m.call_id, m.app_id, m.interface, m.result,"
              + " m.start_at, m.end_at, m.region, m.fee, m.volume, s.salt FROM hold_scope h JOIN "
              + tables.monitoring()
              + " PARTITION ("
              + partition
              + ") m ON m."
              + column
              + " = h."
              + column
              + " LEFT JOIN "
              + tables.side()
              + " s ON s.call_id = m.call_id WHERE h.data_class = 'MONITORING'");
    }
  }

  /** Copies what is held of these records; a repeat changes nothing. */
  static void keep(Connection connection, Tables tables, List<Object> ids) throws SQLException {
    Sql.update(
        connection,
        "INSERT IGNORE INTO held_monitoring SELECT m.call_id, m.app_id, m.interface, m.result,"
            + " m.start_at, m.end_at, m.region, m.fee, m.volume, s.salt FROM "
            + tables.monitoring()
            + " m LEFT JOIN "
            + tables.side()
            + " s ON s.call_id = m.call_id WHERE EXISTS (SELECT 1 FROM hold_scope h"
            + " WHERE h.data_class = 'MONITORING'"
            + " AND (h.app_id = m.app_id OR h.call_id = m.call_id)) AND m.call_id IN "
            + Sql.rows(1, ids.size()),
        ids.toArray());
  }

  /** How many records of a day's partition a hold keeps. */
  static long count(Connection connection, Tables tables, String partition) throws SQLException {
    String of =
        "SELECT m.call_id FROM hold_scope h JOIN "
            + tables.monitoring()
            + " PARTITION ("
            + partition
            + ") m ON m.%1$s = h.%1$s WHERE h.data_class = 'MONITORING'";
    return Sql.rows(
            connection,
            "SELECT COUNT(*) FROM ("
                + of.formatted("app_id")
                + " UNION "
                + of.formatted("call_id")
                + ") held",
            row -> row.getLong(1))
        .getFirst();
  }

  /** Those of these records that are not kept, with their salts. */
  static List<LeavingRecord> notKept(Connection connection, Tables tables, List<Object> ids)
      throws SQLException {
    return Sql.rows(
        connection,
        "SELECT m.call_id, m.app_id, s.salt FROM "
            + tables.monitoring()
            + " m LEFT JOIN "
            + tables.side()
            + " s ON s.call_id = m.call_id WHERE NOT EXISTS (SELECT 1 FROM held_monitoring h"
            + " WHERE h.call_id = m.call_id) AND m.call_id IN "
            + Sql.rows(1, ids.size()),
        LeavingRecord::of,
        ids.toArray());
  }

  /** Some that no hold keeps any more; they stay locked until the transaction ends. */
  static List<LeavingRecord> released(Connection connection, int limit) throws SQLException {
    return Sql.rows(
        connection,
        "SELECT call_id, app_id, salt FROM held_monitoring WHERE "
            + RELEASED
            + " ORDER BY call_id LIMIT "
            + limit
            + " FOR UPDATE",
        LeavingRecord::of);
  }

  /** Erases the copies of these. */
  static void erase(Connection connection, List<LeavingRecord> records) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM held_monitoring WHERE call_id IN " + Sql.rows(1, records.size()),
        Sql.bytes(records.stream().map(LeavingRecord::callId).toList()));
  }
}
