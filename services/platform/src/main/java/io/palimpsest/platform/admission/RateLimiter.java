package io.palimpsest.platform.admission;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Calls a second for each AppID, action and region, in this process. A bucket holds one second's
 * worth and is filled evenly. Thread-safe.
 */
public final class RateLimiter {
  /** Calls a second beyond which a bound means nothing; the bucket cannot count past one a ns. */
  private static final long UNBOUNDED = 1_000_000;

  private final TimeMeter time;
  private final ConcurrentMap<Key, Bucket> buckets = new ConcurrentHashMap<>();

  public RateLimiter(Clock clock) {
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return Math.multiplyExact(clock.millis(), 1_000_000L);
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /** Whether one more call may go on now; if so it is counted. */
  public boolean tryTake(AppId appId, String action, Region region, long perSecond) {
    if (perSecond <= 0) {
      return false;
    }
    if (perSecond > UNBOUNDED) {
      return true;
    }
    return buckets
        .computeIfAbsent(new Key(appId, action, region, perSecond), this::bucket)
        .tryConsume(1);
  }

  private Bucket bucket(Key key) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(key.perSecond).refillGreedy(key.perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  /** A changed rate is a new key, so it holds from the next call on. */
  private record Key(AppId appId, String action, Region region, long perSecond) {}
}
