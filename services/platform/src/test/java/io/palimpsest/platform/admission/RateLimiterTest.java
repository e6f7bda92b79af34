package io.palimpsest.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Region REGION = new Region("eu-frankfurt");
  private static final AppId APP = new AppId(7);

  private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
  private final InstantSource source = () -> Instant.ofEpochMilli(millis.get());
  private final RateLimiter limiter = new RateLimiter(source.withZone(ZoneOffset.UTC));

  @Test
  void tryTakeShouldLetOneSecondsWorthThroughAtOnce() {
    assertThat(taken(APP, "GeneralBasicOCR", 10, 25)).isEqualTo(10);
  }

  @Test
  void tryTakeShouldRefillEvenly() {
    taken(APP, "GeneralBasicOCR", 10, 10);

    millis.addAndGet(99);
    long early = taken(APP, "GeneralBasicOCR", 10, 5);
    millis.addAndGet(1);
    long due = taken(APP, "GeneralBasicOCR", 10, 5);
    millis.addAndGet(1000);
    long full = taken(APP, "GeneralBasicOCR", 10, 25);

    assertThat(early).isZero();
    assertThat(due).isEqualTo(1);
    assertThat(full).isEqualTo(10);
  }

  @Test
  void tryTakeShouldCountActionsRegionsAndAppIdsApart() {
    taken(APP, "GeneralBasicOCR", 3, 3);

    assertThat(taken(APP, "TextDetect", 3, 5)).isEqualTo(3);
    assertThat(taken(new AppId(8), "GeneralBasicOCR", 3, 5)).isEqualTo(3);
    assertThat(limiter.tryTake(APP, "GeneralBasicOCR", new Region("ap-singapore"), 3)).isTrue();
  }

  @Test
  void tryTakeShouldFollowAChangedRateAtOnce() {
    taken(APP, "GeneralBasicOCR", 3, 3);

    assertThat(taken(APP, "GeneralBasicOCR", 5, 9)).isEqualTo(5);
  }

  @Test
  void tryTakeShouldNeitherFailNorRefuseWhenTheBoundIsBeyondCounting() {
    assertThat(taken(APP, "GeneralBasicOCR", Long.MAX_VALUE, 100)).isEqualTo(100);
    assertThat(taken(APP, "GeneralBasicOCR", 0, 1)).isZero();
  }

  private long taken(AppId app, String action, long perSecond, int tries) {
    return IntStream.range(0, tries)
        .filter(_ -> limiter.tryTake(app, action, REGION, perSecond))
        .count();
  }
}
