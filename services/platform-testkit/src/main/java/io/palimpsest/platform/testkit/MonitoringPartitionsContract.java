package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.ACTION;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.policy.RetentionPeriod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of monitoring days does. */
public interface MonitoringPartitionsContract {

  /**
   * A region's days, with the ledger and outbox that lie in them.
   *
   * @param leaves that wait for the evidence log
   */
  record Days(
      MonitoringPartitions partitions,
      CallLedger ledger,
      ErasureOutbox outbox,
      Supplier<List<byte[]>> leaves) {}

  /** A leaf that shows what it was made of. */
  RecordLeaf LEAF =
      (callId, appId, salt) ->
          (callId + " " + appId + " " + salt.orElseThrow()).getBytes(StandardCharsets.UTF_8);

  RetentionPeriod PERIOD = PlatformFixtures.MONITORING_PERIOD;

  /**
   * Days of a database that no other test uses and that has none yet, kept for {@link #PERIOD}.
   *
   * @param zone the region's zone
   */
  Days emptyDays(ZoneId zone);

  @Test
  default void ensureShouldMakeEachMissingDayUpToTheLastOnce() {
    MonitoringPartitions partitions = emptyDays(PlatformFixtures.SINGAPORE_TIME).partitions();
    LocalDate first = LocalDate.of(2028, 2, 27);
    assertThat(partitions.days(PERIOD)).isEmpty();

    partitions.ensure(PERIOD, first, first.plusDays(15));
    partitions.ensure(PERIOD, first, first.plusDays(15));
    partitions.ensure(PERIOD, first.minusDays(3), first.plusDays(12));

    assertThat(partitions.days(PERIOD))
        .isEqualTo(first.datesUntil(first.plusDays(16)).toList())
        .contains(LocalDate.of(2028, 2, 29));

    partitions.ensure(PERIOD, first.plusDays(16), first.plusDays(17));
    partitions.ensure(PERIOD, first.plusDays(700), first.plusDays(701));

    assertThat(partitions.days(PERIOD))
        .as("a region that stood still for two years needs no day of them")
        .isEqualTo(
            Stream.concat(
                    first.datesUntil(first.plusDays(18)),
                    first.plusDays(700).datesUntil(first.plusDays(702)))
                .toList());
  }

  @Test
  default void ensureShouldMakeEachDayOnceWhenManyProcessesStartAtOneTime() {
    MonitoringPartitions partitions = emptyDays(PlatformFixtures.SINGAPORE_TIME).partitions();
    LocalDate today = LocalDate.of(2026, 11, 21);

    Concurrently.run(4, _ -> partitions.ensure(PERIOD, today, today.plusDays(14)));

    assertThat(partitions.days(PERIOD)).isEqualTo(today.datesUntil(today.plusDays(15)).toList());
  }

  @Test
  default void dropShouldEraseTheDaysRecordsAndCountsAndNothingElse() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Days days = emptyDays(zone);
    LocalDate shortDay = LocalDate.of(2024, 3, 31);
    days.partitions().ensure(PERIOD, shortDay.minusDays(1), shortDay.plusDays(1));
    Instant midnight = shortDay.plusDays(1).atStartOfDay(zone).toInstant();
    MonitoringRecord last = success(appId(), midnight.minusMillis(1));
    MonitoringRecord next = success(last.appId(), midnight);
    days.ledger().settle(stagedSettlement(last, zone));
    days.ledger().settle(stagedSettlement(next, zone));

    days.partitions().drop(PERIOD, shortDay.minusDays(1));
    assertThat(days.ledger().find(last.callId())).contains(last);
    assertThat(days.partitions().items(PERIOD, shortDay)).isOne();
    days.partitions().drop(PERIOD, shortDay);
    assertThat(days.partitions().items(PERIOD, shortDay)).isZero();
    days.partitions().drop(PERIOD, shortDay);

    assertThat(days.ledger().find(last.callId())).isEmpty();
    assertThat(days.ledger().find(next.callId())).contains(next);
    assertThat(days.outbox().open(Instant.parse("2030-01-01T00:00:00Z"), 10))
        .as("an erasure that nobody saw yet is still to be shown")
        .extracting(entry -> entry.upload().callId())
        .containsExactly(last.callId(), next.callId());
    assertThat(days.ledger().calls(last.appId(), ACTION, shortDay, shortDay)).isZero();
    assertThat(days.ledger().delivery(last.callId())).isEmpty();
    assertThat(days.ledger().usage(last.appId(), shortDay, shortDay.plusDays(1)))
        .extracting(DailyUsage::day)
        .containsExactly(shortDay.plusDays(1));
    assertThat(days.ledger().calls(last.appId(), ACTION, shortDay, shortDay.plusDays(1)))
        .isEqualTo(1);
    assertThat(days.partitions().days(PERIOD)).containsExactly(shortDay.plusDays(1));
  }

  @Test
  default void dropShouldLeaveTheSameDayOfAnotherPeriodAlone() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Days days = emptyDays(zone);
    RetentionPeriod shorter = PlatformFixtures.SHORT_PERIOD;
    LocalDate day = LocalDate.of(2026, 11, 21);
    days.partitions().ensure(PERIOD, day, day);
    days.partitions().ensure(shorter, day, day.plusDays(1));
    Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
    MonitoringRecord two = success(appId(), noon);
    MonitoringRecord ninety = success(two.appId(), noon);
    days.ledger().settle(stagedSettlement(two, zone));
    days.ledger().settle(PlatformFixtures.keptFor(stagedSettlement(ninety, zone), shorter));

    days.partitions().drop(shorter, day);

    assertThat(days.ledger().find(ninety.callId())).isEmpty();
    assertThat(days.ledger().find(two.callId())).contains(two);
    assertThat(days.outbox().find(two.callId())).isPresent();
    assertThat(days.ledger().calls(two.appId(), ACTION, day, day)).isEqualTo(1);
    assertThat(days.partitions().days(PERIOD)).containsExactly(day);
    assertThat(days.partitions().days(shorter)).containsExactly(day.plusDays(1));
  }

  @Test
  default void eraseShouldTakeTheOldRecordsOfTheseAppIdsAndNoOther() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Days days = emptyDays(zone);
    LocalDate day = LocalDate.of(2026, 11, 21);
    days.partitions().ensure(PERIOD, day.minusDays(1), day);
    Instant midnight = day.atStartOfDay(zone).toInstant();
    MonitoringRecord old = success(appId(), midnight.minusMillis(1));
    MonitoringRecord young = success(old.appId(), midnight);
    MonitoringRecord other = success(appId(), midnight.minusMillis(1));
    Settlement settled = stagedSettlement(old, zone);
    days.ledger().settle(settled);
    List.of(young, other).forEach(each -> days.ledger().settle(stagedSettlement(each, zone)));
    assertThat(days.partitions().items(PERIOD, day.minusDays(1))).isEqualTo(2);

    long erased = days.partitions().erase(PERIOD, Set.of(old.appId()), day, LEAF);

    assertThat(erased).isOne();
    assertThat(days.partitions().erase(PERIOD, Set.of(old.appId()), day, LEAF)).isZero();
    assertThat(days.partitions().items(PERIOD, day.minusDays(1))).isOne();
    assertThat(days.leaves().get())
        .containsExactly(LEAF.of(old.callId(), old.appId(), Optional.of(Salt.of(settled.salt()))));
    assertThat(days.ledger().find(old.callId())).isEmpty();
    assertThat(days.ledger().delivery(old.callId())).isEmpty();
    assertThat(days.ledger().calls(old.appId(), ACTION, day.minusDays(1), day)).isOne();
    assertThat(days.ledger().find(young.callId())).contains(young);
    assertThat(days.ledger().find(other.callId())).contains(other);
    assertThat(days.ledger().calls(other.appId(), ACTION, day.minusDays(1), day)).isOne();
    assertThat(days.partitions().days(PERIOD)).hasSize(2);
    assertThat(
            days.partitions()
                .erase(RetentionPeriod.parse("P7Y"), Set.of(young.appId()), day.plusDays(9), LEAF))
        .isZero();
  }

  @Test
  default void aPeriodThatNobodyListedBeforeShouldGetDaysOfItsOwn() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Days days = emptyDays(zone);
    RetentionPeriod fresh = RetentionPeriod.parse("P1Y6M");
    LocalDate day = LocalDate.of(2026, 11, 21);
    days.partitions().ensure(PERIOD, day.minusDays(1), day);
    assertThat(days.partitions().days(fresh)).isEmpty();

    days.partitions().ensure(fresh, day, day);
    days.partitions().ensure(fresh, day, day);

    MonitoringRecord record = success(appId(), day.atTime(12, 0).atZone(zone).toInstant());
    days.ledger().settle(PlatformFixtures.keptFor(stagedSettlement(record, zone), fresh));
    assertThat(days.partitions().days(fresh)).containsExactly(day);
    assertThat(days.ledger().find(record.callId())).contains(record);
    assertThat(days.ledger().keptFor(record.callId())).contains(fresh);
    assertThat(days.ledger().calls(record.appId(), ACTION, day, day)).isEqualTo(1);
    assertThat(days.outbox().find(record.callId())).isPresent();
  }

  @Test
  default void firstDayShouldHoldWhatIsOlder() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Days days = emptyDays(zone);
    LocalDate longDay = LocalDate.of(2026, 10, 25);
    days.partitions().ensure(PERIOD, longDay, longDay);
    MonitoringRecord old = success(appId(), Instant.parse("2024-02-29T12:00:00Z"));
    MonitoringRecord inTheTwentyFifthHour =
        success(old.appId(), longDay.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1800));

    days.ledger().settle(stagedSettlement(old, zone));
    days.ledger().settle(stagedSettlement(inTheTwentyFifthHour, zone));
    assertThat(days.ledger().find(old.callId())).contains(old);
    assertThat(days.ledger().find(inTheTwentyFifthHour.callId())).contains(inTheTwentyFifthHour);
    assertThat(days.partitions().items(PERIOD, longDay)).isEqualTo(2);
    days.partitions().drop(PERIOD, longDay);

    assertThat(days.ledger().find(old.callId())).isEmpty();
    assertThat(days.ledger().calls(old.appId(), ACTION, LocalDate.EPOCH, longDay)).isZero();
    assertThat(days.partitions().days(PERIOD)).isEmpty();
  }
}
