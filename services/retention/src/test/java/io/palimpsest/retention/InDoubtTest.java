package io.palimpsest.retention;

import static io.palimpsest.retention.RetentionFixtures.APP;
import static io.palimpsest.retention.RetentionFixtures.OVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InDoubtTest {
  private final SetClock clock = new SetClock("2026-11-21T11:00:00Z");
  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final InDoubt inDoubt =
      new InDoubt(region.cell(), RetentionFixtures.nothingHeld(region), OVER, clock.clock());
  private final Counted tally = new Counted();

  @Test
  void aRecordInDoubtShouldNotBeBilledOnceItsCallIsOver() {
    MonitoringRecord doubtful = settled(clock.now().minus(OVER).minusMillis(1)).record();
    MonitoringRecord live = settled(clock.now().minus(OVER)).record();

    inDoubt.settle(tally);

    assertThat(region.ledger().find(doubtful.callId()))
        .hasValueSatisfying(
            record -> {
              assertThat(record.result()).isEqualTo(MonitoringRecord.UNDELIVERED);
              assertThat(record.fee()).isZero();
            });
    assertThat(region.ledger().find(live.callId())).contains(live);
  }

  @Test
  void aDeliveredRecordShouldStayBilled() {
    MonitoringRecord record = settled(clock.now().minusSeconds(90)).record();
    region.ledger().delivered(record.callId());

    inDoubt.settle(tally);

    assertThat(region.ledger().find(record.callId())).contains(record);
    assertThat(tally.numbers).containsEntry("undelivered", 0L);
  }

  @Test
  void anErasureNobodySawShouldBeLookedAtAndShown() {
    settled(clock.now().minusSeconds(90));

    inDoubt.settle(tally);

    assertThat(region.outbox().open(clock.now(), 10)).isEmpty();
    assertThat(region.outbox().completed(10))
        .singleElement()
        .satisfies(e -> assertThat(e.seenGone()).isEqualTo(clock.now()));
    assertThat(tally.numbers).isEqualTo(Map.of("undelivered", 1L, "shown", 1L));
  }

  @Test
  void anUploadThatOutlivedItsErasureShouldBeErasedAgain() {
    UploadKey key = settled(clock.now().minusSeconds(90)).upload().orElseThrow();
    region.uploads().stage(key, new byte[] {1});

    inDoubt.settle(tally);

    assertThat(region.uploads().exists(key)).isFalse();
    assertThat(tally.numbers).isEqualTo(Map.of("undelivered", 1L, "erased_again", 1L, "shown", 1L));
  }

  @Test
  void theErasureOfALiveCallShouldBeLeftToItsCall() {
    settled(clock.now().minusSeconds(1));

    inDoubt.settle(tally);

    assertThat(region.outbox().open(clock.now(), 10)).hasSize(1);
  }

  @Test
  void recordsShouldBeRevokedWhileTheBucketIsAway() {
    MonitoringRecord record = settled(clock.now().minusSeconds(90)).record();
    region.uploads().outage().begin();

    assertThatThrownBy(() -> inDoubt.settle(tally)).isInstanceOf(StoreUnavailable.class);

    assertThat(region.ledger().find(record.callId()).orElseThrow().fee()).isZero();
    assertThat(region.outbox().open(clock.now(), 10)).hasSize(1);
  }

  @Test
  void whatIsGoneShouldBeShownThoughItsAppIdIsHeld() {
    InMemoryRegionHolds holds = new InMemoryRegionHolds();
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.UPLOAD_AND_RESULT,
                new HeldScope.Target.App(APP),
                "a law",
                clock.now().plusSeconds(3600))));
    UploadKey there = settled(clock.now().minusSeconds(90)).upload().orElseThrow();
    UploadKey gone = settled(clock.now().minusSeconds(91)).upload().orElseThrow();
    region.uploads().stage(there, new byte[] {1});

    new InDoubt(
            region.cell(),
            new HeldUploads(Optional.of(holds), region.uploads(), clock.clock()),
            OVER,
            clock.clock())
        .settle(tally);

    assertThat(region.outbox().completed(10))
        .extracting(each -> each.upload())
        .containsExactly(gone);
    assertThat(region.uploads().exists(there)).isTrue();
  }

  private Settlement settled(Instant received) {
    Settlement settlement =
        PlatformFixtures.stagedSettlement(PlatformFixtures.success(APP, received), region.zone());
    region.ledger().settle(settlement);
    return settlement;
  }
}
