package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A region's erasure outbox in MySQL; settlements enter it through {@link SettlementWriter}, each
 * into the family of its period. What a sweep enters lies in the shortest one, and counts before
 * what a settlement that came late entered elsewhere; when its day is gone or about to go, it lies
 * with what outlived its days. Thread-safe.
 */
public final class SqlErasureOutbox implements ErasureOutbox, AutoCloseable {
  /** Days before a day may go: clocks differ, and zones by a day. */
  private static final int ABOUT_TO_GO = 2;

  /** Notes in one statement: each of its rows is compared with half of them. */
  private static final int AT_ONCE = 50;

  /** What {@link #entry} reads, of an outbox named {@code entry}. */
  static final String COLUMNS =
      "entry.call_id, entry.app_id, entry.upload_day, entry.cause, entry.seen_gone_at";

  private final Database database;
  private final Families families;
  private final Clock clock;
  private final DeferredWrites<Seen> seen;

  public SqlErasureOutbox(Database database, Clock clock) {
    this.database = database;
    this.families = new Families(database);
    this.clock = clock;
    this.seen = new DeferredWrites<>(database.name() + " erasures", this::writeSeen);
  }

  @Override
  public void seenGone(CallId callId, Instant when) {
    seen.add(new Seen(callId, when));
  }

  @Override
  public void swept(UploadKey upload) {
    if (find(upload.callId()).isPresent()) {
      return;
    }
    String sql =
        "INSERT INTO "
            + outboxFor(upload, families.shortest())
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

  /** Where the day of a call may be dropped at any moment, what is entered would go with it. */
  private String outboxFor(UploadKey upload, Tables shortest) {
    LocalDate gone = shortest.period().goneBy(upload.day());
    LocalDate soon = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(ABOUT_TO_GO);
    return gone.isAfter(soon) ? shortest.outbox() : UntoldErasures.TABLE;
  }

  @Override
  public void swept(Collection<UploadKey> uploads) {
    List<Tables> all = families.outboxes();
    Tables shortest = families.shortest();
    if (uploads.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    database.transaction(
        "enter erasures",
        connection -> {
          for (String outbox : List.of(shortest.outbox(), UntoldErasures.TABLE)) {
            List<UploadKey> some =
                uploads.stream().filter(it -> outboxFor(it, shortest).equals(outbox)).toList();
            if (!some.isEmpty()) {
              enter(connection, all, outbox, some, now);
            }
          }
          return uploads;
        });
  }

  private static int enter(
      Connection connection,
      List<Tables> all,
      String outbox,
      Collection<UploadKey> uploads,
      Instant now)
      throws SQLException {
    Object[] ids = Sql.bytes(uploads.stream().map(UploadKey::callId).toList());
    Set<CallId> there = new HashSet<>();
    for (Tables tables : all) {
      there.addAll(
          Sql.rows(
              connection,
              "SELECT call_id FROM "
                  + tables.outbox()
                  + " WHERE call_id IN "
                  + Sql.rows(1, ids.length),
              row -> CallId.of(row.getBytes(1)),
              ids));
    }
    List<UploadKey> fresh =
        uploads.stream().filter(each -> !there.contains(each.callId())).toList();
    if (fresh.isEmpty()) {
      return 0;
    }
    Rows rows =
        new Rows(
            "INSERT INTO " + outbox + " (call_id, app_id, upload_day, cause, committed_at) VALUES");
    for (UploadKey each : fresh) {
      rows.row()
          .bytes(each.callId().bytes())
          .number(each.appId().value())
          .day(each.day())
          .text("swept")
          .time(now);
    }
    return rows.update(connection, " ON DUPLICATE KEY UPDATE call_id = call_id");
  }

  @Override
  public List<Entry> open(Instant receivedBefore, int limit) {
    return entries(
        "list duties",
        "seen_gone_at IS NULL AND call_id < ?",
        limit,
        CallId.lowerBound(receivedBefore),
        limit);
  }

  @Override
  public List<Entry> completed(int limit) {
    return entries("list erasures", "seen_gone_at IS NOT NULL", limit, limit);
  }

  @Override
  public Optional<Entry> find(CallId callId) {
    return entries("find an erasure", "call_id = ?", 1, callId.bytes(), 1).stream().findFirst();
  }

  /** Numbers worth plotting. */
  public Map<String, Long> numbers() {
    return Map.of("erasures_waiting", seen.waiting(), "erasures_given_up", seen.givenUp());
  }

  @Override
  public void close() {
    seen.close();
  }

  /** The first of all families, in the order of calls. */
  private List<Entry> entries(String asked, String where, int limit, Object... values) {
    List<Tables> all = families.outboxes();
    Tables shortest = families.shortest();
    List<Entry> found =
        database.transaction(
            asked,
            connection -> {
              List<Entry> entries = new ArrayList<>();
              for (Tables tables : all) {
                entries.addAll(
                    Sql.rows(
                        connection,
                        "SELECT "
                            + COLUMNS
                            + " FROM "
                            + tables.outbox()
                            + " AS entry WHERE "
                            + where
                            + notSwept(tables, shortest)
                            + " ORDER BY call_id LIMIT ?",
                        SqlErasureOutbox::entry,
                        values));
              }
              return entries;
            });
    return found.stream()
        .sorted(Comparator.comparing(entry -> entry.upload().callId()))
        .limit(limit)
        .toList();
  }

  /** What of an outbox named {@code entry} counts: where a sweep was there before, only that. */
  static String notSwept(Tables tables, Tables shortest) {
    return tables.equals(shortest)
        ? ""
        : " AND NOT EXISTS (SELECT 1 FROM "
            + shortest.outbox()
            + " AS swept WHERE swept.call_id = entry.call_id)";
  }

  static Entry entry(ResultSet row) throws SQLException {
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
    List<Tables> all = families.shortestFirst();
    database.transaction(
        "note erasures",
        connection -> {
          int noted = 0;
          for (int from = 0; from < group.size(); from += AT_ONCE) {
            List<Seen> some = group.subList(from, Math.min(from + AT_ONCE, group.size()));
            noted += writeSeen(connection, all, some);
          }
          return noted;
        });
  }

  private static int writeSeen(Connection connection, List<Tables> all, List<Seen> some)
      throws SQLException {
    int noted = 0;
    for (Tables tables : all) { // what counts is in the shortest, if there are two
      if (noted < some.size()) {
        noted += writeSeen(connection, tables, some);
      }
    }
    return noted;
  }

  private static int writeSeen(Connection connection, Tables tables, List<Seen> some)
      throws SQLException {
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
