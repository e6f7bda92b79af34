package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.subjects.IdentificationErasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One region's stores, with what is kept in them by the day.
 *
 * @param identification empty where a region holds no identification data
 * @param exports of identification data; empty where none are made
 * @param holds the legal holds in force there; empty where none can be placed
 * @param schedule the region's database, where the ticks of its jobs are kept; empty where jobs are
 *     only run by hand
 * @param chores what other modules bring
 */
public record RetainedRegion(
    Cell cell,
    MonitoringPartitions partitions,
    OperationLogIndexes indexes,
    Optional<IdentificationErasure> identification,
    Optional<ExportStore> exports,
    Optional<RegionHolds> holds,
    Optional<DataSource> schedule,
    List<Chore> chores) {

  public RetainedRegion {
    chores = List.copyOf(chores);
  }

  /** A region that holds no identification data, whose jobs are run by hand. */
  public RetainedRegion(Cell cell, MonitoringPartitions partitions, OperationLogIndexes indexes) {
    this(
        cell,
        partitions,
        indexes,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The operation log's days, which keep what legal holds keep. */
  DailyStore logDays() {
    return holds.<DailyStore>map(inForce -> new HeldIndexes(indexes, inForce)).orElse(indexes);
  }

  /** The same with identification data. */
  public RetainedRegion holding(IdentificationErasure erasure) {
    return new RetainedRegion(
        cell, partitions, indexes, Optional.of(erasure), exports, holds, schedule, chores);
  }

  /** The same with exports of it. */
  public RetainedRegion exporting(ExportStore store) {
    return new RetainedRegion(
        cell, partitions, indexes, identification, Optional.of(store), holds, schedule, chores);
  }

  /** The same with legal holds. */
  public RetainedRegion heldBy(RegionHolds inForce) {
    return new RetainedRegion(
        cell, partitions, indexes, identification, exports, Optional.of(inForce), schedule, chores);
  }

  /** The same with its ticks in the region's database. */
  public RetainedRegion scheduledIn(DataSource database) {
    return new RetainedRegion(
        cell, partitions, indexes, identification, exports, holds, Optional.of(database), chores);
  }

  /** The same with one chore more. */
  public RetainedRegion with(Chore chore) {
    List<Chore> more = new ArrayList<>(chores);
    more.add(chore);
    return new RetainedRegion(
        cell, partitions, indexes, identification, exports, holds, schedule, more);
  }
}
