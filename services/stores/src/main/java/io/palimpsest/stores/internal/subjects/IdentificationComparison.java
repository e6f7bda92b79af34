package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.ItemOverdue;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;

/** Items and exports of identification data whose time is up and that nothing holds. */
public record IdentificationComparison(Database database) implements Comparison {
  private static final int PAGE = 1000;

  @Override
  public String part() {
    return "identification";
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    items(bounds, found);
    exports(bounds, found);
  }

  private void items(Bounds bounds, Consumer<Difference> found) {
    String sql =
        "SELECT call_id, until_at FROM identification_item WHERE until_at <= ? AND call_id > ?"
            + " AND NOT "
            + ItemDeletion.HELD
            + " ORDER BY call_id LIMIT "
            + PAGE;
    byte[] after = new byte[16];
    List<Overdue> page;
    do {
      byte[] from = after;
      page =
          database.transaction(
              "compare items",
              connection ->
                  Sql.rows(
                      connection,
                      sql,
                      row -> new Overdue(row.getBytes(1), row.getObject(2, LocalDateTime.class)),
                      Sql.utc(bounds.done()),
                      from));
      for (Overdue each : page) {
        found.accept(new ItemOverdue("item " + CallId.of(each.id), Sql.instant(each.until)));
        after = each.id;
      }
    } while (page.size() == PAGE);
  }

  private void exports(Bounds bounds, Consumer<Difference> found) {
    String sql =
        "SELECT e.id, e.until_at FROM identification_export e WHERE e.until_at <= ? AND EXISTS"
            + " (SELECT 1 FROM identification_export_item i WHERE i.export_id = e.id) LIMIT "
            + PAGE;
    database
        .transaction(
            "compare exports",
            connection ->
                Sql.rows(
                    connection,
                    sql,
                    row -> new Overdue(row.getBytes(1), row.getObject(2, LocalDateTime.class)),
                    Sql.utc(bounds.done())))
        .forEach(
            each ->
                found.accept(
                    new ItemOverdue("export " + Ids.uuid(each.id), Sql.instant(each.until))));
  }

  private record Overdue(byte[] id, LocalDateTime until) {}
}
