package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.ErasureOutbox.Cause;
import io.palimpsest.platform.erasure.ErasureOutbox.Entry;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every erasure outbox does. */
public interface ErasureOutboxContract {

  /** A ledger and the outbox that it fills; Singapore's zone. */
  CallLedgerContract.Books outboxBooks();

  @Test
  default void settledUploadShouldStayOpenUntilItWasSeenGone() {
    CallLedgerContract.Books books = outboxBooks();
    UploadKey key = settle(books, Instant.now().minusSeconds(60));
    Instant seen = Instant.parse("2026-11-21T10:00:00.123456Z");
    assertThat(entry(books.outbox(), key)).contains(new Entry(key, Cause.COMPLETED, Instant.MAX));

    books.outbox().seenGone(key.callId(), seen);

    await()
        .atMost(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(entry(books.outbox(), key))
                    .contains(new Entry(key, Cause.COMPLETED, seen)));
  }

  @Test
  default void seenGoneShouldKeepTheFirstTimeWhenRepeated() {
    CallLedgerContract.Books books = outboxBooks();
    UploadKey key = settle(books, Instant.now().minusSeconds(60));
    Instant first = Instant.parse("2026-11-21T10:00:00Z");
    books.outbox().seenGone(key.callId(), first);
    await()
        .untilAsserted(() -> assertThat(entry(books.outbox(), key).orElseThrow().open()).isFalse());

    books.outbox().seenGone(key.callId(), first.plusSeconds(5));
    books.outbox().swept(key);

    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(
            () ->
                assertThat(entry(books.outbox(), key))
                    .contains(new Entry(key, Cause.COMPLETED, first)));
  }

  @Test
  default void sweptUploadShouldBeOpenOnReturnAndCompletedWhenSeenGone() {
    CallLedgerContract.Books books = outboxBooks();
    UploadKey key = key(Instant.parse("2024-02-29T16:00:00Z"));
    Instant seen = Instant.parse("2024-03-01T00:00:00Z");

    books.outbox().swept(key);
    books.outbox().swept(key);

    assertThat(entry(books.outbox(), key)).contains(new Entry(key, Cause.SWEPT, Instant.MAX));
    assertThat(key.day()).hasToString("2024-03-01");
    books.outbox().seenGone(key.callId(), seen);
    await()
        .untilAsserted(
            () ->
                assertThat(entry(books.outbox(), key)).contains(new Entry(key, Cause.SWEPT, seen)));
  }

  @Test
  default void manySweptShouldBeEnteredAtOnceAndSettledOnesLeftAsTheyAre() {
    CallLedgerContract.Books books = outboxBooks();
    UploadKey settled = settle(books, Instant.now().minusSeconds(60));
    UploadKey left = key(Instant.now().minusSeconds(61));
    UploadKey known = key(Instant.now().minusSeconds(62));
    books.outbox().swept(known);

    books.outbox().swept(List.of(settled, left, known));
    books.outbox().swept(List.of(settled, left, known));
    books.outbox().swept(List.of());

    assertThat(entry(books.outbox(), settled))
        .contains(new Entry(settled, Cause.COMPLETED, Instant.MAX));
    for (UploadKey each : List.of(left, known)) {
      assertThat(entry(books.outbox(), each)).contains(new Entry(each, Cause.SWEPT, Instant.MAX));
    }
    List.of(settled, left, known)
        .forEach(each -> books.outbox().seenGone(each.callId(), Instant.now()));
  }

  @Test
  default void settlementAfterASweepShouldNotOpenTheDutyAgain() {
    CallLedgerContract.Books books = outboxBooks();
    MonitoringRecord record = success(appId(), Instant.now().minusSeconds(600));
    Settlement late = stagedSettlement(record, PlatformFixtures.SINGAPORE_TIME);
    UploadKey key = late.upload().orElseThrow();
    Instant seen = Instant.parse("2026-11-21T10:00:00Z");
    books.outbox().swept(key);
    books.outbox().seenGone(key.callId(), seen);

    books.ledger().settle(late);

    await()
        .untilAsserted(
            () ->
                assertThat(entry(books.outbox(), key)).contains(new Entry(key, Cause.SWEPT, seen)));
    assertThat(books.ledger().find(record.callId())).contains(record);
  }

  @Test
  default void everyPeriodsDutiesShouldBeListedOldestFirstAndCompleted() {
    CallLedgerContract.Books books = outboxBooks();
    Instant start = Instant.parse("2022-05-01T00:00:00Z");
    List<UploadKey> keys =
        IntStream.range(0, 6)
            .mapToObj(
                i -> {
                  Settlement staged =
                      stagedSettlement(
                          success(appId(), start.plusSeconds(i)), PlatformFixtures.SINGAPORE_TIME);
                  books.ledger().settle(CallLedgerContract.periods(staged, i));
                  return staged.upload().orElseThrow();
                })
            .toList();

    assertThat(books.outbox().open(start.plusSeconds(6), 5))
        .extracting(Entry::upload)
        .containsExactlyElementsOf(keys.subList(0, 5));
    keys.forEach(key -> books.outbox().seenGone(key.callId(), Instant.now()));

    await()
        .untilAsserted(
            () ->
                assertThat(books.outbox().completed(1_000_000))
                    .extracting(Entry::upload)
                    .containsSubsequence(keys));
    assertThat(books.outbox().open(start.plusSeconds(6), 5)).isEmpty();
  }

  @Test
  default void findShouldBeEmptyWhenNothingWasStaged() {
    CallLedgerContract.Books books = outboxBooks();
    MonitoringRecord record = success(appId(), Instant.now().minusSeconds(60));
    books.ledger().settle(settlement(record));

    assertThat(books.outbox().find(record.callId())).isEmpty();
  }

  @Test
  default void openShouldGiveTheOldestFirstUpToTheLimitAndOnlyOlderCalls() {
    CallLedgerContract.Books books = outboxBooks();
    Instant start = Instant.parse("2023-05-01T00:00:00Z");
    List<UploadKey> keys =
        IntStream.range(0, 4).mapToObj(i -> settle(books, start.plusSeconds(i))).toList();

    assertThat(books.outbox().open(start.plusSeconds(3), 2))
        .extracting(Entry::upload)
        .containsExactlyElementsOf(keys.subList(0, 2));
    assertThat(books.outbox().open(start.plusSeconds(3), 1000))
        .extracting(Entry::upload)
        .contains(keys.get(2))
        .doesNotContain(keys.get(3));
    keys.forEach(key -> books.outbox().seenGone(key.callId(), Instant.now()));
  }

  @Test
  default void everyDutyShouldBeCompletedWhenManyAreSeenGoneAtOneTime() {
    CallLedgerContract.Books books = outboxBooks();
    List<UploadKey> keys =
        IntStream.range(0, 60)
            .mapToObj(_ -> settle(books, Instant.now().minusSeconds(60)))
            .toList();

    Concurrently.run(60, i -> books.outbox().seenGone(keys.get(i).callId(), Instant.now()));

    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(
            () ->
                assertThat(books.outbox().completed(1_000_000))
                    .extracting(Entry::upload)
                    .containsAll(keys));
  }

  private static UploadKey settle(CallLedgerContract.Books books, Instant received) {
    ZoneId zone = PlatformFixtures.SINGAPORE_TIME;
    Settlement settlement = stagedSettlement(success(appId(), received), zone);
    books.ledger().settle(settlement);
    return settlement.upload().orElseThrow();
  }

  private static UploadKey key(Instant received) {
    return UploadKey.of(appId(), callId(received), PlatformFixtures.SINGAPORE_TIME);
  }

  private static Optional<Entry> entry(ErasureOutbox outbox, UploadKey key) {
    return outbox.find(key.callId());
  }
}
