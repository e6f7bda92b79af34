package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.DutyMissing;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Successful calls of tenants whose policy stages every upload in the bucket, and of which no
 * outbox has an entry: nobody would miss the leaf of their erasure.
 */
public final class DutyComparison implements Comparison {
  private static final int PAGE = 1000;

  private final Database database;
  private final Families families;
  private final Supplier<Set<RetentionPeriod>> staging;

  /**
   * @param staging the periods under which records lie only of tenants whose uploads are staged
   */
  public DutyComparison(Database database, Supplier<Set<RetentionPeriod>> staging) {
    this.database = database;
    this.families = new Families(database);
    this.staging = staging;
  }

  @Override
  public String part() {
    return "duties";
  }

  @Override
  public String store() {
    return "MySQL";
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    List<Tables> all = families.all();
    for (Tables tables : all) {
      if (staging.get().contains(tables.period())) {
        Slices.of(database, tables, bounds)
            .forEach(slice -> find(tables, all.getLast(), slice, found));
      }
    }
  }

  private void find(
      Tables tables, Tables shortest, Slices.Slice slice, Consumer<Difference> found) {
    String sql =
        "SELECT m.call_id, m.app_id FROM "
            + tables.monitoring()
            + " m WHERE m.call_id >= ? AND m.call_id < ? AND m.result = '"
            + MonitoringRecord.SUCCESS
            + "'"
            + absent(tables)
            + (tables.equals(shortest) ? "" : absent(shortest))
            + " ORDER BY m.call_id LIMIT "
            + PAGE;
    byte[] from = slice.from();
    List<DutyMissing> page;
    do {
      byte[] first = from;
      page =
          database.transaction(
              "compare duties",
              connection ->
                  Sql.rows(
                      connection,
                      sql,
                      row -> new DutyMissing(CallId.of(row.getBytes(1)), new AppId(row.getLong(2))),
                      first,
                      slice.to()));
      page.forEach(found);
      if (!page.isEmpty()) {
        from = Slices.after(page.getLast().callId());
      }
    } while (page.size() == PAGE);
  }

  private static String absent(Tables tables) {
    return " AND NOT EXISTS (SELECT 1 FROM "
        + tables.outbox()
        + " AS entry WHERE entry.call_id = m.call_id)";
  }
}
