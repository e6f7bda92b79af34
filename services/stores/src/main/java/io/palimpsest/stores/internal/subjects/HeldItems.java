package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Which legal holds keep something of a subject, of an AppID, or of one call. */
final class HeldItems {
  private static final String SELECT =
      "SELECT DISTINCT h.hold_id, h.basis, h.until_at FROM identification_item i"
          + " JOIN subject s ON s.id = i.subject_id"
          + " JOIN hold_scope h ON h.data_class = 'IDENTIFICATION' AND ("
          + " h.app_id = i.app_id OR h.call_id = i.call_id"
          + " OR EXISTS (SELECT 1 FROM subject_alias a WHERE a.subject_id = s.id"
          + " AND a.tenant_id = h.tenant_id AND a.key_version = h.key_version"
          + " AND a.pseudonym = h.pseudonym)) WHERE ";

  private HeldItems() {}

  static List<HeldBy> of(Connection connection, Subject subject) throws SQLException {
    return where(
        connection,
        "s.tenant_id = ? AND i.subject_id = ?",
        subject.tenant().value(),
        Ids.bytes(subject.id()));
  }

  static List<HeldBy> of(Connection connection, AppId owner, CallId item) throws SQLException {
    return where(connection, "i.app_id = ? AND i.call_id = ?", owner.value(), item.bytes());
  }

  static List<HeldBy> of(Connection connection, AppId appId) throws SQLException {
    return where(connection, "i.app_id = ?", appId.value());
  }

  private static List<HeldBy> where(Connection connection, String which, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + which + " ORDER BY h.hold_id")) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<HeldBy> held = new ArrayList<>();
        while (rows.next()) {
          held.add(
              new HeldBy(
                  rows.getString(1),
                  rows.getString(2),
                  Sql.instant(rows.getObject(3, LocalDateTime.class))));
        }
        return held;
      }
    }
  }
}
