package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallIdsTest {
  private static final Instant NOW = Instant.parse("2028-02-29T23:59:59.999Z");
  private final CallIds ids = new CallIds(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void nextShouldBeAUuidOfVersion7ThatTellsItsMoment() {
    CallId id = ids.next();

    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.received()).isEqualTo(NOW);
  }

  @Test
  void nextShouldNeverRepeatWithinOneMillisecond() {
    assertThat(Stream.generate(ids::next).limit(100_000).distinct().count()).isEqualTo(100_000);
  }

  @Test
  void bytesShouldStandInTheOrderOfReceipt() {
    byte[] bound = CallId.lowerBound(NOW);
    CallId before = new CallIds(Clock.fixed(NOW.minusMillis(1), ZoneOffset.UTC)).next();

    CallId at = ids.next();

    assertThat(Arrays.compareUnsigned(before.bytes(), bound)).isNegative();
    assertThat(Arrays.compareUnsigned(at.bytes(), bound)).isPositive();
    assertThat(before).isLessThan(at);
    assertThat(CallId.of(at.bytes())).isEqualTo(at);
  }
}
