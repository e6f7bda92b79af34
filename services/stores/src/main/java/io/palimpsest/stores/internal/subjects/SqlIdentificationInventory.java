package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.IdentificationInventory;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts and lists a region's identification data in MySQL. Thread-safe. */
public final class SqlIdentificationInventory implements IdentificationInventory {
  /** Alive, consented, unrestricted: first the instant, then the purpose. */
  static final String USABLE = "i.until_at > ? AND FIND_IN_SET(?, i.purposes) AND NOT s.restricted";

  private final Database database;
  private final Opener opener;

  public SqlIdentificationInventory(Database database, KeyRing keys) {
    this.database = database;
    this.opener = new Opener(keys);
  }

  @Override
  public List<Candidate> candidates(
      Purpose purpose, Instant now, Optional<CallId> after, int limit) {
    return query(
        "list candidates",
        "SELECT s.tenant_id, s.id, i.call_id, i.app_id, i.action, i.until_at, i.photos FROM"
            + " identification_item i JOIN subject s ON s.id = i.subject_id AND NOT i.held_only"
            + " WHERE i.call_id > ? AND "
            + USABLE
            + " ORDER BY i.call_id LIMIT ?",
        row ->
            new Candidate(
                new Subject(new TenantId(row.getString(1)), Ids.uuid(row.getBytes(2))),
                CallId.of(row.getBytes(3)),
                new AppId(row.getLong(4)),
                row.getString(5),
                instant(row, 6),
                row.getInt(7)),
        after.map(CallId::bytes).orElseGet(() -> new byte[16]),
        Sql.utc(now),
        purpose.key(),
        limit);
  }

  @Override
  public Optional<IdentificationItem> forUse(CallId item, Purpose purpose, Instant now) {
    List<ItemRow> rows =
        database.transaction(
            "find an item",
            connection ->
                ItemRow.select(
                    connection,
                    "WHERE i.call_id = ? AND " + USABLE,
                    item.bytes(),
                    Sql.utc(now),
                    purpose.key()));
    return rows.stream().findFirst().flatMap(opener::open);
  }

  @Override
  public Optional<IdentificationItem> find(CallId item) {
    List<ItemRow> rows =
        database.transaction(
            "find an item",
            connection -> ItemRow.select(connection, "WHERE i.call_id = ?", item.bytes()));
    return rows.stream().findFirst().flatMap(opener::open);
  }

  @Override
  public List<ClassCount> counts() {
    return query(
        "count items",
        "SELECT i.data_class, COUNT(*), SUM(s.restricted), MIN(i.stored_at), MIN(i.until_at)"
            + " FROM identification_item i JOIN subject s ON s.id = i.subject_id"
            + " GROUP BY i.data_class ORDER BY i.data_class",
        row ->
            new ClassCount(
                DataClass.valueOf(row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                instant(row, 4),
                instant(row, 5)));
  }

  @Override
  public long storedBefore(DataClass dataClass, Instant instant) {
    return query(
            "count items",
            "SELECT COUNT(*) FROM identification_item WHERE data_class = ? AND stored_at < ?",
            row -> row.getLong(1),
            dataClass.name(),
            Sql.utc(instant))
        .getFirst();
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String asked, String sql, Row<T> read, Object... values) {
    return database.transaction(
        asked,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.setAll(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
              List<T> found = new ArrayList<>();
              while (rows.next()) {
                found.add(read.read(rows));
              }
              return found;
            }
          }
        });
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return Sql.instant(row.getObject(column, LocalDateTime.class));
  }
}
