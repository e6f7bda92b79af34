package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.tenancy.AppId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Erases an AppID's old records from one period's tables, with what stands beside them, and tells
 * of each.
 */
record RecordErasure(Database database, Tables tables, RecordLeaf leaf) {
  /** A few locks for a few milliseconds: calls are settled meanwhile. */
  private static final int BATCH = 500;

  /**
   * @param bound the smallest callId of {@code before}
   * @param before a day of the region's zone
   */
  long erase(AppId owner, byte[] bound, LocalDate before) {
    long erased = 0;
    for (int batch = BATCH; batch == BATCH; ) {
      batch = database.transaction("erase records", connection -> batch(connection, owner, bound));
      erased += batch;
    }
    database.transaction(
        "erase daily sums",
        connection ->
            Sql.update(
                connection,
                "DELETE FROM " + tables.usage() + " WHERE app_id = ? AND day < ?",
                owner.value(),
                before));
    return erased;
  }

  private int batch(Connection connection, AppId owner, byte[] bound) throws SQLException {
    List<Object> ids = ids(connection, owner, bound);
    if (!ids.isEmpty()) {
      HeldRecords.keep(connection, tables, ids);
      LeavingRecord.tell(connection, HeldRecords.notKept(connection, tables, ids), leaf);
      UntoldErasures.keep(connection, tables, ids);
      String in = " WHERE call_id IN " + Sql.rows(1, ids.size());
      Sql.update(connection, "DELETE FROM item_leaf" + in, ids.toArray());
      for (String table : tables.partitioned()) { // the records last: they are what is found again
        Sql.update(connection, "DELETE FROM " + table + in, ids.toArray());
      }
    }
    return ids.size();
  }

  private List<Object> ids(Connection connection, AppId owner, byte[] bound) throws SQLException {
    String sql =
        "SELECT call_id FROM "
            + tables.monitoring()
            + " WHERE app_id = ? AND call_id < ? ORDER BY call_id LIMIT "
            + BATCH;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, owner.value(), bound);
      try (ResultSet rows = statement.executeQuery()) {
        List<Object> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getBytes(1));
        }
        return ids;
      }
    }
  }
}
