package io.palimpsest.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.erasure.DailyStore;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayKeeperTest {
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
    DayKeeper keeper = new DayKeeper("ap-singapore", ZoneId.of("Asia/Singapore"), clock.clock());
    Counted tally = new Counted();

    clock.set(there);
    keeper.expire(store, Set.of(period.value), tally);
    List<LocalDate> before = store.days(period.value);
    clock.set(gone);
    keeper.expire(store, Set.of(period.value), tally);

    assertThat(before).containsExactly(day);
    assertThat(store.days(period.value)).isEmpty();
    assertThat(tally.numbers).containsEntry("dropped", 1L);
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

    new DayKeeper("eu-frankfurt", ZoneId.of("Europe/Berlin"), clock.clock())
        .expire(store, Set.of(RetentionPeriod.parse("P2Y")), tally);

    assertThat(store.days(RetentionPeriod.parse("P2Y")))
        .containsExactly(LocalDate.of(2024, 11, 21));
    assertThat(tally.numbers).containsEntry("dropped", 3L);
  }

  @Test
  void ensureShouldBeginWithTheRegionsOwnToday() {
    InMemoryRegion region =
        InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
    RetentionPeriod period = PlatformFixtures.MONITORING_PERIOD;
    clock.set("2028-02-28T16:00:00Z"); // the 29th in Singapore

    new DayKeeper("ap-singapore", region.zone(), clock.clock())
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
    public long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before) {
      throw new UnsupportedOperationException("days are dropped as a whole here");
    }
  }
}
