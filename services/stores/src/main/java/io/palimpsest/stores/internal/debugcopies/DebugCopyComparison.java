package io.palimpsest.stores.internal.debugcopies;

import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.ItemOverdue;
import io.palimpsest.platform.reconciliation.Difference.ObjectMissing;
import io.palimpsest.platform.reconciliation.Difference.OrphanObject;
import io.palimpsest.stores.internal.objects.S3Objects;
import io.palimpsest.stores.internal.sql.Database;
import io.palimpsest.stores.internal.sql.Sql;
import java.util.List;
import java.util.function.Consumer;

/**
 * Debug copies both ways: objects without a row, rows without an object, and copies whose time is
 * up and that nothing holds.
 */
public record DebugCopyComparison(Database database, S3Objects objects) implements Comparison {
  private static final int PAGE = 1000;
  private static final String BUCKET = "debug copies";

  @Override
  public String part() {
    return "debug-copies";
  }

  @Override
  public String store() {
    return "object store";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    pages(
        "due_at <= ? AND NOT " + CopyRow.HELD,
        Sql.utc(bounds.done()),
        row ->
            found.accept(new ItemOverdue("debug copy " + row.copy().callId(), row.copy().due())));
    new CopyObjects(database, objects)
        .strangers(bounds.sweptBefore(), name -> found.accept(new OrphanObject(BUCKET, name)));
    pages(
        "state = 'READY' AND made_at < ?",
        Sql.utc(bounds.sweptBefore()),
        row -> {
          if (!objects.exists(row.object()) && isStillThere(row)) {
            found.accept(new ObjectMissing(BUCKET, row.object()));
          }
        });
  }

  /** What was erased since the page was read misses nothing. */
  private boolean isStillThere(CopyRow row) {
    return database
        .transaction(
            "look for a debug copy",
            connection ->
                CopyRow.select(
                    connection,
                    "call_id = ? AND state = 'READY'",
                    (Object) row.copy().callId().bytes()))
        .stream()
        .findFirst()
        .isPresent();
  }

  private void pages(String where, Object value, Consumer<CopyRow> each) {
    byte[] after = new byte[16];
    List<CopyRow> page;
    do {
      byte[] from = after;
      page =
          database.transaction(
              "compare debug copies",
              connection ->
                  CopyRow.select(
                      connection,
                      where + " AND call_id > ? ORDER BY call_id LIMIT " + PAGE,
                      value,
                      from));
      page.forEach(each);
      after = page.isEmpty() ? after : page.getLast().copy().callId().bytes();
    } while (page.size() == PAGE);
  }
}
