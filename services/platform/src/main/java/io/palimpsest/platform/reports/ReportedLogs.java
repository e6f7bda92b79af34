package io.palimpsest.platform.reports;

import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceKeys;
import io.palimpsest.platform.evidence.EvidenceQueue;
import java.time.ZoneId;
import java.util.function.IntFunction;

/**
 * The logs of one place, one for each year.
 *
 * @param place as leaves name it: a region, or {@code control}
 * @param zone whose days leaves are counted by
 */
public record ReportedLogs(
    String place,
    ZoneId zone,
    EvidenceQueue queue,
    EvidenceKeys keys,
    IntFunction<TileStore> tiles) {

  /** Those of a region. */
  public static ReportedLogs of(EvidenceCell cell) {
    return new ReportedLogs(
        cell.region().name(), cell.zone(), cell.queue(), cell.keys(), cell.tiles());
  }
}
