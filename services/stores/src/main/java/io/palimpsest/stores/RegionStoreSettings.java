package io.palimpsest.stores;

import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.ZoneId;

/**
 * One region's three stores.
 *
 * @param zone whose midnights end the region's days
 * @param monitoringPeriod how long the policy keeps monitoring data; names the tables
 * @param logPeriod how long the policy keeps operation logs; names the indexes
 */
public record RegionStoreSettings(
    Region region,
    ZoneId zone,
    RetentionPeriod monitoringPeriod,
    RetentionPeriod logPeriod,
    DatabaseSettings database,
    ObjectStoreSettings objects,
    LogStoreSettings log) {}
