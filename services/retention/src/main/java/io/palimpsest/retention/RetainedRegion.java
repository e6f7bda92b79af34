package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.oplog.OperationLogIndexes;

/** One region's stores, with what is kept in them by the day. */
public record RetainedRegion(
    Cell cell, MonitoringPartitions partitions, OperationLogIndexes indexes) {}
