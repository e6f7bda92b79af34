package io.palimpsest.stores.internal.subjects;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.evidence.DestroyedKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.AppId;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deletes rows of items and what they were the last of. Rows of subjects are locked first and in
 * order, then day keys in order, so that no two deletions wait for each other the wrong way round.
 */
final class ItemDeletion {
  /** Whether a legal hold keeps the row of {@code identification_item}. */
  static final String HELD =
      "EXISTS (SELECT 1 FROM hold_scope h WHERE h.data_class = 'IDENTIFICATION' AND ("
          + "h.app_id = identification_item.app_id OR h.call_id = identification_item.call_id"
          + " OR EXISTS (SELECT 1 FROM subject_alias a"
          + " WHERE a.subject_id = identification_item.subject_id AND a.tenant_id = h.tenant_id"
          + " AND a.key_version = h.key_version AND a.pseudonym = h.pseudonym)))";

  private ItemDeletion() {}

  /**
   * An item as far as deleting it goes.
   *
   * @param purposes as they stand in the column
   * @param hidden whether it was erased or withdrawn while a hold kept it
   * @param wasHeld whether a hold kept it when its time was up
   */
  record Item(
      UUID subject,
      CallId callId,
      int photos,
      String purposes,
      AppId appId,
      LocalDate day,
      PolicyRef policy,
      Instant until,
      boolean hidden,
      boolean wasHeld) {}

  /**
   * What was deleted: items, and what they were the last of.
   *
   * @param copies objects of exports that were closed with them
   */
  record Deleted(List<Item> items, Erased erased, List<String> copies) {}

  /** The items that {@code where} selects. */
  static List<Item> select(Connection connection, String where, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT subject_id, call_id, photos, purposes, app_id, day, policy, until_at, held_only,"
                + " was_held FROM identification_item "
                + where)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<Item> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Item(
                  Ids.uuid(rows.getBytes(1)),
                  CallId.of(rows.getBytes(2)),
                  rows.getInt(3),
                  rows.getString(4),
                  new AppId(rows.getLong(5)),
                  rows.getObject(6, LocalDate.class),
                  PolicyRef.parse(rows.getString(7)),
                  Sql.instant(rows.getObject(8, LocalDateTime.class)),
                  rows.getBoolean(9),
                  rows.getBoolean(10)));
        }
        return found;
      }
    }
  }

  /** Locks the subjects of these items. */
  static void lock(Connection connection, Collection<Item> items) throws SQLException {
    lockSubjects(connection, subjects(items));
  }

  /** Marks what a hold keeps though its time is up: it will not be late when it goes. */
  static int markHeld(Connection connection, Instant now) throws SQLException {
    return Sql.update(
        connection,
        "UPDATE identification_item SET was_held = TRUE"
            + " WHERE until_at <= ? AND NOT was_held AND NOT held_only AND "
            + HELD,
        Sql.utc(now));
  }

  /** Deletes items whose subjects are locked, and tells of it. */
  static Deleted delete(Connection connection, Notices notices, List<Item> items, Cause cause)
      throws SQLException {
    if (items.isEmpty()) {
      return new Deleted(items, Erased.NOTHING, List.of());
    }
    ExportRows.Taken taken = ExportRows.take(connection, items.stream().map(Item::callId).toList());
    int deleted =
        Sql.update(
            connection,
            "DELETE FROM identification_item WHERE call_id IN " + Sql.rows(1, items.size()),
            ids(items));
    notices.erased(connection, items, cause);
    return new Deleted(
        items,
        Erased.items(deleted).plus(tidy(connection, notices, subjects(items), taken.days())),
        taken.objects());
  }

  /**
   * What was hidden.
   *
   * @param free the items that no hold keeps
   * @param copies objects of exports of the others, which nobody may read either
   */
  record Hidden(List<Item> free, List<String> copies) {}

  /**
   * Hides those of the items that a hold keeps: nobody reads them any more, and as their time is up
   * they go with the first expiry after the hold. Their subjects are locked.
   */
  static Hidden hide(Connection connection, Notices notices, List<Item> items) throws SQLException {
    if (items.isEmpty()) {
      return new Hidden(items, List.of());
    }
    List<Item> held =
        select(
            connection,
            "WHERE call_id IN " + Sql.rows(1, items.size()) + " AND " + HELD,
            ids(items));
    if (held.isEmpty()) {
      return new Hidden(items, List.of());
    }
    ExportRows.Taken taken = ExportRows.take(connection, held.stream().map(Item::callId).toList());
    Sql.update(
        connection,
        "UPDATE identification_item SET held_only = TRUE, until_at = stored_at WHERE call_id IN "
            + Sql.rows(1, held.size()),
        ids(held));
    ExportRows.destroyUnused(connection, notices, taken.days());
    return new Hidden(
        items.stream().filter(item -> !held.contains(item)).toList(), taken.objects());
  }

  /** Deletes items whose subjects are locked, or hides them where a hold keeps them. */
  static Deleted deleteOrHide(Connection connection, Notices notices, List<Item> items, Cause cause)
      throws SQLException {
    Hidden hidden = hide(connection, notices, items);
    Deleted deleted = delete(connection, notices, hidden.free(), cause);
    List<String> copies = new ArrayList<>(hidden.copies());
    copies.addAll(deleted.copies);
    return new Deleted(deleted.items, deleted.erased, copies);
  }

  /**
   * Takes a purpose from items whose subjects are locked, and deletes those left without one, or
   * hides them where a hold keeps them.
   */
  static Deleted withdraw(Connection connection, Notices notices, List<Item> items, Purpose purpose)
      throws SQLException {
    Map<Boolean, List<Item>> byRest =
        items.stream()
            .collect(Collectors.partitioningBy(item -> item.purposes().equals(purpose.key())));
    List<Item> kept = byRest.get(false);
    ExportRows.Taken taken =
        ExportRows.take(connection, kept.stream().map(Item::callId).toList(), purpose);
    if (!kept.isEmpty()) {
      List<Object> values = new ArrayList<>(List.of("," + purpose.key() + ","));
      values.addAll(List.of(ids(kept)));
      Sql.update(
          connection,
          "UPDATE identification_item SET purposes ="
              + " TRIM(BOTH ',' FROM REPLACE(CONCAT(',', purposes, ','), ?, ',')) WHERE call_id IN "
              + Sql.rows(1, kept.size()),
          values.toArray());
    }
    Deleted deleted = deleteOrHide(connection, notices, byRest.get(true), Cause.WITHDRAWN);
    List<String> copies = new ArrayList<>(taken.objects());
    copies.addAll(deleted.copies);
    int dayKeys = ExportRows.destroyUnused(connection, notices, taken.days());
    return new Deleted(deleted.items, deleted.erased.plus(new Erased(0, 0, 0, 0, dayKeys)), copies);
  }

  /** Deletes keys of days without items, subjects without items, and day keys without keys. */
  static Erased tidy(Connection connection, Notices notices, Collection<UUID> subjects)
      throws SQLException {
    return tidy(connection, notices, subjects, new TreeSet<>());
  }

  /**
   * The same.
   *
   * @param others days whose keys may have lost another use
   */
  static Erased tidy(
      Connection connection,
      Notices notices,
      Collection<UUID> subjects,
      SortedSet<LocalDate> others)
      throws SQLException {
    if (subjects.isEmpty()) {
      return Erased.NOTHING;
    }
    Object[] ids = bytes(subjects);
    String these = "IN " + Sql.rows(1, subjects.size());
    lockSubjects(connection, subjects);
    String unused =
        " FROM subject_key k LEFT JOIN identification_item i"
            + " ON i.subject_id = k.subject_id AND i.day = k.day"
            + " WHERE i.call_id IS NULL AND k.subject_id "
            + these;
    SortedSet<LocalDate> days = new TreeSet<>(others);
    List<DestroyedKey> keys = KeyRows.select(connection, unused + " ORDER BY k.day", ids);
    keys.forEach(key -> days.add(key.day()));
    Sql.update(connection, "DELETE k" + unused, ids);
    notices.destroyed(connection, keys);
    Sql.update(
        connection,
        "DELETE a FROM subject_alias a LEFT JOIN identification_item i"
            + " ON i.subject_id = a.subject_id WHERE i.call_id IS NULL AND a.subject_id "
            + these,
        ids);
    int gone =
        Sql.update(
            connection,
            "DELETE s FROM subject s LEFT JOIN identification_item i ON i.subject_id = s.id"
                + " WHERE i.call_id IS NULL AND s.id "
                + these,
            ids);
    return new Erased(gone, 0, 0, keys.size(), ExportRows.destroyUnused(connection, notices, days));
  }

  private static void lockSubjects(Connection connection, Collection<UUID> subjects)
      throws SQLException {
    if (!subjects.isEmpty()) {
      query(
          connection,
          "SELECT 1 FROM subject WHERE id IN "
              + Sql.rows(1, subjects.size())
              + " ORDER BY id FOR UPDATE",
          bytes(subjects));
    }
  }

  private static List<UUID> subjects(Collection<Item> items) {
    return items.stream().map(Item::subject).distinct().toList();
  }

  private static Object[] ids(Collection<Item> items) {
    return Sql.bytes(items.stream().map(Item::callId).toList());
  }

  private static Object[] bytes(Collection<UUID> ids) {
    return ids.stream().map(Ids::bytes).toArray();
  }

  /** The first column as text. */
  private static List<String> query(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }
}
