package io.palimpsest.platform.oplog;

import io.palimpsest.platform.erasure.DailyStore;

/**
 * The day indexes of a region's operation log: one family for each period. An index comes to be
 * with its first entry.
 */
public interface OperationLogIndexes extends DailyStore {}
