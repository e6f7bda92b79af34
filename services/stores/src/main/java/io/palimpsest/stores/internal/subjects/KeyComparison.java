package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.KeyMissing;
import io.palimpsest.platform.reconciliation.Difference.KeyOverdue;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keys under which nothing is any more, and items whose key is not there. Keys and items are looked
 * at in stretches, so that no statement takes long.
 */
public record KeyComparison(Database database) implements Comparison {
  private static final int STRETCH = 2000;

  /** As the column has it, so that its index is used. */
  private static String name(String day) {
    return "CONVERT(CONCAT('day/', " + day + ") USING ascii) COLLATE ascii_bin";
  }

  @Override
  public String part() {
    return "keys";
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    dayKeys(bounds, found);
    subjectKeys(bounds, found);
    items(found);
    copies(found);
  }

  private void dayKeys(Bounds bounds, Consumer<Difference> found) {
    String sql =
        "SELECT SUBSTRING(name, 5) FROM wrapped_key WHERE name LIKE 'day/%' AND name < ?"
            + " AND NOT EXISTS (SELECT 1 FROM subject_key k"
            + " WHERE k.day = CAST(SUBSTRING(wrapped_key.name, 5) AS DATE))"
            + " AND NOT EXISTS (SELECT 1 FROM identification_export_item i"
            + " WHERE i.day = CAST(SUBSTRING(wrapped_key.name, 5) AS DATE))"
            + " AND NOT EXISTS (SELECT 1 FROM debug_copy c"
            + " WHERE c.day = CAST(SUBSTRING(wrapped_key.name, 5) AS DATE)) ORDER BY name";
    database
        .transaction(
            "compare day keys",
            connection ->
                Sql.rows(
                    connection,
                    sql,
                    row -> LocalDate.parse(row.getString(1)),
                    "day/" + bounds.today()))
        .forEach(day -> found.accept(new KeyOverdue("day key", day)));
  }

  private void subjectKeys(Bounds bounds, Consumer<Difference> found) {
    String unused =
        "SELECT k.subject_id, k.day FROM subject_key k WHERE k.subject_id BETWEEN ? AND ?"
            + " AND k.day < ? AND NOT EXISTS (SELECT 1 FROM identification_item i"
            + " WHERE i.subject_id = k.subject_id AND i.day = k.day)";
    stretches(
        "SELECT DISTINCT subject_id FROM subject_key WHERE subject_id > ? ORDER BY subject_id",
        (first, last) ->
            database
                .transaction(
                    "compare subject keys",
                    connection ->
                        Sql.rows(
                            connection,
                            unused,
                            row ->
                                new KeyOverdue(
                                    "subject key " + Ids.uuid(row.getBytes(1)),
                                    row.getObject(2, LocalDate.class)),
                            first,
                            last,
                            bounds.today()))
                .forEach(found));
  }

  private void items(Consumer<Difference> found) {
    String locked =
        "SELECT i.call_id, i.day, 'subject key' FROM identification_item i"
            + " WHERE i.call_id BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM subject_key k"
            + " WHERE k.subject_id = i.subject_id AND k.day = i.day)"
            + " UNION ALL SELECT i.call_id, i.day, 'day key' FROM identification_item i"
            + " WHERE i.call_id BETWEEN ? AND ? AND NOT EXISTS"
            + " (SELECT 1 FROM wrapped_key w WHERE w.name = "
            + name("i.day")
            + ")";
    stretches(
        "SELECT call_id FROM identification_item WHERE call_id > ? ORDER BY call_id",
        (first, last) -> missing(locked, found, first, last, first, last));
  }

  /** A copy's own key is under the day's; that of a closed export is gone with its copies. */
  private void copies(Consumer<Difference> found) {
    for (String table : List.of("identification_export_item", "debug_copy")) {
      missing(
          "SELECT i.call_id, i.day, 'day key' FROM "
              + table
              + " i WHERE LENGTH(i.wrapped) > 0 AND i.day IN (SELECT day FROM"
              + " (SELECT DISTINCT day FROM "
              + table
              + ") d WHERE NOT EXISTS (SELECT 1 FROM wrapped_key w WHERE w.name = "
              + name("d.day")
              + ")) LIMIT "
              + STRETCH,
          found);
    }
  }

  private void missing(String sql, Consumer<Difference> found, Object... values) {
    database
        .transaction(
            "compare items with keys",
            connection ->
                Sql.rows(
                    connection,
                    sql,
                    row ->
                        new KeyMissing(
                            CallId.of(row.getBytes(1)),
                            row.getObject(2, LocalDate.class),
                            row.getString(3)),
                    values))
        .forEach(found);
  }

  @FunctionalInterface
  private interface Stretch {
    void between(byte[] first, byte[] last);
  }

  private void stretches(String ids, Stretch work) {
    byte[] after = new byte[16];
    List<byte[]> stretch;
    do {
      byte[] from = after;
      stretch =
          database.transaction(
              "list a stretch",
              connection ->
                  Sql.rows(
                      connection,
                      ids + " LIMIT " + STRETCH,
                      row -> row.getBytes(1),
                      (Object) from));
      if (!stretch.isEmpty()) {
        after = stretch.getLast();
        work.between(stretch.getFirst(), after);
      }
    } while (stretch.size() == STRETCH);
  }
}
