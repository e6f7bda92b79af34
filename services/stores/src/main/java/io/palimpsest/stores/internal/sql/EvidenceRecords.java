package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.backups.BackupClass;
import io.palimpsest.platform.backups.EvidencePlaces;
import io.palimpsest.platform.backups.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The rows of a place's evidence logs, a log at a time. */
public final class EvidenceRecords implements EvidencePlaces {
  private static final Set<String> TABLES =
      Set.of("evidence_key", "evidence_log", "evidence_leaf", "evidence_notice");

  /** Whoever meets it counts a log's leaves in the log itself. */
  private static final String NOT_COUNTED = "not-counted";

  private final String place;
  private final ZoneId zone;
  private final Database database;

  /**
   * @param place a region's name, or the control plane's
   */
  public EvidenceRecords(String place, ZoneId zone, Database database) {
    this.place = place;
    this.zone = zone;
    this.database = database;
  }

  @Override
  public BackupClass kind() {
    return BackupClass.EVIDENCE;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public int schema() {
    return database.schema();
  }

  @Override
  public List<Piece> pieces() {
    return database.transaction(
        "list logs",
        connection ->
            years(connection).stream()
                .map(year -> Piece.whole(LocalDate.ofYearDay(year, 1)))
                .toList());
  }

  /** The last leaf of a year names the key of the next, and comes with its first. */
  @Override
  public boolean isOver(Piece piece, Instant at) {
    return !at.isBefore(
        piece.day().plusYears(1).plusMonths(1).atStartOfDay(zone).toInstant().plus(SETTLED));
  }

  /**
   * What waits is read before what says how far the log is, and the log itself after both: a leaf
   * may so be told twice, and none is left out.
   */
  @Override
  public long write(Piece piece, OutputStream rows) throws IOException {
    int year = piece.day().getYear();
    long written = 0;
    if (database.transaction("list logs", EvidenceRecords::years).getLast() == year) {
      written += copy("evidence_notice", "TRUE", List.of(), List.of("number"), rows);
    }
    List<Object> of = List.of(year);
    written += copy("evidence_leaf", "log_year = ?", of, List.of("log_year", "leaf_index"), rows);
    written += copy("evidence_log", "log_year = ?", of, List.of("log_year"), rows);
    return written + copy("evidence_key", "log_year = ?", of, List.of("log_year"), rows);
  }

  private long copy(
      String table, String where, List<Object> values, List<String> key, OutputStream rows)
      throws IOException {
    return new TableCopy(table, table, where, values, key).write(database, rows);
  }

  @Override
  public boolean isEmpty(Piece piece) {
    return database.transaction(
        "look for a log", connection -> !years(connection).contains(piece.day().getYear()));
  }

  @Override
  public long read(Piece piece, InputStream rows) throws IOException {
    return new TableRestore(
            database,
            name -> {
              if (!TABLES.contains(name)) {
                throw new IllegalArgumentException("no table of evidence: " + name);
              }
              return name;
            })
        .read(rows);
  }

  @Override
  public void goOnBehind(int year, long leaves) {
    database.transaction(
        "go on behind a log",
        connection -> {
          goOnBehind(connection, year, leaves);
          return year;
        });
  }

  private static void goOnBehind(Connection connection, int year, long leaves) throws SQLException {
    long released = one(connection, "SELECT released FROM evidence_log WHERE log_year = ?", year);
    // Where the log ends before what was released, what waits does not follow on it.
    boolean follows = leaves >= released;
    Sql.update(
        connection,
        "DELETE FROM evidence_leaf WHERE log_year = ? AND leaf_index < ?",
        year,
        follows ? leaves : Long.MAX_VALUE);
    long placed =
        Math.max(
            leaves,
            one(
                connection,
                "SELECT MAX(leaf_index) + 1 FROM evidence_leaf WHERE log_year = ?",
                year));
    Sql.update(
        connection,
        "INSERT INTO evidence_log (log_year, placed, released) VALUES (?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE placed = VALUES(placed), released = VALUES(released)",
        year,
        placed,
        leaves);
    countAnew(connection, year, placed);
    for (Tables each : Families.all(connection)) {
      Sql.update(
          connection,
          "UPDATE "
              + each.outbox()
              + " SET log_year = NULL, leaf_index = NULL WHERE log_year = ? AND leaf_index >= ?",
          year,
          placed);
    }
  }

  /** Counts of another state of the log are no counts. */
  private static void countAnew(Connection connection, int year, long placed) throws SQLException {
    if (one(connection, "SELECT SUM(leaves) FROM evidence_tally WHERE log_year = ?", year)
        == placed) {
      return;
    }
    Sql.update(connection, "DELETE FROM evidence_tally WHERE log_year = ?", year);
    Sql.update(
        connection,
        "INSERT INTO evidence_tally"
            + " (log_year, day, type, data_class, why, late, leaves, items)"
            + " VALUES (?, ?, ?, '', '', FALSE, ?, ?)",
        year,
        LocalDate.ofYearDay(year, 1),
        NOT_COUNTED,
        placed,
        placed);
  }

  private static long one(Connection connection, String sql, int year) throws SQLException {
    return Sql.rows(connection, sql, row -> row.getLong(1), year).stream().findFirst().orElse(0L);
  }

  private static List<Integer> years(Connection connection) throws SQLException {
    return Sql.rows(
        connection, "SELECT log_year FROM evidence_key ORDER BY log_year", row -> row.getInt(1));
  }
}
