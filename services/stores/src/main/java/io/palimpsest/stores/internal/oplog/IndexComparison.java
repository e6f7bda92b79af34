package io.palimpsest.stores.internal.oplog;

import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.HoldOver;
import io.palimpsest.platform.reconciliation.Difference.IndexWithoutDay;
import io.palimpsest.platform.reconciliation.Difference.StaleIndex;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Indexes of the operation log that must be gone, whether or not a policy still lists their period;
 * those that are of no day; and entries that outlived their day for a hold that is over.
 */
record IndexComparison(ElasticOperationLog log, LogIndexes indexes, RegionHolds holds)
    implements Comparison {

  @Override
  public String part() {
    return "indexes";
  }

  @Override
  public String store() {
    return "Elasticsearch";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    for (String index : log.indexes()) {
      if (!indexes.isAnothers(index)) {
        look(index, bounds, found);
      }
    }
    long released = log.released(holds.scopes());
    if (released > 0) {
      found.accept(new HoldOver(store(), released + " entries"));
    }
  }

  private void look(String index, Bounds bounds, Consumer<Difference> found) {
    Optional<RetentionPeriod> period = indexes.period(index);
    Optional<LocalDate> day = period.flatMap(each -> indexes.day(each, index));
    if (day.isEmpty()) {
      found.accept(new IndexWithoutDay(index));
      return;
    }
    LocalDate goneBy = period.orElseThrow().goneBy(day.get());
    if (!bounds.today().isBefore(goneBy)) {
      found.accept(new StaleIndex(index, goneBy));
    }
  }
}
