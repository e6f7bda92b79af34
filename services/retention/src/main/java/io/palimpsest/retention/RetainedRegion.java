package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.oplog.OperationLogDays;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.subjects.IdentificationErasure;
import java.time.Clock;
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
 * @param leaving where days that go are entered, to be told; empty where no evidence is kept
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
    Optional<LeavingDays> leaving,
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
        Optional.empty(),
        List.of());
  }

  /** The operation log's days, which keep what legal holds keep. */
  OperationLogDays logDays() {
    return holds
        .<OperationLogDays>map(inForce -> new HeldIndexes(indexes, inForce))
        .orElse(indexes);
  }

  /** What tells of the days that go. */
  Optional<DayLeaves> leaves(PolicyNames policies, Clock clock) {
    return leaving.map(
        days -> new DayLeaves(cell.region().name(), cell.zone(), days, policies, clock));
  }

  /** The same with identification data. */
  public RetainedRegion holding(IdentificationErasure erasure) {
    return copy(Optional.of(erasure), exports, holds, leaving, schedule, chores);
  }

  /** The same with exports of it. */
  public RetainedRegion exporting(ExportStore store) {
    return copy(identification, Optional.of(store), holds, leaving, schedule, chores);
  }

  /** The same with legal holds. */
  public RetainedRegion heldBy(RegionHolds inForce) {
    return copy(identification, exports, Optional.of(inForce), leaving, schedule, chores);
  }

  /** The same with leaves of the days that go. */
  public RetainedRegion telling(LeavingDays days) {
    return copy(identification, exports, holds, Optional.of(days), schedule, chores);
  }

  /** The same with its ticks in the region's database. */
  public RetainedRegion scheduledIn(DataSource database) {
    return copy(identification, exports, holds, leaving, Optional.of(database), chores);
  }

  /** The same with one chore more. */
  public RetainedRegion with(Chore chore) {
    List<Chore> more = new ArrayList<>(chores);
    more.add(chore);
    return copy(identification, exports, holds, leaving, schedule, more);
  }

  private RetainedRegion copy(
      Optional<IdentificationErasure> erasure,
      Optional<ExportStore> store,
      Optional<RegionHolds> inForce,
      Optional<LeavingDays> days,
      Optional<DataSource> database,
      List<Chore> all) {
    return new RetainedRegion(
        cell, partitions, indexes, erasure, store, inForce, days, database, all);
  }
}
