package io.palimpsest.platform.admission;

import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How many calls an AppID has made of an action in a span of days. The truth is the region's
 * ledger, asked again every {@link #RECOUNT_EVERY} for what other processes added; a call counts
 * from its admission on, and is given back when it ends unbilled. One process never lets more than
 * the quota through; several may overshoot by what they admit between two recounts. Thread-safe.
 */
public final class QuotaMeter {
  public static final Duration RECOUNT_EVERY = Duration.ofSeconds(5);

  private final Clock clock;
  private final ConcurrentMap<Key, Count> counts = new ConcurrentHashMap<>();

  public QuotaMeter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts one call when fewer than {@code quota} were made from {@code first} to {@code last}.
   *
   * @throws io.palimpsest.platform.error.StoreUnavailable when the ledger has to be asked and does
   *     not answer; the call is not counted then
   */
  public boolean tryTake(
      CallLedger ledger,
      Region region,
      AppId appId,
      String action,
      LocalDate first,
      LocalDate last,
      long quota) {
    Key key = new Key(region, appId, action, first, last);
    if (!counts.containsKey(key)) {
      forgetSpansThatAreOver();
    }
    return counts
        .computeIfAbsent(key, _ -> new Count())
        .tryTake(quota, clock.instant(), () -> ledger.calls(appId, action, first, last));
  }

  /** Gives one call back that was taken and ended unbilled. */
  public void giveBack(Region region, AppId appId, String action, LocalDate first, LocalDate last) {
    Count count = counts.get(new Key(region, appId, action, first, last));
    if (count != null) {
      count.giveBack();
    }
  }

  /** Two days late, since a day ends at another moment in every zone. */
  private void forgetSpansThatAreOver() {
    LocalDate over = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(2);
    counts.keySet().removeIf(key -> key.last.isBefore(over));
  }

  private record Key(Region region, AppId appId, String action, LocalDate first, LocalDate last) {}

  /** One span's count, under its own lock: a slow ledger holds up nobody else's calls. */
  private static final class Count {
    private Instant asked = Instant.MIN;
    private long calls;

    synchronized boolean tryTake(long quota, Instant now, LongSupplier ledger) {
      if (asked.equals(Instant.MIN) || !now.isBefore(asked.plus(RECOUNT_EVERY))) {
        // The larger one: the ledger does not know of calls under way, this count not of others.
        calls = Math.max(calls, ledger.getAsLong());
        asked = now;
      }
      if (calls >= quota) {
        return false;
      }
      calls++;
      return true;
    }

    synchronized void giveBack() {
      calls--;
    }
  }
}
