package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every operation log does, its days included. */
public interface OperationLogContract {

  /** A log and its days. */
  record Log(OperationLog log, OperationLogIndexes indexes) {}

  /**
   * A region's log; it may hold what other tests left.
   *
   * @param zone the region's zone
   */
  Log log(ZoneId zone);

  @Test
  default void findShouldBeEmptyWhenTheCallLeftNoEntry() {
    assertThat(log().log().find(callId(Instant.now()))).isEmpty();
    assertThat(log().log().find(callId(Instant.parse("2001-01-01T00:00:00Z")))).isEmpty();
  }

  @Test
  default void findShouldGiveTheEntryAsItWasAppended() {
    OperationLogEntry entry = logEntry(appId(), callId(Instant.now()));

    log().log().append(entry);

    await().untilAsserted(() -> assertThat(log().log().find(entry.callId())).contains(entry));
  }

  @Test
  default void entryOfAnUnknownCallerShouldHaveNoAppId() {
    CallId callId = callId(Instant.now());
    OperationLogEntry entry =
        new OperationLogEntry(
            callId,
            Optional.empty(),
            callId.received(),
            PlatformFixtures.SINGAPORE,
            "GeneralBasicOCR",
            "AuthFailure.SignatureFailure",
            List.of(),
            Map.of(),
            Map.of(),
            PlatformFixtures.SHORT_PERIOD);

    log().log().append(entry);

    await().untilAsserted(() -> assertThat(log().log().find(callId)).contains(entry));
  }

  @Test
  default void repeatShouldReplaceTheEntry() {
    CallId callId = callId(Instant.now());
    OperationLogEntry first = logEntry(appId(), callId);
    OperationLogEntry second = logEntry(appId(), callId);

    log().log().append(first);
    log().log().append(second);

    await().untilAsserted(() -> assertThat(log().log().find(callId)).contains(second));
  }

  @Test
  default void everyEntryShouldArriveWhenManyAppendAtOneTime() {
    List<OperationLogEntry> entries =
        IntStream.range(0, 200).mapToObj(_ -> logEntry(appId(), callId(Instant.now()))).toList();

    Concurrently.run(200, i -> log().log().append(entries.get(i)));

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(entries)
                    .allSatisfy(
                        each -> assertThat(log().log().find(each.callId())).contains(each)));
  }

  @Test
  default void dropShouldEraseAWholeDayOfTheRegionsZone() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Log log = log(zone);
    LocalDate leapDay = LocalDate.of(2024, 2, 29);
    Instant midnight = leapDay.plusDays(1).atStartOfDay(zone).toInstant();
    OperationLogEntry last = logEntry(appId(), callId(midnight.minusMillis(1)));
    OperationLogEntry next = logEntry(appId(), callId(midnight));
    log.log().append(last);
    log.log().append(next);
    await()
        .untilAsserted(
            () -> {
              assertThat(log.log().find(last.callId())).isPresent();
              assertThat(log.log().find(next.callId())).isPresent();
            });
    RetentionPeriod period = PlatformFixtures.LOG_PERIOD;
    assertThat(log.indexes().days(period)).contains(leapDay, leapDay.plusDays(1));

    log.indexes().drop(period, leapDay);
    log.indexes().drop(period, leapDay);

    assertThat(log.indexes().days(period)).doesNotContain(leapDay).contains(leapDay.plusDays(1));
    assertThat(log.log().find(last.callId())).isEmpty();
    assertThat(log.log().find(next.callId())).contains(next);
    log.indexes().drop(period, leapDay.plusDays(1));
  }

  @Test
  default void eraseShouldTakeTheOldEntriesOfTheseAppIdsAndNoOther() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Log log = log(zone);
    LocalDate day = LocalDate.of(2025, 3, 1);
    Instant midnight = day.atStartOfDay(zone).toInstant();
    OperationLogEntry old = logEntry(appId(), callId(midnight.minusMillis(1)));
    OperationLogEntry other = logEntry(appId(), callId(midnight.minusMillis(1)));
    AppId owner = old.appId().orElseThrow();
    OperationLogEntry young = logEntry(owner, callId(midnight));
    List<OperationLogEntry> all = List.of(old, other, young);
    all.forEach(log.log()::append);
    await()
        .untilAsserted(
            () -> assertThat(all).allMatch(each -> log.log().find(each.callId()).isPresent()));
    RetentionPeriod period = PlatformFixtures.LOG_PERIOD;

    long ofDay = log.indexes().items(period, day.minusDays(1));
    long ofOwner = log.indexes().items(period, day.minusDays(1), Set.of(owner));
    long erased = log.indexes().erase(period, Set.of(owner), day);

    assertThat(ofDay).isEqualTo(2);
    assertThat(ofOwner).isOne();
    assertThat(erased).isOne();
    assertThat(log.indexes().items(period, day.minusDays(1))).isOne();
    assertThat(log.indexes().items(period, day.minusDays(9))).isZero();
    assertThat(log.log().find(old.callId())).isEmpty();
    assertThat(log.log().find(other.callId())).contains(other);
    assertThat(log.log().find(young.callId())).contains(young);
    log.indexes().drop(period, day.minusDays(1));
    log.indexes().drop(period, day);
  }

  @Test
  default void whatIsHeldShouldOutliveItsDayAndGoWithTheHold() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Log log = log(zone);
    LocalDate day = LocalDate.of(2025, 3, 30);
    Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
    RetentionPeriod period = PlatformFixtures.LOG_PERIOD;
    OperationLogEntry ofApp = logEntry(appId(), callId(noon));
    OperationLogEntry ofCall = logEntry(appId(), callId(noon));
    OperationLogEntry free = logEntry(appId(), callId(noon));
    List<OperationLogEntry> all = List.of(ofApp, ofCall, free);
    all.forEach(log.log()::append);
    await()
        .untilAsserted(
            () -> all.forEach(it -> assertThat(log.log().find(it.callId())).isPresent()));
    HeldScope app = held(new HeldScope.Target.App(ofApp.appId().orElseThrow()));
    HeldScope call = held(new HeldScope.Target.Call(ofCall.callId()));

    assertThat(log.indexes().keep(period, day, List.of())).isZero();
    assertThat(log.indexes().keep(period, day.minusYears(9), List.of(app))).isZero();
    assertThat(log.indexes().keep(period, day, List.of(app, call))).isEqualTo(2);
    assertThat(log.indexes().keep(period, day, List.of(app, call))).as("again").isEqualTo(2);
    log.indexes().drop(period, day);

    assertThat(log.indexes().eraseReleased(List.of(app, call))).isZero();
    assertThat(log.indexes().released(List.of(app))).isOne();
    assertThat(log.indexes().eraseReleased(List.of(app))).isOne();
    assertThat(log.indexes().released(List.of(app))).isZero();
    assertThat(log.indexes().eraseReleased(List.of())).isOne();
    assertThat(log.indexes().eraseReleased(List.of())).isZero();
  }

  private static HeldScope held(HeldScope.Target target) {
    return new HeldScope(
        "hold-1",
        DataClass.OPERATION_LOG,
        target,
        "§ 142 ZPO",
        Instant.parse("2030-01-01T00:00:00Z"));
  }

  @Test
  default void eachPeriodShouldHaveDaysOfItsOwn() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Log log = log(zone);
    LocalDate day = LocalDate.of(2025, 7, 1);
    Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
    RetentionPeriod shorter = PlatformFixtures.SHORT_PERIOD;
    OperationLogEntry one = logEntry(appId(), callId(noon));
    OperationLogEntry other = logEntry(appId(), callId(noon), shorter);
    log.log().append(one);
    log.log().append(other);
    await()
        .untilAsserted(
            () -> {
              assertThat(log.log().find(one.callId())).contains(one);
              assertThat(log.log().find(other.callId())).contains(other);
            });

    log.indexes().drop(shorter, day);

    assertThat(log.log().find(other.callId())).isEmpty();
    assertThat(log.log().find(one.callId())).contains(one);
    assertThat(log.indexes().days(shorter)).doesNotContain(day);
    assertThat(log.indexes().days(PlatformFixtures.LOG_PERIOD)).contains(day);
    log.indexes().drop(PlatformFixtures.LOG_PERIOD, day);
  }

  @Test
  default void daysShouldBeNoneUnderAPeriodThatNothingWasKeptUnder() {
    assertThat(log().indexes().days(RetentionPeriod.parse("P17D"))).isEmpty();
  }

  private Log log() {
    return log(PlatformFixtures.SINGAPORE_TIME);
  }
}
