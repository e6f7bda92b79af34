package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.evidence.DestroyedKey;
import io.palimpsest.platform.keys.DayKey;
import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of subjects' keys. A key is stored while the row of its day's key is locked, and a day's
 * key is destroyed under the same lock: none is ever stored under a key that is gone.
 */
public final class KeyRows {
  private KeyRows() {}

  static Optional<byte[]> find(Connection connection, UUID subject, LocalDate day)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT wrapped FROM subject_key WHERE subject_id = ? AND day = ?")) {
      Sql.setAll(statement, Ids.bytes(subject), day);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  /**
   * The subject's wrapped key of the day; made when there is none.
   *
   * @throws Raced when the store has another key for the day
   */
  static byte[] findOrMake(Connection connection, Subject subject, DayKey dayKey)
      throws SQLException {
    if (!isThat(connection, dayKey)) {
      throw new Raced("the day's key was destroyed");
    }
    Optional<byte[]> there = find(connection, subject.id(), dayKey.day());
    if (there.isPresent()) {
      return there.get();
    }
    byte[] made = dayKey.create(Ids.owner(subject)).wrapped();
    Sql.update(
        connection,
        "INSERT INTO subject_key (subject_id, day, wrapped) VALUES (?, ?, ?)",
        Ids.bytes(subject.id()),
        dayKey.day(),
        made);
    return made;
  }

  /** Whether the store still holds the day's key; it stays until the transaction ends. */
  public static boolean isThat(Connection connection, DayKey dayKey) throws SQLException {
    // Not FOR SHARE: MariaDB has this form only.
    return SqlKeyStore.find(connection, name(dayKey.day()), "LOCK IN SHARE MODE")
        .map(dayKey::isThatOf)
        .orElse(false);
  }

  /** Whether the subject still has this very key. */
  static boolean isThere(Connection connection, Subject subject, LocalDate day, byte[] wrapped)
      throws SQLException {
    return find(connection, subject.id(), day)
        .map(stored -> Arrays.equals(stored, wrapped))
        .orElse(false);
  }

  /** The subjects' keys that {@code from}, a clause over {@code subject_key k}, selects. */
  static List<DestroyedKey> select(Connection connection, String from, Object... values)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT DISTINCT k.day, k.wrapped" + from)) {
      Sql.setAll(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        List<DestroyedKey> keys = new ArrayList<>();
        while (rows.next()) {
          LocalDate day = rows.getObject(1, LocalDate.class);
          keys.add(new DestroyedKey(day, DestroyedKey.Level.SUBJECT, rows.getBytes(2)));
        }
        return keys;
      }
    }
  }

  /**
   * Destroys the day's key when no subject's key, no export's and no debug copy's is under it any
   * more, and tells of it.
   */
  static boolean destroyIfUnused(Connection connection, Notices notices, LocalDate day)
      throws SQLException {
    Optional<byte[]> wrapped = SqlKeyStore.find(connection, name(day), "FOR UPDATE");
    if (wrapped.isEmpty()) {
      return false;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM subject_key WHERE day = ?"
                + " UNION ALL SELECT 1 FROM identification_export_item WHERE day = ?"
                + " UNION ALL SELECT 1 FROM debug_copy WHERE day = ? LIMIT 1")) {
      Sql.setAll(statement, day, day, day);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          return false;
        }
      }
    }
    Sql.update(connection, SqlKeyStore.DELETE, name(day)); // it is locked, so it is there
    notices.destroyed(
        connection, List.of(new DestroyedKey(day, DestroyedKey.Level.DAY, wrapped.get())));
    return true;
  }

  private static String name(LocalDate day) {
    return new KeyName.OfDay(day).text();
  }
}
