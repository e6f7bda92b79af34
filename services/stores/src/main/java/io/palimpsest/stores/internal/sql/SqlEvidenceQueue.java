package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.DataClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A region's evidence queue in MySQL, over the outboxes of all families. Thread-safe. */
public final class SqlEvidenceQueue implements EvidenceQueue {
  private final Database database;
  private final ZoneId zone;
  private final Families families;

  /**
   * @param zone whose days leaves are counted by
   */
  public SqlEvidenceQueue(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
    this.families = new Families(database);
  }

  @Override
  public List<Erasure> erasures(int limit) {
    List<Tables> all = families.outboxes();
    return all.stream()
        .flatMap(each -> erasures(each, families.shortest(), limit).stream())
        .sorted(Comparator.comparing(each -> each.entry().upload().callId()))
        .limit(limit)
        .toList();
  }

  /** Not in order: only the few that wait are read, and not the day's whole index. */
  private List<Erasure> erasures(Tables tables, Tables shortest, int limit) {
    return rows(
        "list erasures without a leaf",
        shown(tables, ", side.salt AS salt")
            + " WHERE entry.leaf_index IS NULL AND entry.seen_gone_at IS NOT NULL"
            + SqlErasureOutbox.notSwept(tables, shortest)
            + " LIMIT ?",
        row -> new Erasure(SqlErasureOutbox.entry(row), salt(row)),
        limit);
  }

  /** Entries of a family, each with its call's side row. */
  private static String shown(Tables tables, String more) {
    return "SELECT "
        + SqlErasureOutbox.COLUMNS
        + more
        + " FROM "
        + tables.outbox()
        + " AS entry LEFT JOIN "
        + tables.side()
        + " AS side ON side.call_id = entry.call_id";
  }

  @Override
  public List<Notice> notices(int limit) {
    return rows(
        "list notices",
        "SELECT number, leaf FROM evidence_notice ORDER BY number LIMIT ?",
        row -> new Notice(row.getLong("number"), row.getBytes("leaf")),
        limit);
  }

  @Override
  public void enter(byte[] leaf) {
    database.transaction("enter a notice", connection -> enter(connection, leaf));
  }

  /** As {@link #enter(byte[])}, within a transaction that does what the leaf tells of. */
  public static int enter(Connection connection, byte[] leaf) throws SQLException {
    return Sql.update(connection, "INSERT INTO evidence_notice (leaf) VALUES (?)", (Object) leaf);
  }

  /** The same for many. */
  public static void enter(Connection connection, List<byte[]> leaves) throws SQLException {
    if (!leaves.isEmpty()) {
      Sql.update(
          connection,
          "INSERT INTO evidence_notice (leaf) VALUES " + Sql.rows(leaves.size(), 1),
          leaves.toArray());
    }
  }

  @Override
  public Progress progress(int year) {
    return rows(
            "ask how far a log is",
            "SELECT placed, released FROM evidence_log WHERE log_year = ?",
            row -> new Progress(row.getLong("placed"), row.getLong("released")),
            year)
        .stream()
        .findFirst()
        .orElse(new Progress(0, 0));
  }

  @Override
  public boolean place(int year, long first, List<Placement> placements) {
    return database.transaction(
        "place leaves", connection -> place(connection, year, first, placements));
  }

  @Override
  public List<byte[]> leaves(int year, long from, int limit) {
    return rows(
        "read placed leaves",
        "SELECT leaf FROM evidence_leaf WHERE log_year = ? AND leaf_index >= ? ORDER BY leaf_index LIMIT ?",
        row -> row.getBytes(1),
        year,
        from,
        limit);
  }

  @Override
  public void release(int year, long before) {
    database.transaction(
        "release leaves",
        connection -> {
          Sql.update(
              connection,
              "UPDATE evidence_log SET released = GREATEST(released, ?) WHERE log_year = ?",
              before,
              year);
          return Sql.update(
              connection,
              "DELETE FROM evidence_leaf WHERE log_year = ? AND leaf_index < ?",
              year,
              before);
        });
  }

  @Override
  public List<Placed> placed(int year, long from, long to) {
    List<Tables> all = families.all();
    return all.stream()
        .flatMap(
            each ->
                rows(
                    "list placed leaves",
                    shown(
                            each,
                            ", COALESCE(entry.salt, side.salt) AS salt, entry.log_year, entry.leaf_index")
                        + " WHERE entry.leaf_index >= ? AND entry.leaf_index < ? AND entry.log_year = ?"
                        + SqlErasureOutbox.notSwept(each, all.getLast()),
                    row ->
                        new Placed(
                            row.getLong("leaf_index"), SqlErasureOutbox.entry(row), salt(row)),
                    from,
                    to,
                    year)
                    .stream())
        .sorted(Comparator.comparingLong(Placed::index))
        .toList();
  }

  @Override
  public Optional<Shown> find(CallId callId) {
    return families.outboxes().stream()
        .flatMap(
            each ->
                rows(
                    "find an erasure's leaf",
                    shown(
                            each,
                            ", COALESCE(entry.salt, side.salt) AS salt, entry.log_year, entry.leaf_index")
                        + " WHERE entry.call_id = ?"
                        + SqlErasureOutbox.notSwept(each, families.shortest()),
                    SqlEvidenceQueue::shown,
                    (Object) callId.bytes())
                    .stream())
        .findFirst();
  }

  @Override
  public void enter(ErasedItem item, byte[] leaf) {
    database.transaction(
        "enter an item's leaf",
        connection -> {
          ItemLeaves.enter(connection, List.of(new ItemLeaves.Told(item, leaf)));
          return item;
        });
  }

  @Override
  public Optional<ShownItem> findItem(CallId callId, DataClass dataClass) {
    return database.transaction(
        "find an item's leaf",
        connection ->
            isOfCalls(connection)
                ? ItemLeaves.find(connection, callId, dataClass)
                : Optional.empty());
  }

  @Override
  public List<Tallied> tallies(int year) {
    return database.transaction(
        "read what a log took", connection -> TallyRows.read(connection, year));
  }

  private boolean place(Connection connection, int year, long first, List<Placement> placements)
      throws SQLException {
    if (!take(connection, year, first, placements.size())) {
      return false;
    }
    Rows leaves = new Rows("INSERT INTO evidence_leaf (log_year, leaf_index, leaf) VALUES");
    long index = first;
    for (Placement each : placements) {
      leaves.row().number(year).number(index++).bytes(each.leaf());
    }
    leaves.update(connection, "");
    TallyRows.add(connection, year, zone, placements);
    mark(connection, year, first, placements);
    return true;
  }

  /** Of two that take the same first place, the second sees that it is gone. */
  private static boolean take(Connection connection, int year, long first, int count)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO evidence_log (log_year, placed, released) VALUES (?, 0, 0) ON DUPLICATE KEY UPDATE placed = placed",
        year);
    return Sql.update(
            connection,
            "UPDATE evidence_log SET placed = placed + ? WHERE log_year = ? AND placed = ?",
            count,
            year,
            first)
        == 1;
  }

  /** Marks what the leaves tell of, so that it is told once. */
  private void mark(Connection connection, int year, long first, List<Placement> placements)
      throws SQLException {
    Map<Long, Long> notices = new LinkedHashMap<>();
    List<Object[]> erasures = new ArrayList<>();
    long index = first;
    for (Placement each : placements) {
      switch (each) {
        case Placement.OfNotice notice -> notices.put(notice.number(), index);
        case Placement.OfLog _ -> {}
        case Placement.OfErasure erasure ->
            erasures.add(
                new Object[] {erasure.salt().bytes(), year, index, erasure.callId().bytes()});
      }
      index++;
    }
    if (!notices.isEmpty()) {
      if (isOfCalls(connection)) {
        ItemLeaves.place(connection, year, notices);
      }
      Sql.update(
          connection,
          "DELETE FROM evidence_notice WHERE number IN " + Sql.rows(1, notices.size()),
          notices.keySet().toArray());
    }
    if (!erasures.isEmpty()) {
      markErasures(connection, erasures);
    }
  }

  /** Whether this is a region's database: the control plane's log tells of no call's data. */
  private static boolean isOfCalls(Connection connection) throws SQLException {
    return !Families.all(connection).isEmpty();
  }

  /** Whichever period's table has the row, or at last that of what outlived its days. */
  private void markErasures(Connection connection, List<Object[]> erasures) throws SQLException {
    List<Object[]> left = erasures;
    for (Tables each : Families.shortestFirst(connection)) {
      String sql =
          "UPDATE "
              + each.outbox()
              + " SET salt = ?, log_year = ?, leaf_index = ? WHERE call_id = ? AND leaf_index IS NULL";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (Object[] row : left) {
          Sql.setAll(statement, row);
          statement.addBatch();
        }
        int[] changed = statement.executeBatch();
        List<Object[]> absent = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
          if (changed[i] != 1) {
            absent.add(left.get(i));
          }
        }
        left = absent;
      }
      if (each.outbox().equals(UntoldErasures.TABLE) && left.size() < erasures.size()) {
        UntoldErasures.forgetTold(connection);
      }
      if (left.isEmpty()) {
        return;
      }
    }
  }

  private static Shown shown(ResultSet row) throws SQLException {
    long index = row.getLong("leaf_index");
    Optional<Place> place =
        row.wasNull() ? Optional.empty() : Optional.of(new Place(row.getInt("log_year"), index));
    return new Shown(SqlErasureOutbox.entry(row), salt(row), place);
  }

  private static Optional<Salt> salt(ResultSet row) throws SQLException {
    byte @Nullable [] bytes = row.getBytes("salt");
    return Optional.ofNullable(bytes).map(Salt::of);
  }

  private <T> List<T> rows(String asked, String sql, Sql.RowReader<T> reader, Object... values) {
    return database.transaction(asked, connection -> Sql.rows(connection, sql, reader, values));
  }
}
