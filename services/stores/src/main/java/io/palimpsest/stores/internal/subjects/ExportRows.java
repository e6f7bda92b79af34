package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.exports.ExportEvent;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The rows of what is in exports. A row holds the key of its object: whoever deletes the row has
 * closed the copy, before the object itself is erased.
 */
final class ExportRows {
  private static final Attester PLATFORM = new Attester("palimpsest", "platform");

  private ExportRows() {}

  /**
   * A copy of an item in an export.
   *
   * @param wrapped its key; empty once the export is closed
   */
  record Copy(
      ExportId export, CallId callId, UUID subject, UUID object, LocalDate day, byte[] wrapped) {
    /** What the object is called, and what key and content are bound to. */
    String name() {
      return Ids.prefix(subject, callId) + object;
    }
  }

  /**
   * What was taken out.
   *
   * @param objects that nothing opens any more, still to be erased
   * @param days whose keys may have lost their last use
   */
  record Taken(List<String> objects, SortedSet<LocalDate> days) {
    static final Taken NOTHING = new Taken(List.of(), new TreeSet<>());

    Taken plus(Taken other) {
      List<String> all = new ArrayList<>(objects);
      all.addAll(other.objects);
      SortedSet<LocalDate> both = new TreeSet<>(days);
      both.addAll(other.days);
      return new Taken(all, both);
    }
  }

  /** Takes all of a subject's items out of every export. */
  static Taken takeOf(Connection connection, UUID subject) throws SQLException {
    return take(connection, "subject_id = ?", Ids.bytes(subject));
  }

  /** Takes these items out of every export. */
  static Taken take(Connection connection, Collection<CallId> items) throws SQLException {
    return items.isEmpty()
        ? Taken.NOTHING
        : take(connection, "call_id IN " + Sql.rows(1, items.size()), Sql.bytes(items));
  }

  /** Takes these items out of every export for this purpose. */
  static Taken take(Connection connection, Collection<CallId> items, Purpose purpose)
      throws SQLException {
    if (items.isEmpty()) {
      return Taken.NOTHING;
    }
    List<Object> values = new ArrayList<>(List.of(purpose.key()));
    values.addAll(List.of(Sql.bytes(items)));
    return take(
        connection, "purpose = ? AND call_id IN " + Sql.rows(1, items.size()), values.toArray());
  }

  static boolean insert(Connection connection, Copy copy, Purpose purpose) throws SQLException {
    return Sql.update(
            connection,
            "INSERT INTO identification_export_item"
                + " (export_id, call_id, subject_id, purpose, object_id, day, wrapped) VALUES "
                + Sql.rows(1, 7)
                + " ON DUPLICATE KEY UPDATE export_id = export_id",
            Ids.bytes(copy.export.value()),
            copy.callId.bytes(),
            Ids.bytes(copy.subject),
            purpose.key(),
            Ids.bytes(copy.object),
            copy.day,
            copy.wrapped)
        > 0;
  }

  static Optional<Copy> find(Connection connection, ExportId export, CallId item)
      throws SQLException {
    return select(
            connection, "export_id = ? AND call_id = ?", Ids.bytes(export.value()), item.bytes())
        .stream()
        .findFirst();
  }

  /** The rows that a condition, with what may follow it, selects. */
  static List<Copy> select(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT export_id, call_id, subject_id, object_id, day, wrapped"
                + " FROM identification_export_item WHERE "
                + where)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<Copy> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Copy(
                  new ExportId(Ids.uuid(rows.getBytes(1))),
                  CallId.of(rows.getBytes(2)),
                  Ids.uuid(rows.getBytes(3)),
                  Ids.uuid(rows.getBytes(4)),
                  rows.getObject(5, LocalDate.class),
                  rows.getBytes(6)));
        }
        return found;
      }
    }
  }

  /** Deletes these rows, and the day keys that they were the last use of. */
  static int delete(Connection connection, Notices notices, List<Copy> copies) throws SQLException {
    int deleted =
        Sql.update(
            connection,
            "DELETE FROM identification_export_item WHERE object_id IN "
                + Sql.rows(1, copies.size()),
            copies.stream().map(copy -> Ids.bytes(copy.object)).toArray());
    destroyUnused(connection, notices, days(copies));
    return deleted;
  }

  /** Destroys these days' keys where nothing is under them any more. */
  static int destroyUnused(Connection connection, Notices notices, SortedSet<LocalDate> days)
      throws SQLException {
    int destroyed = 0;
    for (LocalDate day : days) {
      destroyed += KeyRows.destroyIfUnused(connection, notices, day) ? 1 : 0;
    }
    return destroyed;
  }

  private static Taken take(Connection connection, String where, Object... values)
      throws SQLException {
    List<Copy> copies =
        select(connection, where + " ORDER BY export_id, call_id FOR UPDATE", values);
    if (copies.isEmpty()) {
      return Taken.NOTHING;
    }
    Sql.update(
        connection,
        "DELETE FROM identification_export_item WHERE object_id IN " + Sql.rows(1, copies.size()),
        copies.stream().map(copy -> Ids.bytes(copy.object)).toArray());
    TreeMap<UUID, Integer> counts = new TreeMap<>();
    copies.forEach(copy -> counts.merge(copy.export.value(), 1, Integer::sum));
    for (var each : counts.entrySet()) {
      ExportLog.append(
          connection,
          new ExportId(each.getKey()),
          ExportEvent.Kind.TAKEN_OUT,
          Optional.empty(),
          PLATFORM,
          "it may not be given out any more",
          each.getValue());
    }
    return new Taken(copies.stream().map(Copy::name).toList(), days(copies));
  }

  private static SortedSet<LocalDate> days(List<Copy> copies) {
    SortedSet<LocalDate> days = new TreeSet<>();
    copies.forEach(copy -> days.add(copy.day));
    return days;
  }
}
