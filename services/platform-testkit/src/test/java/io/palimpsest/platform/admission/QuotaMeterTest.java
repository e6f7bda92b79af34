package io.palimpsest.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaMeterTest {
  private static final AppId APP = new AppId(1300000001);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final InstantSource source = () -> now;
  private final QuotaMeter meter = new QuotaMeter(source.withZone(ZoneOffset.UTC));

  @Test
  void tryTakeShouldNeverLetMoreThanTheQuotaThroughHoweverManyAskAtOnce() {
    AtomicLong taken = new AtomicLong();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        threads.submit(
            () -> {
              if (take(100)) {
                taken.incrementAndGet();
              }
            });
      }
    }

    assertThat(taken).hasValue(100);
  }

  @Test
  void tryTakeShouldBeginWithWhatTheLedgerKnows() {
    record(3);

    assertThat(take(4)).isTrue();
    assertThat(take(4)).isFalse();
  }

  @Test
  void tryTakeShouldLearnWhatOthersMadeByTheNextRecount() {
    take(3);
    record(3);

    boolean before = take(3);
    now = now.plus(QuotaMeter.RECOUNT_EVERY);
    boolean after = take(3);

    assertThat(before).isTrue();
    assertThat(after).isFalse();
  }

  @Test
  void giveBackShouldMakeRoomForOneMore() {
    take(1);

    meter.giveBack(PlatformFixtures.SINGAPORE, APP, PlatformFixtures.ACTION, TODAY, TODAY);

    assertThat(take(1)).isTrue();
    assertThat(take(1)).isFalse();
  }

  @Test
  void tryTakeShouldCountNothingWhileTheLedgerIsAway() {
    region.ledger().outage().begin();
    assertThatThrownBy(() -> take(1)).isInstanceOf(StoreUnavailable.class);

    region.ledger().outage().end();

    assertThat(take(1)).isTrue();
  }

  private boolean take(long quota) {
    return meter.tryTake(
        region.ledger(),
        PlatformFixtures.SINGAPORE,
        APP,
        PlatformFixtures.ACTION,
        TODAY,
        TODAY,
        quota);
  }

  private void record(int calls) {
    for (int i = 0; i < calls; i++) {
      region.ledger().settle(PlatformFixtures.settlement(PlatformFixtures.success(APP, now)));
    }
  }
}
