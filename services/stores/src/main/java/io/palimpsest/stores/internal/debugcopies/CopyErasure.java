package io.palimpsest.stores.internal.debugcopies;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.CallSalts;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.ItemLeaves;
import io.palimpsest.stores.internal.sql.Sql;
import io.palimpsest.stores.internal.subjects.Notices;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Erases copies in three steps, each of which may be done again: one transaction closes rows and
 * destroys their keys, then the objects go and are looked for, and one transaction takes the rows
 * away and enters the leaves that tell of it.
 */
record CopyErasure(Database database, S3Objects objects, Notices notices) {
  /** Copies in one transaction: a few locks for a few milliseconds. */
  private static final int BATCH = 200;

  /** Erases what {@code where} selects and no hold keeps; returns how many are gone. */
  int erase(Cause cause, String where, Object... values) {
    int gone = 0;
    List<CopyRow> closed;
    do {
      closed =
          database.transaction(
              "close debug copies", connection -> close(connection, cause, where, values));
      gone += finish(closed);
    } while (closed.size() == BATCH);
    return gone;
  }

  /**
   * The same for what nobody is to read from now on: what a hold keeps is hidden, and goes with the
   * first expiry after the hold.
   */
  int eraseOrHide(Cause cause, String where, Object... values) {
    database.transaction("hide debug copies", connection -> hide(connection, cause, where, values));
    return erase(cause, where, values);
  }

  /** Goes on with what broke off after it was closed. */
  int goOn() {
    int gone = 0;
    byte[] after = new byte[16];
    List<CopyRow> closed;
    do {
      byte[] from = after;
      closed =
          database.transaction(
              "find debug copies that are being erased",
              connection ->
                  CopyRow.select(
                      connection,
                      "state = 'CLOSED' AND call_id > ? ORDER BY call_id LIMIT " + BATCH,
                      (Object) from));
      gone += finish(closed);
      after = closed.isEmpty() ? after : closed.getLast().copy().callId().bytes();
    } while (closed.size() == BATCH);
    return gone;
  }

  /** Marks what a hold keeps though its time is up: it will not be late when it goes. */
  void markHeld(Instant now) {
    database.transaction(
        "note what a hold keeps",
        connection ->
            Sql.update(
                connection,
                "UPDATE debug_copy SET was_held = TRUE WHERE due_at <= ? AND NOT was_held AND "
                    + CopyRow.HELD,
                Sql.utc(now)));
  }

  private static List<CopyRow> close(
      Connection connection, Cause cause, String where, Object... values) throws SQLException {
    List<CopyRow> rows =
        CopyRow.select(
            connection,
            "("
                + where
                + ") AND state <> 'CLOSED' AND NOT "
                + CopyRow.HELD
                + " ORDER BY due_at, call_id LIMIT "
                + BATCH
                + " FOR UPDATE",
            values);
    if (!rows.isEmpty()) {
      Sql.update(
          connection,
          "UPDATE debug_copy SET state = 'CLOSED', wrapped = '', cause = COALESCE(cause, ?)"
              + " WHERE call_id IN "
              + Sql.rows(1, rows.size()),
          with(cause, rows));
    }
    return rows;
  }

  private static int hide(Connection connection, Cause cause, String where, Object... values)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(cause.name()));
    all.addAll(Arrays.asList(values));
    return Sql.update(
        connection,
        "UPDATE debug_copy SET cause = ?, due_at = made_at + INTERVAL 1 MICROSECOND"
            + " WHERE ("
            + where
            + ") AND cause IS NULL AND "
            + CopyRow.HELD,
        all.toArray());
  }

  private int finish(List<CopyRow> closed) {
    if (closed.isEmpty()) {
      return 0;
    }
    objects.erase(closed.stream().map(CopyRow::object).toList());
    List<CallId> gone =
        closed.stream()
            .filter(row -> !objects.exists(row.object()))
            .map(row -> row.copy().callId())
            .toList();
    return database.transaction("tell of debug copies", connection -> delete(connection, gone));
  }

  /** Whoever comes second finds no row any more, and tells nothing. */
  private int delete(Connection connection, List<CallId> gone) throws SQLException {
    List<CopyRow> rows = CopyRow.of(connection, gone, " FOR UPDATE");
    if (rows.isEmpty()) {
      return 0;
    }
    List<CallId> calls = rows.stream().map(row -> row.copy().callId()).toList();
    Sql.update(
        connection,
        "DELETE FROM debug_copy WHERE call_id IN " + Sql.rows(1, calls.size()),
        Sql.bytes(calls));
    Instant now = notices.clock().instant();
    Map<CallId, Salt> salts = CallSalts.of(connection, calls);
    ItemLeaves.enter(connection, rows.stream().map(row -> told(row, salts, now)).toList());
    return rows.size();
  }

  private ItemLeaves.Told told(CopyRow row, Map<CallId, Salt> salts, Instant now) {
    Cause cause = row.cause().orElseThrow();
    boolean late = cause == Cause.PERIOD_OVER && !row.wasHeld() && now.isAfter(row.copy().due());
    CallId callId = row.copy().callId();
    ErasedItem erased =
        new ErasedItem(
            DataClass.DEBUG_COPY,
            callId,
            row.copy().appId(),
            row.day(),
            Optional.ofNullable(salts.get(callId)));
    return new ItemLeaves.Told(
        erased,
        erased.leaf(notices.region().name(), cause, late, LeafWords.of(row.copy().policy()), now));
  }

  private static Object[] with(Cause cause, List<CopyRow> rows) {
    List<Object> all = new ArrayList<>(List.of(cause.name()));
    rows.forEach(row -> all.add(row.copy().callId().bytes()));
    return all.toArray();
  }
}
