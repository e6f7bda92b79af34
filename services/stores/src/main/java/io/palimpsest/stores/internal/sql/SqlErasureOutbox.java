package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A region's erasure outbox in MySQL; settlements enter it through {@link SettlementWriter}.
 * Thread-safe.
 */
public final class SqlErasureOutbox implements ErasureOutbox, AutoCloseable {
  /** Notes in one statement: each of its rows is compared with half of them. */
  private static final int AT_ONCE = 50;

  private final Database database;
  private final Tables tables;
  private final Clock clock;
  private final DeferredWrites<Seen> seen;

  public SqlErasureOutbox(Database database, RetentionPeriod period, Clock clock) {
    this.database = database;
    this.tables = Tables.of(period);
    this.clock = clock;
    this.seen = new DeferredWrites<>(database.name() + " erasures", this::writeSeen);
  }

  @Override
  public void seenGone(CallId callId, Instant when) {
    seen.add(new Seen(callId, when));
  }

  @Override
  public void swept(UploadKey upload) {
    String sql =
        "INSERT INTO "
            + tables.outbox()
            + " (call_id, app_id, upload_day, cause, committed_at) VALUES (?, ?, ?, 'swept', ?)"
            + " ON DUPLICATE KEY UPDATE call_id = call_id";
    database.transaction(
        "enter an erasure",
        connection ->
            Sql.update(
                connection,
                sql,
                upload.callId().bytes(),
                upload.appId().value(),
                upload.day(),
                Sql.utc(clock.instant())));
  }

  @Override
  public List<Entry> open(Instant receivedBefore, int limit) {
    return entries(
        "list duties",
        "WHERE seen_gone_at IS NULL AND call_id < ? ORDER BY call_id LIMIT ?",
        CallId.lowerBound(receivedBefore),
        limit);
  }

  @Override
  public List<Entry> completed(int limit) {
    return entries(
        "list erasures", "WHERE seen_gone_at IS NOT NULL ORDER BY call_id LIMIT ?", limit);
  }

  @Override
  public Optional<Entry> find(CallId callId) {
    return entries("find an erasure", "WHERE call_id = ?", (Object) callId.bytes()).stream()
        .findFirst();
  }

  /** Numbers worth plotting. */
  public Map<String, Long> numbers() {
    return Map.of("erasures_waiting", seen.waiting(), "erasures_given_up", seen.givenUp());
  }

  @Override
  public void close() {
    seen.close();
  }

  private List<Entry> entries(String asked, String where, Object... values) {
    String sql =
        "SELECT call_id, app_id, upload_day, cause, seen_gone_at FROM "
            + tables.outbox()
            + " "
            + where;
    return database.transaction(
        asked,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Sql.setAll(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
              List<Entry> found = new ArrayList<>();
              while (rows.next()) {
                found.add(entry(rows));
              }
              return found;
            }
          }
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    @Nullable LocalDateTime seen = row.getObject("seen_gone_at", LocalDateTime.class);
    return new Entry(
        new UploadKey(
            new AppId(row.getLong("app_id")),
            row.getObject("upload_day", LocalDate.class),
            CallId.of(row.getBytes("call_id"))),
        Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
        seen == null ? Instant.MAX : Sql.instant(seen));
  }

  /** A statement for each note took most of the database's time. */
  private void writeSeen(List<Seen> group) {
    database.transaction(
        "note erasures",
        connection -> {
          int noted = 0;
          for (int from = 0; from < group.size(); from += AT_ONCE) {
            List<Seen> some = group.subList(from, Math.min(from + AT_ONCE, group.size()));
            noted += writeSeen(connection, some);
          }
          return noted;
        });
  }

  private int writeSeen(Connection connection, List<Seen> some) throws SQLException {
    String sql =
        "UPDATE "
            + tables.outbox()
            + " SET seen_gone_at = CASE call_id"
            + " WHEN ? THEN ?".repeat(some.size())
            + " END WHERE seen_gone_at IS NULL AND call_id IN "
            + Sql.rows(1, some.size());
    List<Object> values = new ArrayList<>();
    for (Seen each : some) {
      values.add(each.callId.bytes());
      values.add(Sql.utc(each.when));
    }
    some.forEach(each -> values.add(each.callId.bytes()));
    return Sql.update(connection, sql, values.toArray());
  }

  private record Seen(CallId callId, Instant when) {}
}
