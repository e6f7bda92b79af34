package io.palimpsest.stores;

import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.ZoneId;
import java.util.Set;

/**
 * One region's three stores.
 *
 * @param zone whose midnights end the region's days
 * @param monitoringPeriods how long any policy keeps monitoring data: a set of tables for each
 */
public record RegionStoreSettings(
    Region region,
    ZoneId zone,
    Set<RetentionPeriod> monitoringPeriods,
    DatabaseSettings database,
    ObjectStoreSettings objects,
    LogStoreSettings log) {
  public RegionStoreSettings {
    monitoringPeriods = Set.copyOf(monitoringPeriods);
  }
}
