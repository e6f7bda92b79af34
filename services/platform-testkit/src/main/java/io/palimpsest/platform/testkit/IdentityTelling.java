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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /**
   * @param excused whether a hold kept it when its time was up
   */
  byte[] erased(Identification content, LocalDate day, Cause cause, boolean excused) {
    Instant now = clock.instant();
    boolean late =
        cause == Cause.PERIOD_OVER
            && !excused
            && LocalDate.ofInstant(now, zone).isAfter(LocalDate.ofInstant(content.until(), zone));
    return new ErasedItem(
            DataClass.IDENTIFICATION,
            content.callId(),
            content.appId(),
            day,
            salts.apply(content.callId()))
        .leaf(region.name(), cause, late, LeafWords.of(content.policy()), now);
  }

  /** The leaves of the keys that go with these items, of which these are left. */
  List<byte[]> destroyed(List<StoredItem> doomed, List<StoredItem> rest) {
    Set<String> keys = StoredItem.keys(doomed, zone);
    keys.removeAll(StoredItem.keys(rest, zone));
    Set<LocalDate> days = StoredItem.days(doomed, zone);
    days.removeAll(StoredItem.days(rest, zone));
    List<byte[]> leaves = new ArrayList<>();
    for (String key : keys) {
      LocalDate day = LocalDate.parse(key.substring(key.indexOf(' ') + 1));
      leaves.add(destroyed(day, DestroyedKey.Level.SUBJECT, key));
    }
    days.forEach(day -> leaves.add(destroyed(day, DestroyedKey.Level.DAY, day.toString())));
    return leaves;
  }

  /**
   * @param name stands for the key, which is counted only
   */
  private byte[] destroyed(LocalDate day, DestroyedKey.Level level, String name) {
    return new DestroyedKey(day, level, name.getBytes(UTF_8)).leaf(region.name(), clock.instant());
  }
}
