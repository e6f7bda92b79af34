package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.tenancy.Region;
import java.time.ZoneId;
import java.util.function.IntFunction;

/**
 * One region's part of the evidence.
 *
 * @param zone whose years the logs are of
 * @param tiles the files of a year's log
 */
public record EvidenceCell(
    Region region,
    ZoneId zone,
    EvidenceQueue queue,
    EvidenceKeys keys,
    IntFunction<TileStore> tiles) {}
