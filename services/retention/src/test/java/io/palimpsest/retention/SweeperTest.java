package io.palimpsest.retention;

import static io.palimpsest.retention.RetentionFixtures.OVER;
import static io.palimpsest.retention.RetentionFixtures.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.erasure.ErasureOutbox.Cause;
import io.palimpsest.platform.erasure.ErasureOutbox.Entry;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweeperTest {
  private final SetClock clock = new SetClock("2026-11-21T11:00:00Z");
  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME);
  private final Sweeper sweeper =
      new Sweeper(region.cell(), RetentionFixtures.nothingHeld(region), OVER, clock.clock());
  private final Counted tally = new Counted();

  @Test
  void sweepShouldNotTouchTheUploadOfALiveCall() {
    UploadKey live = staged(region, clock.now().minus(OVER).plusMillis(1));
    UploadKey atTheBound = staged(region, clock.now().minus(OVER));

    sweeper.sweep(tally);

    assertThat(region.uploads().list(10)).containsExactlyInAnyOrder(live.path(), atTheBound.path());
    assertThat(tally.numbers).isEmpty();
  }

  @Test
  void sweepShouldEraseTheUploadOfACallThatIsOverAndShowIt() {
    UploadKey over = staged(region, clock.now().minus(OVER).minusMillis(1));

    sweeper.sweep(tally);

    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(region.outbox().completed(10))
        .containsExactly(new Entry(over, Cause.SWEPT, clock.now()));
    assertThat(tally.numbers).isEqualTo(Map.of("erased", 1L));
  }

  @Test
  void sweepShouldCompleteTheEntryThatASettlementMade() {
    var record = PlatformFixtures.success(RetentionFixtures.APP, clock.now().minusSeconds(60));
    var settlement = PlatformFixtures.stagedSettlement(record, region.zone());
    UploadKey key = settlement.upload().orElseThrow();
    region.uploads().stage(key, new byte[] {1});
    region.ledger().settle(settlement);

    sweeper.sweep(tally);

    assertThat(region.outbox().completed(10))
        .containsExactly(new Entry(key, Cause.COMPLETED, clock.now()));
  }

  @Test
  void sweepShouldLeaveWhatIsHeldAndTakeItWhenTheHoldEnds() {
    InMemoryRegionHolds holds = new InMemoryRegionHolds();
    HeldUploads uploads = new HeldUploads(Optional.of(holds), region.uploads(), clock.clock());
    Sweeper holding = new Sweeper(region.cell(), uploads, OVER, clock.clock());
    UploadKey held = staged(region, clock.now().minusSeconds(60));
    staged(region, clock.now().minusSeconds(61));
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.UPLOAD_AND_RESULT,
                new HeldScope.Target.Call(held.callId()),
                "§ 142 ZPO",
                clock.now().plusSeconds(3600))));

    holding.sweep(tally);
    holds.outage().begin();
    holding.sweep(tally);

    assertThat(region.uploads().list(10)).containsExactly(held.path());
    assertThat(region.uploads().hasLastNet()).as("the store itself knows no holds").isFalse();

    holds.outage().end();
    holds.set(List.of());
    holding.sweep(tally);

    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(region.uploads().hasLastNet()).isTrue();
  }

  @Test
  void aHoldThatAProcessMayHaveMissedShouldKeepEverythingWhileNobodyKnows() {
    InMemoryRegionHolds holds = new InMemoryRegionHolds();
    HeldUploads uploads = new HeldUploads(Optional.of(holds), region.uploads(), clock.clock());
    Sweeper sweeper = new Sweeper(region.cell(), uploads, OVER, clock.clock());
    sweeper.sweep(tally);
    clock.advance(HeldUploads.FRESH.plusSeconds(1));
    UploadKey left = staged(region, clock.now().minusSeconds(60));

    holds.outage().begin();
    assertThatThrownBy(() -> sweeper.sweep(tally)).isInstanceOf(StoreUnavailable.class);
    uploads.remember();
    clock.advance(Duration.ofDays(1));
    assertThatThrownBy(() -> sweeper.sweep(tally)).isInstanceOf(StoreUnavailable.class);
    assertThat(region.uploads().exists(left)).isTrue();

    holds.outage().end();
    uploads.remember();
    holds.outage().begin();
    clock.advance(HeldUploads.FRESH);
    sweeper.sweep(tally);
    assertThat(region.uploads().list(10)).as("known until just before").isEmpty();
  }

  @Test
  void sweepShouldEraseManyAtOnceAndShowEach() {
    for (int i = 0; i < 5_700; i++) {
      staged(region, clock.now().minusSeconds(60 + i % 600));
    }
    region.uploads().plant("backup.zip");

    sweeper.sweep(tally);

    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(region.outbox().completed(9000)).hasSize(5_700);
    assertThat(tally.numbers).isEqualTo(Map.of("erased", 5_700L, "unknown", 1L));
  }

  @Test
  void anOrphanBehindManyThatAreUnderWorkShouldBeFound() {
    for (int i = 0; i < 5_000; i++) {
      staged(region, clock.now().minus(OVER).plusMillis(1));
    }
    region.uploads().plant("z/backup.zip");

    sweeper.sweep(tally);

    assertThat(tally.numbers).isEqualTo(Map.of("unknown", 1L));
    assertThat(region.uploads().list(10_000)).hasSize(5_000);
  }

  @Test
  void manyShouldBeLeftWhereTheirDutyCannotBeEntered() {
    for (int i = 0; i < 60; i++) {
      staged(region, clock.now().minusSeconds(60 + i));
    }
    region.outbox().outage().begin();

    assertThatThrownBy(() -> sweeper.sweep(tally)).isInstanceOf(StoreUnavailable.class);

    assertThat(region.uploads().list(100)).hasSize(60);
    region.outbox().outage().end();
    sweeper.sweep(tally);
    assertThat(region.uploads().list(100)).isEmpty();
  }

  @Test
  void sweepShouldEraseWhatNobodyKnows() {
    region.uploads().plant("backup.zip");
    region.uploads().plant("1/2026-11-21/not-a-call");

    sweeper.sweep(tally);

    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(tally.numbers).isEqualTo(Map.of("unknown", 2L));
  }

  @Test
  void sweepShouldCatchUpOnceTheBucketIsBack() {
    staged(region, clock.now().minusSeconds(60));
    region.uploads().outage().begin();
    assertThatThrownBy(() -> sweeper.sweep(tally)).isInstanceOf(StoreUnavailable.class);

    region.uploads().outage().end();
    sweeper.sweep(tally);

    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(tally.numbers).isEqualTo(Map.of("erased", 1L));
  }

  @Test
  void sweepShouldEraseNothingItCannotShow() {
    UploadKey key = staged(region, clock.now().minusSeconds(60));
    region.outbox().outage().begin();

    sweeper.sweep(tally);

    assertThat(region.uploads().exists(key)).isTrue();
    assertThat(tally.numbers).isEqualTo(Map.of("failed", 1L));

    region.outbox().outage().end();
    sweeper.sweep(tally);

    assertThat(region.uploads().exists(key)).isFalse();
    assertThat(region.outbox().completed(10)).hasSize(1);
  }

  @Test
  void sweepShouldEmptyWhatItCannotShowOnceTheUploadDayHasEnded() {
    UploadKey key = staged(region, clock.now());
    clock.set("2026-11-21T23:00:00Z"); // midnight in Frankfurt
    region.outbox().outage().begin();

    sweeper.sweep(tally);
    sweeper.sweep(tally);

    assertThat(region.uploads().isEmptied(key)).isTrue();
    assertThat(tally.numbers).isEqualTo(Map.of("emptied", 1L));

    region.outbox().outage().end();
    sweeper.sweep(tally);

    assertThat(region.uploads().exists(key)).isFalse();
    assertThat(region.outbox().completed(10)).hasSize(1);
    assertThat(tally.numbers).isEqualTo(Map.of("emptied", 1L, "erased", 1L, "late", 1L));
  }

  @Test
  void aSweepThatNeverHeardWhatIsHeldShouldEraseNothing() {
    InMemoryRegionHolds holds = new InMemoryRegionHolds();
    holds.outage().begin();
    UploadKey key = staged(region, clock.now().minusSeconds(60));
    Sweeper restarted =
        new Sweeper(
            region.cell(),
            new HeldUploads(Optional.of(holds), region.uploads(), clock.clock()),
            OVER,
            clock.clock());

    assertThatThrownBy(() -> restarted.sweep(tally)).isInstanceOf(StoreUnavailable.class);

    assertThat(region.uploads().exists(key)).isTrue();
  }

  @Test
  void sweepShouldGiveUpWhenNothingCanBeErased() {
    for (int i = 0; i < 25; i++) {
      staged(region, clock.now().minusSeconds(60 + i));
    }
    region.outbox().outage().begin();

    assertThatThrownBy(() -> sweeper.sweep(tally)).isInstanceOf(StoreUnavailable.class);

    assertThat(tally.numbers).isEqualTo(Map.of("failed", 10L));
  }

  @ParameterizedTest
  @CsvSource({
    // plain day, an hour ahead of UTC
    "Europe/Berlin, 2026-11-21T22:58:00Z, 2026-11-21T22:59:59.999Z, 0",
    "Europe/Berlin, 2026-11-21T22:58:00Z, 2026-11-21T23:00:00Z, 1",
    // the night the clocks go back: the day has 25 hours
    "Europe/Berlin, 2026-10-24T22:30:00Z, 2026-10-25T22:59:59Z, 0",
    "Europe/Berlin, 2026-10-24T22:30:00Z, 2026-10-25T23:00:00Z, 1",
    // midnight itself is skipped when summer time begins there: the next day begins at one
    "America/Santiago, 2026-09-05T23:00:00Z, 2026-09-06T03:59:59Z, 0",
    "America/Santiago, 2026-09-05T23:00:00Z, 2026-09-06T04:00:00Z, 1",
    // leap day
    "Asia/Singapore, 2028-02-29T15:00:00Z, 2028-02-29T15:59:59Z, 0",
    "Asia/Singapore, 2028-02-29T15:00:00Z, 2028-02-29T16:00:00Z, 1"
  })
  void sweepShouldCountAsLateWhatOutlivedItsDayInTheRegionsZone(
      ZoneId zone, Instant received, String swept, long late) {
    InMemoryRegion there = InMemoryRegion.of(PlatformFixtures.FRANKFURT, zone);
    staged(there, received);
    clock.set(swept);

    new Sweeper(there.cell(), RetentionFixtures.nothingHeld(there), OVER, clock.clock())
        .sweep(tally);

    assertThat(tally.numbers.getOrDefault("late", 0L)).isEqualTo(late);
    assertThat(tally.numbers).containsEntry("erased", 1L);
  }

  @Test
  void sweepShouldLeaveACallInFlightAtMidnightToFinish() {
    clock.set("2026-11-21T22:59:50Z");
    UploadKey live = staged(region, clock.now());

    clock.advance(Duration.ofSeconds(20));
    sweeper.sweep(tally);

    assertThat(region.uploads().exists(live)).isTrue();
  }
}
