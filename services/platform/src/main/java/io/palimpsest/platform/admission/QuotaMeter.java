package io.palimpsest.platform.admission;

import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many calls an AppID has made of an action in a span of days. The truth is the region's
 * ledger, asked again every {@link #RECOUNT_EVERY} for what other processes added; a call counts
 * from its admission on, and is given back when it ends unbilled. One process never lets more than
 * the quota through. Thread-safe.
 */
public final class QuotaMeter {
  public static final Duration RECOUNT_EVERY = Duration.ofSeconds(5);

  private final Clock clock;
  private final ConcurrentMap<Key, Count> counts = new ConcurrentHashMap<>();

  public QuotaMeter(Clock clock) {
    this.clock = clock;
  }

  /** Counts one call when fewer than {@code quota} were made from {@code first} to {@code last}. */
  public boolean tryTake(
      CallLedger ledger,
      Region region,
      AppId appId,
      String action,
      LocalDate first,
      LocalDate last,
      long quota) {
    boolean[] taken = new boolean[1];
    counts.compute(
        new Key(region, appId, action, first, last),
        (key, known) -> {
          Count count = fresh(known, () -> ledger.calls(appId, action, first, last));
          taken[0] = count.calls < quota;
          return taken[0] ? new Count(count.asked, count.calls + 1) : count;
        });
    return taken[0];
  }

  /** Gives one call back that was taken and ended unbilled. */
  public void giveBack(Region region, AppId appId, String action, LocalDate first, LocalDate last) {
    counts.computeIfPresent(
        new Key(region, appId, action, first, last),
        (key, known) -> new Count(known.asked, known.calls - 1));
  }

  /** Forgets spans that ended before {@code day}. */
  public void forgetBefore(LocalDate day) {
    counts.keySet().removeIf(key -> key.last.isBefore(day));
  }

  private Count fresh(
      @org.jspecify.annotations.Nullable Count known, java.util.function.LongSupplier ledger) {
    Instant now = clock.instant();
    if (known == null) {
      return new Count(now, ledger.getAsLong());
    }
    return now.isBefore(known.asked.plus(RECOUNT_EVERY))
        ? known
        : new Count(now, Math.max(known.calls, ledger.getAsLong()));
  }

  private record Key(Region region, AppId appId, String action, LocalDate first, LocalDate last) {}

  private record Count(Instant asked, long calls) {}
}
