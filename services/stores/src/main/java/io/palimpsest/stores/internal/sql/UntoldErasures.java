package io.palimpsest.stores.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Erasures that are still to be shown when their call's record goes: its outbox goes with it, so
 * they move to a table without days, which has them until their leaf gets its place. So do those
 * that a sweep enters of calls whose day is gone or about to go.
 */
final class UntoldErasures {
  static final String TABLE = "erasure_outbox_left";

  private static final int BATCH = 500;
  private static final String COLUMNS =
      "call_id, app_id, upload_day, cause, committed_at, seen_gone_at";

  private UntoldErasures() {}

  /** Keeps those of a day's piece, which is about to go; not within a transaction. */
  static void keep(Connection connection, Tables tables, String partition) throws SQLException {
    String piece = tables.outbox() + " PARTITION (" + partition + ")";
    List<Tables> all = Families.all(connection);
    connection.setAutoCommit(false);
    try {
      int moved;
      do {
        followSweeps(connection, all, tables, piece);
        List<Object> ids = untold(connection, piece, "", List.of());
        move(connection, all, tables, ids);
        connection.commit();
        moved = ids.size();
      } while (moved == BATCH);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Keeps those of these calls, whose records go in this transaction. */
  static void keep(Connection connection, Tables tables, List<Object> ids) throws SQLException {
    List<Object> untold =
        untold(connection, tables.outbox(), " AND call_id IN " + Sql.rows(1, ids.size()), ids);
    move(connection, Families.all(connection), tables, untold);
  }

  /**
   * What a sweep entered hides what a settlement that came late entered for longer, and was told in
   * its place: when it goes, the other takes over what became of it.
   */
  private static void followSweeps(
      Connection connection, List<Tables> all, Tables tables, String piece) throws SQLException {
    if (!tables.equals(all.getLast())) {
      return;
    }
    for (Tables longer : all) {
      if (!longer.equals(tables)) {
        Sql.update(
            connection,
            "UPDATE "
                + longer.outbox()
                + " AS entry STRAIGHT_JOIN "
                + piece
                + " AS swept ON swept.call_id = entry.call_id"
                + " SET entry.seen_gone_at = COALESCE(swept.seen_gone_at, entry.seen_gone_at),"
                + " entry.salt = swept.salt, entry.log_year = swept.log_year,"
                + " entry.leaf_index = swept.leaf_index WHERE entry.leaf_index IS NULL");
      }
    }
  }

  /** Some of them; locked, so that nobody tells of them meanwhile. */
  private static List<Object> untold(
      Connection connection, String from, String more, List<Object> values) throws SQLException {
    return Sql.rows(
        connection,
        "SELECT call_id FROM "
            + from
            + " WHERE leaf_index IS NULL"
            + more
            + " LIMIT "
            + BATCH
            + " FOR UPDATE",
        row -> row.getBytes(1),
        values.toArray());
  }

  private static void move(Connection connection, List<Tables> all, Tables tables, List<Object> ids)
      throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    String in = " WHERE entry.call_id IN " + Sql.rows(1, ids.size());
    StringBuilder elsewhere = new StringBuilder();
    for (Tables other : all) {
      if (!other.equals(tables)) {
        elsewhere
            .append(" AND NOT EXISTS (SELECT 1 FROM ")
            .append(other.outbox())
            .append(" AS other WHERE other.call_id = entry.call_id)");
      }
    }
    Sql.update(
        connection,
        "INSERT IGNORE INTO "
            + TABLE
            + " ("
            + COLUMNS
            + ") SELECT "
            + COLUMNS
            + " FROM "
            + tables.outbox()
            + " AS entry"
            + in
            + elsewhere,
        ids.toArray());
    Sql.update(
        connection, "DELETE FROM " + tables.outbox() + in.replace("entry.", ""), ids.toArray());
  }

  /** Lets go of what has its place now. */
  static void forgetTold(Connection connection) throws SQLException {
    Sql.update(connection, "DELETE FROM " + TABLE + " WHERE leaf_index IS NOT NULL");
  }
}
