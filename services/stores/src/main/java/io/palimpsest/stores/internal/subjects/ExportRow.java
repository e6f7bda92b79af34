package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of exports. */
final class ExportRow {
  private ExportRow() {}

  static void insert(Connection connection, Export export) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO identification_export (id, purpose, asked_by, capacity, reason, requested_at,"
            + " policies, until_at, state, given, refused) VALUES "
            + Sql.rows(1, 11),
        Ids.bytes(export.id().value()),
        export.purpose().key(),
        export.by().id(),
        export.by().capacity(),
        export.reason(),
        Sql.utc(export.requestedAt()),
        export.policies().stream()
            .map(PolicyRef::toString)
            .sorted()
            .collect(Collectors.joining(",")),
        Sql.utc(export.until()),
        export.state().name(),
        export.given(),
        export.refused());
  }

  /** The exports that {@code where} selects, and orders. */
  static List<Export> select(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT e.id, e.purpose, e.asked_by, e.capacity, e.reason, e.requested_at, e.policies,"
                + " e.until_at, e.state, e.given, e.refused,"
                + " (SELECT COUNT(*) FROM identification_export_item i WHERE i.export_id = e.id)"
                + " FROM identification_export e "
                + where)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<Export> found = new ArrayList<>();
        while (rows.next()) {
          found.add(of(rows));
        }
        return found;
      }
    }
  }

  /**
   * The purpose of an export that takes items; empty when it takes none any more.
   *
   * @param lock such as {@code LOCK IN SHARE MODE}; empty for none
   */
  static Optional<Purpose> takesItems(Connection connection, ExportId export, String lock)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT purpose FROM identification_export WHERE id = ? AND state = 'QUEUED' "
                + lock)) {
      Sql.setAll(statement, Ids.bytes(export.value()));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(new Purpose(row.getString(1))) : Optional.empty();
      }
    }
  }

  private static Export of(ResultSet row) throws SQLException {
    return new Export(
        new ExportId(Ids.uuid(row.getBytes(1))),
        new Purpose(row.getString(2)),
        new Attester(row.getString(3), row.getString(4)),
        row.getString(5),
        Sql.instant(row.getObject(6, LocalDateTime.class)),
        Arrays.stream(row.getString(7).split(","))
            .map(PolicyRef::parse)
            .collect(Collectors.toSet()),
        Sql.instant(row.getObject(8, LocalDateTime.class)),
        Export.State.valueOf(row.getString(9)),
        row.getInt(10),
        row.getInt(11),
        row.getInt(12));
  }
}
