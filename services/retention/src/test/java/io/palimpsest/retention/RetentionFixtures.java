package io.palimpsest.retention;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallIds;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRegion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A clock that stands until it is set, uploads of any age, and a tally that can be read. */
final class RetentionFixtures {
  static final Duration OVER = Duration.ofSeconds(40);
  static final AppId APP = new AppId(1300000001);

  private RetentionFixtures() {}

  /** A clock whose hands a test moves. */
  static final class SetClock {
    private volatile Instant now;

    SetClock(String now) {
      this.now = Instant.parse(now);
    }

    Clock clock() {
      InstantSource source = () -> now;
      return source.withZone(ZoneOffset.UTC);
    }

    Instant now() {
      return now;
    }

    void set(String instant) {
      now = Instant.parse(instant);
    }

    void advance(Duration by) {
      now = now.plus(by);
    }
  }

  /** Stages an upload of a call that was received at {@code instant}. */
  static UploadKey staged(InMemoryRegion region, Instant received) {
    UploadKey key = upload(received, region.zone());
    region.uploads().stage(key, new byte[] {1});
    return key;
  }

  static UploadKey upload(Instant received, ZoneId zone) {
    return UploadKey.of(APP, new CallIds(Clock.fixed(received, ZoneOffset.UTC)).next(), zone);
  }

  /** A region in which no hold can be placed. */
  static HeldUploads nothingHeld(InMemoryRegion region) {
    return new HeldUploads(Optional.empty(), region.uploads(), Clock.systemUTC());
  }

  /** Counts by name. */
  static final class Counted implements Tally {
    final Map<String, Long> numbers = new TreeMap<>();

    @Override
    public void add(String name, long count) {
      numbers.merge(name, count, Long::sum);
    }
  }
}
