package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rows that storing left behind when it broke off: subjects without items, keys of ended days
 * without items. Looked for in stretches of subjects, so that no query takes long.
 */
final class Remnants {
  private static final int STRETCH = 2000;

  private final Database database;
  private final Notices notices;

  Remnants(Database database, Notices notices) {
    this.database = database;
    this.notices = notices;
  }

  Erased erase(Instant before) {
    Erased erased = Erased.NOTHING;
    byte[] from = new byte[16];
    List<UUID> stretch;
    do {
      byte[] after = from;
      stretch =
          database.transaction(
              "list subjects",
              connection ->
                  ids(
                      connection,
                      "SELECT id FROM subject WHERE id > ? ORDER BY id LIMIT " + STRETCH,
                      after));
      if (!stretch.isEmpty()) {
        from = Ids.bytes(stretch.getLast());
        erased = erased.plus(erase(Ids.bytes(stretch.getFirst()), from, before));
      }
    } while (stretch.size() == STRETCH);
    return erased;
  }

  private Erased erase(byte[] first, byte[] last, Instant before) {
    String sql =
        "SELECT s.id FROM subject s WHERE s.id BETWEEN ? AND ? AND s.created_at < ? AND ("
            + "NOT EXISTS (SELECT 1 FROM identification_item i WHERE i.subject_id = s.id)"
            + " OR EXISTS (SELECT 1 FROM subject_key k WHERE k.subject_id = s.id AND k.day < ?"
            + " AND NOT EXISTS (SELECT 1 FROM identification_item i"
            + " WHERE i.subject_id = k.subject_id AND i.day = k.day)))";
    return database.transaction(
        "erase remnants",
        connection ->
            ItemDeletion.tidy(
                connection,
                notices,
                ids(
                    connection,
                    sql,
                    first,
                    last,
                    Sql.utc(before),
                    LocalDate.ofInstant(before, notices.zone()))));
  }

  private static List<UUID> ids(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(Ids.uuid(rows.getBytes(1)));
        }
        return ids;
      }
    }
  }
}
