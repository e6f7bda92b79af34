package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the log of exports: written in the transaction of what they tell. */
final class ExportLog {
  private ExportLog() {}

  static void append(Connection connection, ExportEvent event) throws SQLException {
    append(
        connection,
        event.export(),
        event.kind(),
        Optional.of(event.at()),
        event.by(),
        event.reason(),
        event.items());
  }

  /**
   * Writes one line.
   *
   * @param at empty for the database's own clock
   */
  static void append(
      Connection connection,
      ExportId export,
      ExportEvent.Kind kind,
      Optional<Instant> at,
      Attester by,
      String reason,
      int items)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(Ids.bytes(export.value()), kind.name()));
    at.map(Sql::utc).ifPresent(values::add);
    values.addAll(List.of(by.id(), by.capacity(), reason, items));
    Sql.update(
        connection,
        "INSERT INTO identification_export_event"
            + " (export_id, kind, at, done_by, capacity, reason, items) VALUES (?, ?, "
            + (at.isPresent() ? "?" : "UTC_TIMESTAMP(6)")
            + ", ?, ?, ?, ?)",
        values.toArray());
  }

  /** The lines that {@code where} selects, in the order they were written in. */
  static List<ExportEvent> select(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT number, export_id, kind, at, done_by, capacity, reason, items"
                + " FROM identification_export_event WHERE "
                + where)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<ExportEvent> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new ExportEvent(
                  rows.getLong(1),
                  new ExportId(Ids.uuid(rows.getBytes(2))),
                  ExportEvent.Kind.valueOf(rows.getString(3)),
                  Sql.instant(rows.getObject(4, LocalDateTime.class)),
                  new Attester(rows.getString(5), rows.getString(6)),
                  rows.getString(7),
                  rows.getInt(8)));
        }
        return found;
      }
    }
  }
}
