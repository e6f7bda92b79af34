package io.palimpsest.retention;

import static io.palimpsest.policy.DataClass.MONITORING;
import static io.palimpsest.policy.DataClass.OPERATION_LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayKeeperTest {
  private static final RecordLeaf NO_LEAF = (_, _, _) -> new byte[0];

  private final SetClock clock = new SetClock("2026-11-21T11:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // period, day, the last moment it is there, the first moment it must be gone; Singapore is 8
    // hours ahead
    "P2Y, 2026-11-21, 2028-11-21T15:59:59.999Z, 2028-11-21T16:00:00Z",
    "P2Y, 2028-02-29, 2030-02-28T15:59:59.999Z, 2030-02-28T16:00:00Z",
    "P3M, 2027-11-30, 2028-02-29T15:59:59.999Z, 2028-02-29T16:00:00Z",
    "P30D, 2028-02-01, 2028-03-02T15:59:59.999Z, 2028-03-02T16:00:00Z"
  })
  void aDayShouldGoWithTheMidnightThatEndsItsPeriod(
      RetentionPeriodText period, LocalDate day, String there, String gone) {
    Days store = new Days(day);
    DayKeeper keeper =
        new DayKeeper("ap-singapore", ZoneId.of("Asia/Singapore"), Optional.empty(), clock.clock());
    Counted tally = new Counted();

    clock.set(there);
    keeper.expire(MONITORING, store, Set.of(period.value), tally);
    List<LocalDate> before = store.days(period.value);
    clock.set(gone);
    keeper.expire(MONITORING, store, Set.of(period.value), tally);

    assertThat(before).containsExactly(day);
    assertThat(store.days(period.value)).isEmpty();
    assertThat(tally.numbers).containsEntry("dropped", 1L);
  }

  @ParameterizedTest
  @CsvSource({
    // the last day of the period has 23 hours, 25 hours, begins at one in the morning, is a leap
    // day
    "Europe/Berlin, 2026-02-27, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z",
    "Europe/Berlin, 2026-09-25, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z",
    "America/Asuncion, 2023-08-31, 2023-10-01T03:59:59.999Z, 2023-10-01T04:00:00Z",
    "America/Sao_Paulo, 2028-01-30, 2028-03-01T02:59:59.999Z, 2028-03-01T03:00:00Z",
    "Asia/Kathmandu, 2026-10-22, 2026-11-21T18:14:59.999Z, 2026-11-21T18:15:00Z"
  })
  void aDayShouldGoWithItsRegionsOwnMidnight(
      ZoneId zone, LocalDate day, String there, String gone) {
    RetentionPeriod period = RetentionPeriod.parse("P30D");
    Days store = new Days(day);
    DayKeeper keeper = new DayKeeper("zz-test", zone, Optional.empty(), clock.clock());

    clock.set(there);
    keeper.expire(MONITORING, store, Set.of(period), new Counted());
    List<LocalDate> before = store.days(period);
    clock.set(gone);
    keeper.expire(MONITORING, store, Set.of(period), new Counted());

    assertThat(before).containsExactly(day);
    assertThat(store.days(period)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackShouldTakeNoDayAwayAndMakeNoneTwice() {
    InMemoryRegion region =
        InMemoryRegion.of(PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME);
    RetentionPeriod period = PlatformFixtures.MONITORING_PERIOD;
    DayKeeper keeper =
        new DayKeeper("eu-frankfurt", region.zone(), Optional.empty(), clock.clock());
    Counted tally = new Counted();
    clock.set("2026-11-21T11:00:00Z");
    keeper.ensure(region.ledger(), Set.of(period), 14);
    List<LocalDate> days = region.ledger().days(period);

    clock.set("2026-11-18T11:00:00Z");
    keeper.ensure(region.ledger(), Set.of(period), 14);
    keeper.expire(MONITORING, region.ledger(), Set.of(period), tally);

    assertThat(region.ledger().days(period)).isEqualTo(days);
    assertThat(tally.numbers).isEmpty();
  }

  @Test
  void daysThatAnOutageKeptShouldAllGoAfterwards() {
    Days store =
        new Days(
            LocalDate.of(2024, 1, 1),
            LocalDate.of(2024, 11, 19),
            LocalDate.of(2024, 11, 20),
            LocalDate.of(2024, 11, 21));
    Counted tally = new Counted();

    new DayKeeper("eu-frankfurt", ZoneId.of("Europe/Berlin"), Optional.empty(), clock.clock())
        .expire(MONITORING, store, Set.of(RetentionPeriod.parse("P2Y")), tally);

    assertThat(store.days(RetentionPeriod.parse("P2Y")))
        .containsExactly(LocalDate.of(2024, 11, 21));
    assertThat(tally.numbers).containsEntry("dropped", 3L);
  }

  @Test
  void aHeldDayShouldNotBeDroppedBeforeItIsKnownWhatIsHeld() {
    InMemoryRegion region =
        InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
    InMemoryRegionHolds holds = new InMemoryRegionHolds();
    HeldIndexes indexes = new HeldIndexes(region.log(), holds);
    Instant old = Instant.parse("2026-08-01T04:00:00Z");
    OperationLogEntry held =
        PlatformFixtures.logEntry(PlatformFixtures.appId(), PlatformFixtures.callId(old));
    OperationLogEntry free =
        PlatformFixtures.logEntry(PlatformFixtures.appId(), PlatformFixtures.callId(old));
    region.log().append(held);
    region.log().append(free);
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.OPERATION_LOG,
                new HeldScope.Target.Call(held.callId()),
                "§ 142 ZPO",
                clock.now().plusSeconds(3600))));
    DayKeeper keeper =
        new DayKeeper("ap-singapore", region.zone(), Optional.empty(), clock.clock());
    Counted tally = new Counted();
    Set<RetentionPeriod> periods = Set.of(PlatformFixtures.LOG_PERIOD);

    holds.outage().begin();
    assertThatThrownBy(() -> keeper.expire(OPERATION_LOG, indexes, periods, tally))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(region.log().all()).hasSize(2);
    holds.outage().end();
    keeper.expire(OPERATION_LOG, indexes, periods, tally);
    indexes.eraseReleased(NO_LEAF, Optional.empty(), "none", tally);

    assertThat(region.log().all()).isEmpty();
    assertThat(region.log().held()).containsExactly(held);
    holds.set(List.of());
    indexes.eraseReleased(NO_LEAF, Optional.empty(), "none", tally);
    assertThat(region.log().held()).isEmpty();
    assertThat(tally.numbers).containsEntry("log-entries", 1L).containsEntry("dropped", 1L);
  }

  @Test
  void ensureShouldBeginWithTheRegionsOwnToday() {
    InMemoryRegion region =
        InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
    RetentionPeriod period = PlatformFixtures.MONITORING_PERIOD;
    clock.set("2028-02-28T16:00:00Z"); // the 29th in Singapore

    new DayKeeper("ap-singapore", region.zone(), Optional.empty(), clock.clock())
        .ensure(region.ledger(), Set.of(period), 14);

    assertThat(region.ledger().days(period))
        .hasSize(15)
        .startsWith(LocalDate.of(2028, 2, 29), LocalDate.of(2028, 3, 1))
        .endsWith(LocalDate.of(2028, 3, 14));
  }

  /** A period by its ISO 8601 text. */
  static final class RetentionPeriodText {
    private final RetentionPeriod value;

    RetentionPeriodText(String text) {
      this.value = RetentionPeriod.parse(text);
    }
  }

  /** Days of one period. */
  private static final class Days implements DailyStore {
    private final TreeSet<LocalDate> there;

    Days(LocalDate... days) {
      this.there = new TreeSet<>(List.of(days));
    }

    @Override
    public List<LocalDate> days(RetentionPeriod period) {
      return List.copyOf(there);
    }

    @Override
    public void drop(RetentionPeriod period, LocalDate day) {
      there.remove(day);
    }

    @Override
    public long items(RetentionPeriod period, LocalDate day) {
      return there.contains(day) ? day.getDayOfMonth() : 0;
    }
  }
}
