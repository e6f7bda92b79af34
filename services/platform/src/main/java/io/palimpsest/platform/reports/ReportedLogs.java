package io.palimpsest.platform.reports;

import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceKeys;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.reconciliation.Reconciled;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The logs of one place, one for each year, and what is remembered of comparing them.
 *
 * @param place as leaves name it: a region, or {@code control}
 * @param zone whose days leaves are counted by
 * @param compared what the last comparisons of the place came to; throws {@link
 *     io.palimpsest.platform.error.StoreUnavailable} when the database does not answer
 */
public record ReportedLogs(
    String place,
    ZoneId zone,
    EvidenceQueue queue,
    EvidenceKeys keys,
    IntFunction<TileStore> tiles,
    Supplier<List<Reconciled>> compared) {

  /** Those of a region, or of the control plane. */
  public static ReportedLogs of(EvidenceCell cell, Supplier<List<Reconciled>> compared) {
    return new ReportedLogs(
        cell.region().name(), cell.zone(), cell.queue(), cell.keys(), cell.tiles(), compared);
  }
}
