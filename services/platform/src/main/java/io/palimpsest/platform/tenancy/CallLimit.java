package io.palimpsest.platform.tenancy;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A bound on how often one AppID may call. Counted for each action and region by itself.
 *
 * @param action the action it is for; empty means every action
 * @param region the region it is for; empty means every region
 * @param perSecond calls a second; empty leaves the action's default
 * @param perDay calls a day in the region's zone; empty means no bound
 * @param perMonth calls a month in the region's zone; empty means no bound
 */
public record CallLimit(
    Optional<String> action,
    Optional<Region> region,
    OptionalLong perSecond,
    OptionalLong perDay,
    OptionalLong perMonth) {}
