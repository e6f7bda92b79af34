package io.palimpsest.platform.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.evidence.DestroyedKey;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.DataClass;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What identification data in memory tells of its erasures.
 *
 * @param salts of calls' records
 * @param sink takes the leaves of one erasure, all or none
 */
public record IdentityTelling(
    Region region,
    ZoneId zone,
    Clock clock,
    Function<CallId, Optional<Salt>> salts,
    Consumer<List<byte[]>> sink) {

  /** Tells a region's evidence in memory. */
  public static IdentityTelling to(InMemoryRegion region, InMemoryEvidence evidence, Clock clock) {
    return new IdentityTelling(
        region.region(), region.zone(), clock, region.ledger()::salt, evidence.queue()::enter);
  }

  byte[] erased(Identification content, LocalDate day, Cause cause) {
    Instant now = clock.instant();
    boolean late =
        cause == Cause.PERIOD_OVER
            && LocalDate.ofInstant(now, zone).isAfter(LocalDate.ofInstant(content.until(), zone));
    return new ErasedItem(
            DataClass.IDENTIFICATION,
            content.callId(),
            content.appId(),
            day,
            salts.apply(content.callId()))
        .leaf(region.name(), cause, late, LeafWords.of(content.policy()), now);
  }

  /**
   * @param name stands for the key, which is counted only
   */
  byte[] destroyed(LocalDate day, DestroyedKey.Level level, String name) {
    return new DestroyedKey(day, level, name.getBytes(UTF_8)).leaf(region.name(), clock.instant());
  }
}
