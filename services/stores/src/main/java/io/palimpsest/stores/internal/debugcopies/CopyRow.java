package io.palimpsest.stores.internal.debugcopies;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.stores.internal.sql.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code debug_copy}.
 *
 * @param day whose key the copy's key is under
 * @param wrapped the copy's key; empty once it is being erased
 * @param cause why it goes, where that is settled
 * @param wasHeld whether a hold kept it when its time was up
 */
record CopyRow(
    DebugCopy copy, LocalDate day, byte[] wrapped, Optional<Cause> cause, boolean wasHeld) {

  /** Whether a legal hold keeps the row. */
  static final String HELD =
      "EXISTS (SELECT 1 FROM hold_scope h WHERE h.data_class = 'DEBUG_COPY'"
          + " AND (h.app_id = debug_copy.app_id OR h.call_id = debug_copy.call_id))";

  /** Whether somebody may read it who asks at an instant. */
  static final String READABLE = "state = 'READY' AND cause IS NULL AND due_at > ?";

  private static final String COLUMNS =
      "call_id, app_id, action, policy, made_at, due_at, bytes, day, wrapped, cause, was_held";

  /** How the object is called; its key and its content open for this only. */
  String object() {
    return object(copy);
  }

  static String object(DebugCopy copy) {
    return copy.appId() + "/" + copy.callId();
  }

  /** The call of an object; empty when it is no name of ours. */
  static Optional<CallId> callOf(String object) {
    String[] parts = object.split("/", -1);
    try {
      return parts.length == 2 ? Optional.of(CallId.parse(parts[1])) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Enters the duty to erase what is about to be written. */
  static void insert(Connection connection, DebugCopy copy, LocalDate day, byte[] wrapped)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO debug_copy (call_id, app_id, action, policy, made_at, due_at, bytes, day,"
            + " wrapped, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'WRITING')",
        copy.callId().bytes(),
        copy.appId().value(),
        copy.action(),
        copy.policy().toString(),
        Sql.utc(copy.made()),
        Sql.utc(copy.due()),
        copy.bytes(),
        day,
        wrapped);
  }

  /** Lets it be read; false when it is being erased, or gone. */
  static boolean complete(Connection connection, CallId call) throws SQLException {
    return Sql.update(
            connection,
            "UPDATE debug_copy SET state = 'READY' WHERE call_id = ? AND state = 'WRITING'",
            (Object) call.bytes())
        == 1;
  }

  /**
   * The rows that {@code where} selects.
   *
   * @param where with what follows it
   */
  static List<CopyRow> select(Connection connection, String where, Object... values)
      throws SQLException {
    return Sql.rows(
        connection, "SELECT " + COLUMNS + " FROM debug_copy WHERE " + where, CopyRow::of, values);
  }

  /** Those of the calls that have a row. */
  static List<CopyRow> of(Connection connection, Collection<CallId> calls, String lock)
      throws SQLException {
    return calls.isEmpty()
        ? List.of()
        : select(
            connection,
            "call_id IN " + Sql.rows(1, calls.size()) + " ORDER BY call_id" + lock,
            Sql.bytes(calls));
  }

  private static CopyRow of(ResultSet row) throws SQLException {
    String cause = row.getString(10);
    return new CopyRow(
        new DebugCopy(
            new AppId(row.getLong(2)),
            CallId.of(row.getBytes(1)),
            row.getString(3),
            PolicyRef.parse(row.getString(4)),
            Sql.instant(row.getObject(5, LocalDateTime.class)),
            Sql.instant(row.getObject(6, LocalDateTime.class)),
            row.getLong(7)),
        row.getObject(8, LocalDate.class),
        row.getBytes(9),
        Optional.ofNullable(cause).map(Cause::valueOf),
        row.getBoolean(11));
  }
}
