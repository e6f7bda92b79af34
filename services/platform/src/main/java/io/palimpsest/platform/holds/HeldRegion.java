package io.palimpsest.platform.holds;

import io.palimpsest.platform.tenancy.Region;
import java.time.ZoneId;

/**
 * A region that holds reach.
 *
 * @param zone whose days its evidence log counts
 */
public record HeldRegion(Region region, ZoneId zone, RegionHolds holds) {}
