package io.palimpsest.platform.testkit;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What debug copies in memory tell of their erasures.
 *
 * @param salts of calls' records
 * @param sink takes each leaf; what it throws keeps the copy's row
 */
public record CopyTelling(
    Region region,
    ZoneId zone,
    Clock clock,
    Function<CallId, Optional<Salt>> salts,
    BiConsumer<ErasedItem, byte[]> sink) {

  /** Tells a region's evidence in memory. */
  public static CopyTelling to(InMemoryRegion region, InMemoryEvidenceQueue queue, Clock clock) {
    return new CopyTelling(
        region.region(), region.zone(), clock, region.ledger()::salt, queue::enter);
  }

  void tell(DebugCopy copy, Cause cause, boolean wasHeld) {
    Instant now = clock.instant();
    boolean late = cause == Cause.PERIOD_OVER && !wasHeld && now.isAfter(copy.due());
    ErasedItem item =
        new ErasedItem(
            DataClass.DEBUG_COPY,
            copy.callId(),
            copy.appId(),
            LocalDate.ofInstant(copy.made(), zone),
            salts.apply(copy.callId()));
    sink.accept(item, item.leaf(region.name(), cause, late, LeafWords.of(copy.policy()), now));
  }
}
