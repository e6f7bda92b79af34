package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row of {@code identification_item} with its subject's flag and key.
 *
 * @param wrappedKey the subject's key of the day
 */
record ItemRow(
    Subject subject,
    boolean restricted,
    CallId callId,
    LocalDate day,
    AppId appId,
    String action,
    DataClass dataClass,
    PolicyRef policy,
    Set<Purpose> purposes,
    Instant storedAt,
    Instant until,
    int photos,
    byte[] sealed,
    byte[] wrappedKey) {
  private static final String SELECT =
      "SELECT s.tenant_id, s.id, s.restricted, i.call_id, i.day, i.app_id, i.action, i.data_class,"
          + " i.policy, i.purposes, i.stored_at, i.until_at, i.photos, i.sealed, k.wrapped"
          + " FROM identification_item i"
          + " JOIN subject s ON s.id = i.subject_id AND NOT i.held_only"
          + " JOIN subject_key k ON k.subject_id = i.subject_id AND k.day = i.day ";

  /** The rows that {@code where} selects, and orders. */
  static List<ItemRow> select(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + where)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<ItemRow> found = new ArrayList<>();
        while (rows.next()) {
          found.add(of(rows));
        }
        return found;
      }
    }
  }

  /** Stores an item; false when the call's is there already. */
  static boolean insert(
      Connection connection,
      Subject subject,
      LocalDate day,
      Identification item,
      int photos,
      byte[] sealed)
      throws SQLException {
    String sql =
        "INSERT INTO identification_item (call_id, subject_id, day, app_id, action, data_class,"
            + " policy, purposes, stored_at, until_at, photos, sealed) VALUES "
            + Sql.rows(1, 12)
            + " ON DUPLICATE KEY UPDATE call_id = call_id";
    return Sql.update(
            connection,
            sql,
            item.callId().bytes(),
            Ids.bytes(subject.id()),
            day,
            item.appId().value(),
            item.action(),
            item.dataClass().name(),
            item.policy().toString(),
            text(item.purposes()),
            Sql.utc(item.storedAt()),
            Sql.utc(item.until()),
            photos,
            sealed)
        > 0;
  }

  /** The item with its content opened. */
  IdentificationItem opened(Content content) {
    return new IdentificationItem(
        subject,
        new Identification(
            appId,
            callId,
            action,
            dataClass,
            content.fields(),
            policy,
            purposes,
            content.attestations(purposes),
            storedAt,
            until,
            content.jurisdiction(),
            content.consentRecord()),
        content.photos(),
        restricted);
  }

  /** How purposes stand in their column, so that {@code FIND_IN_SET} finds one. */
  static String text(Set<Purpose> purposes) {
    return purposes.stream().map(Purpose::key).sorted().collect(Collectors.joining(","));
  }

  static Set<Purpose> purposes(String text) {
    return Arrays.stream(text.split(",")).map(Purpose::new).collect(Collectors.toSet());
  }

  private static ItemRow of(ResultSet row) throws SQLException {
    return new ItemRow(
        new Subject(new TenantId(row.getString(1)), Ids.uuid(row.getBytes(2))),
        row.getBoolean(3),
        CallId.of(row.getBytes(4)),
        row.getObject(5, LocalDate.class),
        new AppId(row.getLong(6)),
        row.getString(7),
        DataClass.valueOf(row.getString(8)),
        PolicyRef.parse(row.getString(9)),
        purposes(row.getString(10)),
        Sql.instant(row.getObject(11, LocalDateTime.class)),
        Sql.instant(row.getObject(12, LocalDateTime.class)),
        row.getInt(13),
        row.getBytes(14),
        row.getBytes(15));
  }

  /** Never what is sealed. */
  @Override
  public String toString() {
    return "ItemRow[" + callId + "]";
  }
}
