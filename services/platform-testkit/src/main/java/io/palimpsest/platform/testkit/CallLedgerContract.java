package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.ACTION;
import static io.palimpsest.platform.testkit.PlatformFixtures.KEY;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.record;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.tenancy.AppId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every call ledger does. */
public interface CallLedgerContract {

  /** A ledger with the outbox of the same database. */
  record Books(CallLedger ledger, ErasureOutbox outbox) {}

  /**
   * Empty or shared books of a region in this zone, with days for calls that are kept for {@link
   * PlatformFixtures#MONITORING_PERIOD} or {@link PlatformFixtures#SHORT_PERIOD}; the first day is
   * not after today.
   *
   * @param zone the region's zone
   */
  Books books(ZoneId zone);

  @Test
  default void findShouldBeEmptyWhenTheCallWasNeverSettled() {
    CallLedger ledger = books().ledger();

    assertThat(ledger.find(callId(Instant.now()))).isEmpty();
    assertThat(ledger.records(appId(), Instant.EPOCH, Instant.now(), 10)).isEmpty();
    assertThat(ledger.calls(appId(), ACTION, LocalDate.EPOCH, LocalDate.of(2099, 1, 1))).isZero();
    ledger.delivered(callId(Instant.now()));
  }

  @Test
  default void settleShouldKeepEveryFieldOnReturn() {
    CallLedger ledger = books().ledger();
    MonitoringRecord record = success(appId(), Instant.parse("2024-02-29T15:59:59.999Z"));

    ledger.settle(settlement(record));

    assertThat(ledger.find(record.callId())).contains(record);
  }

  @Test
  default void everyPeriodsCallsShouldBeFoundCountedDeliveredAndRevoked() {
    Books books = books();
    AppId appId = appId();
    Instant received = Instant.parse("2024-05-05T04:00:00Z");
    LocalDate day = LocalDate.of(2024, 5, 5);
    List<MonitoringRecord> records =
        IntStream.range(0, 40).mapToObj(i -> success(appId, received.plusSeconds(i))).toList();
    Concurrently.run(40, i -> books.ledger().settle(periods(settlement(records.get(i)), i)));
    IntStream.range(2, 40).forEach(i -> books.ledger().delivered(records.get(i).callId()));

    int revoked = books.ledger().revokeUndelivered(received.plusSeconds(60));

    assertThat(revoked).isGreaterThanOrEqualTo(2);
    assertThat(books.ledger().keptFor(records.get(0).callId()))
        .contains(PlatformFixtures.MONITORING_PERIOD);
    assertThat(books.ledger().keptFor(records.get(1).callId()))
        .contains(PlatformFixtures.SHORT_PERIOD);
    assertThat(books.ledger().keptFor(callId(received))).isEmpty();
    assertThat(books.ledger().find(records.get(2).callId())).contains(records.get(2));
    assertThat(books.ledger().find(records.get(3).callId())).contains(records.get(3));
    assertThat(records)
        .extracting(each -> books.ledger().delivery(each.callId()).orElseThrow())
        .startsWith(Delivery.UNDELIVERED, Delivery.UNDELIVERED)
        .endsWith(Delivery.DELIVERED, Delivery.DELIVERED);
    assertThat(books.ledger().records(appId, received.plusSeconds(2), received.plusSeconds(40), 30))
        .containsExactlyElementsOf(records.subList(2, 32));
    assertThat(books.ledger().calls(appId, ACTION, day, day)).isEqualTo(38);
    assertThat(books.ledger().usage(appId, day, day))
        .as("one line for a day, key and result, whatever tables its calls lie in")
        .containsExactly(
            new DailyUsage(day, ACTION, Optional.of(KEY), "Success", 38, 38, 38 * 15_000),
            new DailyUsage(day, ACTION, Optional.of(KEY), "undelivered", 2, 2, 0));
  }

  @Test
  default void settleShouldEnterTheErasureWithTheRecord() {
    Books books = books();
    MonitoringRecord record = success(appId(), longAgo());
    Settlement settlement = stagedSettlement(record, PlatformFixtures.SINGAPORE_TIME);

    books.ledger().settle(settlement);

    assertThat(books.outbox().open(Instant.now(), 100_000))
        .extracting(ErasureOutbox.Entry::upload)
        .contains(settlement.upload().orElseThrow());
  }

  @Test
  default void settleShouldChangeNothingWhenRepeated() {
    Books books = books();
    AppId appId = appId();
    MonitoringRecord first = success(appId, Instant.now());
    MonitoringRecord other = record(appId, first.callId(), "FailedOperation.OcrFailed", 0);

    books.ledger().settle(stagedSettlement(first, PlatformFixtures.SINGAPORE_TIME));
    books.ledger().settle(stagedSettlement(first, PlatformFixtures.SINGAPORE_TIME));
    books.ledger().settle(stagedSettlement(other, PlatformFixtures.SINGAPORE_TIME));

    assertThat(books.ledger().find(first.callId())).contains(first);
    assertThat(callsOf(books, appId)).isEqualTo(1);
    assertThat(books.ledger().records(appId, Instant.EPOCH, Instant.now().plusSeconds(60), 10))
        .hasSize(1);
    assertThat(books.outbox().open(Instant.now().plusSeconds(60), 100_000))
        .filteredOn(each -> each.upload().callId().equals(first.callId()))
        .hasSize(1);
  }

  @Test
  default void settleShouldKeepEachCallOnceWhenManySettleAtOneTime() {
    Books books = books();
    AppId appId = appId();
    List<MonitoringRecord> records =
        IntStream.range(0, 100).mapToObj(_ -> success(appId, Instant.now())).toList();

    // Every call twice, at the same time.
    Concurrently.run(200, i -> books.ledger().settle(settlement(records.get(i % 100))));

    assertThat(books.ledger().records(appId, Instant.EPOCH, Instant.now().plusSeconds(60), 1000))
        .containsExactlyInAnyOrderElementsOf(records);
    assertThat(callsOf(books, appId)).isEqualTo(100);
  }

  @Test
  default void callsShouldCountSuccessesAndBilledErrorsByTheRegionsDay() {
    ZoneId zone = PlatformFixtures.SINGAPORE_TIME;
    Books books = books(zone);
    AppId appId = appId();
    LocalDate today = LocalDate.now(zone);
    Instant midnight = today.atStartOfDay(zone).toInstant();
    books.ledger().settle(settlement(success(appId, midnight.minusMillis(1))));
    books.ledger().settle(settlement(success(appId, midnight)));
    books
        .ledger()
        .settle(
            settlement(record(appId, callId(midnight), "FailedOperation.EmptyImageError", 15_000)));
    books
        .ledger()
        .settle(settlement(record(appId, callId(midnight), "FailedOperation.OcrFailed", 0)));

    assertThat(books.ledger().calls(appId, ACTION, today, today)).isEqualTo(2);
    assertThat(books.ledger().calls(appId, ACTION, today.minusDays(1), today.minusDays(1)))
        .isEqualTo(1);
    assertThat(books.ledger().calls(appId, ACTION, today.minusDays(1), today)).isEqualTo(3);
    assertThat(books.ledger().calls(appId, "TextDetect", today.minusDays(1), today)).isZero();
  }

  @Test
  default void callsShouldFollowTheClockChangeOfTheRegionsZone() {
    ZoneId zone = PlatformFixtures.FRANKFURT_TIME;
    Books books = books(zone);
    AppId appId = appId();
    LocalDate shortDay = LocalDate.of(2024, 3, 31);
    LocalDate longDay = LocalDate.of(2024, 10, 27);
    for (LocalDate day : List.of(shortDay, longDay, LocalDate.of(2024, 2, 29))) {
      ZonedDateTime start = day.atStartOfDay(zone);
      ZonedDateTime end = day.plusDays(1).atStartOfDay(zone);
      books.ledger().settle(settlement(success(appId, start.toInstant())));
      books.ledger().settle(settlement(success(appId, end.toInstant().minusMillis(1))));
      books.ledger().settle(settlement(success(appId, end.toInstant())));

      assertThat(books.ledger().calls(appId, ACTION, day, day)).as("calls of %s", day).isEqualTo(2);
      assertThat(books.ledger().records(appId, start.toInstant(), end.toInstant(), 10)).hasSize(2);
    }
  }

  @Test
  default void recordsShouldComeInOrderOfReceiptFromTheFirstMomentToBeforeTheLast() {
    Books books = books();
    AppId appId = appId();
    Instant start = Instant.parse("2025-06-01T00:00:00Z");
    LongStream.of(4, 2, 0, 3, 1)
        .forEach(i -> books.ledger().settle(settlement(success(appId, start.plusSeconds(i)))));

    List<MonitoringRecord> found =
        books.ledger().records(appId, start.plusSeconds(1), start.plusSeconds(4), 2);

    assertThat(found)
        .extracting(MonitoringRecord::start)
        .containsExactly(start.plusSeconds(1), start.plusSeconds(2));
    assertThat(books.ledger().records(appId, start, start.plusSeconds(4), 100)).hasSize(4);
  }

  @Test
  default void usageShouldSumUpByDayActionKeyAndResult() {
    ZoneId zone = PlatformFixtures.SINGAPORE_TIME;
    Books books = books(zone);
    AppId appId = appId();
    SecretId other = new SecretId("AKIDzfixture0002");
    LocalDate day = LocalDate.of(2024, 2, 29);
    Instant midnight = day.atStartOfDay(zone).toInstant();
    Instant noon = midnight.plus(Duration.ofHours(12));
    books.ledger().settle(settlement(success(appId, midnight.minusMillis(1))));
    books.ledger().settle(settlement(success(appId, noon), other));
    books.ledger().settle(settlement(success(appId, midnight)));
    books.ledger().settle(settlement(success(appId, noon)));
    books.ledger().settle(settlement(record(appId, callId(noon), "FailedOperation.OcrFailed", 0)));
    books.ledger().settle(settlement(success(appId(), noon)));

    assertThat(books.ledger().usage(appId, day, day))
        .containsExactly(
            new DailyUsage(day, ACTION, Optional.of(KEY), "FailedOperation.OcrFailed", 1, 1, 0),
            new DailyUsage(day, ACTION, Optional.of(KEY), "Success", 2, 2, 30_000),
            new DailyUsage(day, ACTION, Optional.of(other), "Success", 1, 1, 15_000));
    assertThat(books.ledger().usage(appId, day.minusDays(1), day)).hasSize(4);
    assertThat(books.ledger().usage(appId, day.plusDays(1), day.plusDays(9))).isEmpty();
  }

  @Test
  default void usageShouldMoveARevokedCallToUndeliveredOfItsOwnKey() {
    Books books = books();
    AppId appId = appId();
    Instant received = longAgo();
    LocalDate day = LocalDate.ofInstant(received, PlatformFixtures.SINGAPORE_TIME);
    SecretId other = new SecretId("AKIDzfixture0002");
    books.ledger().settle(settlement(success(appId, received), other));
    MonitoringRecord delivered = success(appId, received);
    books.ledger().settle(settlement(delivered));
    books.ledger().delivered(delivered.callId());

    books.ledger().revokeUndelivered(received.plusMillis(1));

    assertThat(books.ledger().usage(appId, day, day))
        .containsExactly(
            new DailyUsage(day, ACTION, Optional.of(KEY), "Success", 1, 1, 15_000),
            new DailyUsage(day, ACTION, Optional.of(other), "undelivered", 1, 1, 0));
  }

  @Test
  default void usageShouldCountEachCallOnceWhenManyKeysSettleAndRepeatAtOneTime() {
    Books books = books();
    AppId appId = appId();
    List<MonitoringRecord> records =
        IntStream.range(0, 120).mapToObj(_ -> success(appId, Instant.now())).toList();

    // Every call twice, of eight keys in different order, so that groups meet in the same sums.
    Concurrently.run(
        240,
        i ->
            books
                .ledger()
                .settle(
                    settlement(records.get(i % 120), new SecretId("AKIDcrowded" + (i % 120 % 8)))));

    List<DailyUsage> usage =
        books.ledger().usage(appId, LocalDate.of(2024, 1, 1), LocalDate.of(2099, 1, 1));
    assertThat(usage).extracting(DailyUsage::key).doesNotHaveDuplicates().hasSize(8);
    assertThat(usage).allSatisfy(each -> assertThat(each.calls()).isEqualTo(15));
  }

  @Test
  default void deliveryShouldTellWhatIsKnownOfTheAnswer() {
    Books books = books();
    AppId appId = appId();
    Instant received = longAgo();
    MonitoringRecord delivered = success(appId, received);
    MonitoringRecord undelivered = success(appId, received);
    MonitoringRecord pending = success(appId, Instant.now());
    List.of(delivered, undelivered, pending)
        .forEach(each -> books.ledger().settle(settlement(each)));
    books.ledger().delivered(delivered.callId());
    books.ledger().revokeUndelivered(received.plusMillis(1));

    assertThat(books.ledger().delivery(delivered.callId())).contains(Delivery.DELIVERED);
    assertThat(books.ledger().delivery(undelivered.callId())).contains(Delivery.UNDELIVERED);
    assertThat(books.ledger().delivery(pending.callId())).contains(Delivery.PENDING);
    assertThat(books.ledger().delivery(callId(received))).isEmpty();
  }

  @Test
  default void revokeShouldMakeAnAnswerThatNobodySawFree() {
    Books books = books();
    AppId appId = appId();
    Instant received = longAgo();
    books.ledger().revokeUndelivered(Instant.now());
    MonitoringRecord record = success(appId, received);
    books.ledger().settle(settlement(record));

    int first = books.ledger().revokeUndelivered(received.plusMillis(1));
    int second = books.ledger().revokeUndelivered(received.plusMillis(1));

    assertThat(first).isEqualTo(1);
    assertThat(second).isZero();
    assertThat(books.ledger().find(record.callId()))
        .contains(record(appId, record.callId(), MonitoringRecord.UNDELIVERED, 0));
    assertThat(callsOf(books, appId)).isZero();
  }

  @Test
  default void revokeShouldLeaveYoungerAndDeliveredCallsAlone() {
    Books books = books();
    AppId appId = appId();
    Instant received = longAgo();
    MonitoringRecord delivered = success(appId, received);
    MonitoringRecord young = success(appId, received.plusSeconds(10));
    books.ledger().settle(settlement(delivered));
    books.ledger().settle(settlement(young));
    books.ledger().delivered(delivered.callId());
    books.ledger().delivered(delivered.callId());

    books.ledger().revokeUndelivered(received.plusSeconds(10));

    assertThat(books.ledger().find(delivered.callId())).contains(delivered);
    assertThat(books.ledger().find(young.callId())).contains(young);
    assertThat(callsOf(books, appId)).isEqualTo(2);
  }

  @Test
  default void deliveryShouldNotBringARevokedCallBack() {
    Books books = books();
    AppId appId = appId();
    MonitoringRecord record = success(appId, longAgo());
    books.ledger().settle(settlement(record));
    books.ledger().revokeUndelivered(Instant.now());

    books.ledger().delivered(record.callId());
    books.ledger().settle(settlement(record));

    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(
            () ->
                assertThat(books.ledger().find(record.callId()).orElseThrow().result())
                    .isEqualTo(MonitoringRecord.UNDELIVERED));
    assertThat(callsOf(books, appId)).isZero();
  }

  @Test
  default void countsShouldAgreeWithTheRecordsWhenDeliveriesRaceWithRevocation() {
    Books books = books();
    AppId appId = appId();
    Instant received = longAgo();
    List<MonitoringRecord> records =
        IntStream.range(0, 300).mapToObj(_ -> success(appId, received)).toList();
    Concurrently.run(300, i -> books.ledger().settle(settlement(records.get(i))));
    AtomicInteger revoked = new AtomicInteger();

    Concurrently.run(
        4,
        i -> {
          if (i == 0) {
            records.subList(0, 250).forEach(each -> books.ledger().delivered(each.callId()));
          } else {
            revoked.addAndGet(books.ledger().revokeUndelivered(received.plusSeconds(1)));
          }
        });
    books.ledger().revokeUndelivered(received.plusSeconds(1));

    await()
        .untilAsserted(
            () -> {
              List<MonitoringRecord> now =
                  books.ledger().records(appId, received, received.plusSeconds(1), 1000);
              long billed = now.stream().filter(MonitoringRecord::counts).count();
              assertThat(now).hasSize(300);
              assertThat(billed).isLessThanOrEqualTo(250);
              assertThat(callsOf(books, appId)).isEqualTo(billed);
            });
  }

  @Test
  default void interruptedSettlementShouldBeWholeOrAbsentAndTheRepeatHarmless()
      throws InterruptedException {
    Books books = books();
    AppId appId = appId();
    MonitoringRecord record = success(appId, Instant.now());
    Settlement settlement = stagedSettlement(record, PlatformFixtures.SINGAPORE_TIME);
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    books.ledger().settle(settlement);
                  } catch (StoreUnavailable expected) {
                    // In doubt: the repeat below must come out right either way.
                  }
                });
    caller.join();

    books.ledger().settle(settlement);

    assertThat(books.ledger().find(record.callId())).contains(record);
    assertThat(callsOf(books, appId)).isEqualTo(1);
  }

  /** Older than any deadline; to the millisecond, as a callId tells it. */
  private static Instant longAgo() {
    return Instant.now().minus(Duration.ofHours(5)).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Every second call is of a tenant whose policy has another period. */
  static Settlement periods(Settlement settlement, int number) {
    return number % 2 == 0
        ? settlement
        : PlatformFixtures.keptFor(settlement, PlatformFixtures.SHORT_PERIOD);
  }

  private Books books() {
    return books(PlatformFixtures.SINGAPORE_TIME);
  }

  private static long callsOf(Books books, AppId appId) {
    return books.ledger().calls(appId, ACTION, LocalDate.of(2024, 1, 1), LocalDate.of(2099, 1, 1));
  }
}
