package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.tenancy.Region;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is remembered of comparisons, in the region's own database. Thread-safe. */
public final class SqlReconciliationStore implements ReconciliationStore {
  private final Database database;
  private final Region region;

  public SqlReconciliationStore(Database database, Region region) {
    this.database = database;
    this.region = region;
  }

  @Override
  public Optional<LogSeen> log(int year) {
    return rows(
            "find how far a log was compared",
            "SELECT checkpoint, compared FROM reconciliation_log WHERE log_year = ?",
            row -> new LogSeen(row.getBytes(1), row.getLong(2)),
            year)
        .stream()
        .findFirst();
  }

  @Override
  public void remember(int year, LogSeen seen) {
    update(
        "REPLACE INTO reconciliation_log (log_year, checkpoint, compared) VALUES (?, ?, ?)",
        year,
        seen.checkpoint(),
        seen.compared());
  }

  @Override
  public Optional<Instant> until(String part) {
    return rows(
            "find until when a part was compared",
            "SELECT until_at FROM reconciliation_part WHERE part = ?",
            row -> Sql.instant(row.getObject(1, LocalDateTime.class)),
            part)
        .stream()
        .findFirst();
  }

  @Override
  public void remember(String part, Instant until) {
    update("REPLACE INTO reconciliation_part (part, until_at) VALUES (?, ?)", part, Sql.utc(until));
  }

  @Override
  public List<Reconciled> last() {
    return rows(
        "find the last comparisons",
        "SELECT everything, compared_at, found, unknown FROM reconciliation_run ORDER BY compared_at",
        this::reconciled);
  }

  @Override
  public void remember(Reconciled reconciled) {
    update(
        "REPLACE INTO reconciliation_run (everything, compared_at, found, unknown) VALUES (?, ?, ?, ?)",
        reconciled.everything(),
        Sql.utc(reconciled.at()),
        reconciled.found().entrySet().stream()
            .map(each -> each.getKey().key() + " " + each.getValue())
            .collect(Collectors.joining(",")),
        String.join(",", reconciled.unknown()));
  }

  private Reconciled reconciled(ResultSet row) throws SQLException {
    Map<Kind, Long> found =
        words(row.getString("found")).stream()
            .map(each -> each.split(" "))
            .collect(Collectors.toMap(each -> Kind.of(each[0]), each -> Long.valueOf(each[1])));
    return new Reconciled(
        region,
        Sql.instant(row.getObject("compared_at", LocalDateTime.class)),
        row.getBoolean("everything"),
        found,
        words(row.getString("unknown")));
  }

  private static SortedSet<String> words(String text) {
    return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(",")));
  }

  private <T> List<T> rows(String asked, String sql, Sql.RowReader<T> reader, Object... values) {
    return database.transaction(asked, connection -> Sql.rows(connection, sql, reader, values));
  }

  private void update(String sql, Object... values) {
    database.transaction(
        "remember a comparison", connection -> Sql.update(connection, sql, values));
  }
}
