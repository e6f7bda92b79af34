package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.HoldOver;
import java.util.List;
import java.util.function.Consumer;

/** Monitoring records that outlived their day for a hold and that no hold keeps any more. */
public record HeldComparison(Database database) implements Comparison {
  private static final int PAGE = 1000;

  @Override
  public String part() {
    return "held-records";
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    String sql =
        "SELECT call_id FROM held_monitoring WHERE call_id > ? AND "
            + HeldRecords.RELEASED
            + " ORDER BY call_id LIMIT "
            + PAGE;
    byte[] after = new byte[16];
    List<CallId> page;
    do {
      byte[] from = after;
      page =
          database.transaction(
              "compare held records",
              connection ->
                  Sql.rows(connection, sql, row -> CallId.of(row.getBytes(1)), (Object) from));
      page.forEach(each -> found.accept(new HoldOver(store(), each.toString())));
      if (!page.isEmpty()) {
        after = page.getLast().bytes();
      }
    } while (page.size() == PAGE);
  }
}
