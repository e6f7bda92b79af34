package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.subjects.IdentificationErasure;
import java.util.Optional;

/**
 * One region's stores, with what is kept in them by the day.
 *
 * @param identification empty where a region holds no identification data
 */
public record RetainedRegion(
    Cell cell,
    MonitoringPartitions partitions,
    OperationLogIndexes indexes,
    Optional<IdentificationErasure> identification) {

  /** A region that holds no identification data. */
  public RetainedRegion(Cell cell, MonitoringPartitions partitions, OperationLogIndexes indexes) {
    this(cell, partitions, indexes, Optional.empty());
  }
}
