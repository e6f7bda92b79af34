package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.report.Counted;
import io.palimpsest.platform.erasure.ErasureOutbox.Cause;
import io.palimpsest.platform.erasure.ErasureOutbox.Entry;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.ErasedItem;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.evidence.EvidenceQueue.Erasure;
import io.palimpsest.platform.evidence.EvidenceQueue.Notice;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.EvidenceQueue.Progress;
import io.palimpsest.platform.evidence.EvidenceQueue.Tallied;
import io.palimpsest.platform.evidence.LeavingDays;
import io.palimpsest.platform.evidence.LeavingDays.Leaving;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every evidence queue does. */
public interface EvidenceQueueContract {
  int YEAR = 2026;

  /**
   * An outbox, the ledger that fills it, and the queue over both; all of them empty, with days
   * around today for both periods that fixtures know.
   */
  record Desk(
      CallLedgerContract.Books books,
      MonitoringPartitions partitions,
      EvidenceQueue queue,
      LeavingDays leaving) {}

  Desk emptyDesk();

  @Test
  default void erasuresShouldBeThoseSeenGoneWithTheSaltOfTheirCall() {
    Desk desk = emptyDesk();
    Settlement seen = settled(desk);
    Settlement open = settled(desk);
    gone(desk, seen.upload().orElseThrow());

    List<Erasure> waiting = desk.queue().erasures(10);

    assertThat(waiting)
        .extracting(each -> each.entry().upload())
        .containsExactly(seen.upload().orElseThrow());
    assertThat(waiting.getFirst().salt()).contains(Salt.of(seen.salt()));
    assertThat(desk.queue().find(open.record().callId()).orElseThrow().place()).isEmpty();
  }

  @Test
  default void anErasureWithoutASettlementShouldKeepTheSaltItWasPlacedWith() {
    Desk desk = emptyDesk();
    UploadKey key =
        UploadKey.of(
            appId(),
            PlatformFixtures.callId(Instant.now().minusSeconds(60)),
            PlatformFixtures.SINGAPORE_TIME);
    desk.books().outbox().swept(key);
    gone(desk, key);
    assertThat(desk.queue().erasures(10))
        .extracting(Erasure::salt)
        .containsExactly(Optional.empty());
    Salt salt = Salt.of(new byte[16]);

    desk.queue()
        .place(YEAR, 0, List.of(new Placement.OfErasure(key.callId(), salt, leaf("swept"))));

    EvidenceQueue.Shown shown = desk.queue().find(key.callId()).orElseThrow();
    assertThat(shown.salt()).contains(salt);
    assertThat(shown.place()).contains(new Place(YEAR, 0));
    assertThat(shown.entry().cause()).isEqualTo(Cause.SWEPT);
  }

  @Test
  default void anItemsLeafShouldBeFoundByItsCall() {
    Desk desk = emptyDesk();
    Settlement call = settled(desk);
    CallId callId = call.record().callId();
    ErasedItem item =
        new ErasedItem(
            DataClass.IDENTIFICATION,
            callId,
            call.record().appId(),
            LocalDate.parse("2026-11-21"),
            Optional.of(Salt.of(call.salt())));
    assertThat(desk.queue().findItem(callId, DataClass.IDENTIFICATION)).isEmpty();

    desk.queue().enter(leaf("another"));
    desk.queue().enter(item, leaf("item"));

    assertThat(desk.queue().findItem(callId, DataClass.IDENTIFICATION))
        .contains(new EvidenceQueue.ShownItem(item, Optional.empty()));
    List<Placement> waiting =
        desk.queue().notices(10).stream()
            .<Placement>map(each -> new Placement.OfNotice(each.number(), each.leaf()))
            .toList();
    desk.queue().place(YEAR, 0, waiting);
    assertThat(desk.queue().findItem(callId, DataClass.IDENTIFICATION))
        .contains(new EvidenceQueue.ShownItem(item, Optional.of(new Place(YEAR, 1))));
    assertThat(desk.queue().notices(10)).isEmpty();
    assertThat(desk.queue().findItem(callId, DataClass.DEBUG_COPY)).isEmpty();
  }

  @Test
  default void leavesOfTwoClassesOfACallShouldEachBeFound() {
    Desk desk = emptyDesk();
    Settlement call = settled(desk);
    CallId callId = call.record().callId();
    List<DataClass> classes = List.of(DataClass.DEBUG_COPY, DataClass.IDENTIFICATION);
    for (DataClass each : classes) {
      desk.queue()
          .enter(
              new ErasedItem(
                  each,
                  callId,
                  call.record().appId(),
                  LocalDate.parse("2026-11-21"),
                  Optional.of(Salt.of(call.salt()))),
              leaf(each.key()));
    }

    desk.queue()
        .place(
            YEAR,
            0,
            desk.queue().notices(10).stream()
                .<Placement>map(each -> new Placement.OfNotice(each.number(), each.leaf()))
                .toList());

    for (DataClass each : classes) {
      EvidenceQueue.ShownItem shown = desk.queue().findItem(callId, each).orElseThrow();
      assertThat(shown.item().dataClass()).isEqualTo(each);
      assertThat(shown.place()).contains(new Place(YEAR, classes.indexOf(each)));
    }
  }

  @Test
  default void erasuresOfEveryPeriodShouldBeTold() {
    Desk desk = emptyDesk();
    Settlement shorter =
        PlatformFixtures.keptFor(staged(Instant.now()), PlatformFixtures.SHORT_PERIOD);
    desk.books().ledger().settle(shorter);
    Settlement longer = settled(desk);
    List.of(shorter, longer).forEach(each -> gone(desk, each.upload().orElseThrow()));
    assertThat(desk.queue().erasures(10)).hasSize(2);
    assertThat(desk.queue().erasures(1)).hasSize(1);

    desk.queue().place(YEAR, 0, List.of(of(longer, "longer"), of(shorter, "shorter")));

    assertThat(desk.queue().erasures(10)).isEmpty();
    assertThat(desk.queue().find(shorter.record().callId()).orElseThrow().place())
        .contains(new Place(YEAR, 1));
  }

  @Test
  default void placedErasuresShouldBeFoundByTheirPlaces() {
    Desk desk = emptyDesk();
    Settlement shorter =
        PlatformFixtures.keptFor(staged(Instant.now()), PlatformFixtures.SHORT_PERIOD);
    desk.books().ledger().settle(shorter);
    Settlement longer = settled(desk);
    List.of(shorter, longer).forEach(each -> gone(desk, each.upload().orElseThrow()));
    assertThat(desk.queue().erasures(10)).hasSize(2);
    desk.queue().place(YEAR, 0, List.of(of(longer, "longer"), of(shorter, "shorter")));

    assertThat(desk.queue().placed(YEAR, 0, 2))
        .extracting(EvidenceQueue.Placed::index)
        .containsExactly(0L, 1L);
    assertThat(desk.queue().placed(YEAR, 1, 9))
        .singleElement()
        .satisfies(
            placed -> {
              assertThat(placed.entry().upload()).isEqualTo(shorter.upload().orElseThrow());
              assertThat(placed.salt()).contains(Salt.of(shorter.salt()));
            });
    assertThat(desk.queue().placed(YEAR + 1, 0, 9)).isEmpty();
  }

  @Test
  default void aSettlementThatCameAfterItsSweepShouldBeToldOnce() {
    Desk desk = emptyDesk();
    Settlement late = staged(Instant.now().minusSeconds(60));
    UploadKey key = late.upload().orElseThrow();
    desk.books().outbox().swept(key);
    gone(desk, key);
    desk.books().ledger().settle(late);
    desk.books().outbox().seenGone(key.callId(), Instant.now());

    assertThat(desk.queue().erasures(10)).hasSize(1);
    desk.queue()
        .place(
            YEAR,
            0,
            List.of(new Placement.OfErasure(key.callId(), Salt.of(late.salt()), leaf("one"))));

    assertThat(desk.queue().erasures(10)).isEmpty();
    assertThat(desk.queue().find(key.callId()).orElseThrow().place()).contains(new Place(YEAR, 0));
  }

  @Test
  default void aSettlementThatCameAfterItsSweepShouldNotBeToldAgainWhenTheSweepsDayIsGone() {
    Desk desk = emptyDesk();
    Settlement toldBefore = sweptAndSettled(desk);
    Settlement untold = sweptAndSettled(desk);
    desk.queue().place(YEAR, 0, List.of(of(toldBefore, "one")));

    drop(desk, toldBefore, PlatformFixtures.SHORT_PERIOD);

    assertThat(desk.books().outbox().open(Instant.now().plusSeconds(60), 10)).isEmpty();
    assertThat(desk.queue().erasures(10))
        .extracting(each -> each.entry().upload())
        .containsExactly(untold.upload().orElseThrow());
    assertThat(desk.queue().find(toldBefore.record().callId()).orElseThrow().place())
        .contains(new Place(YEAR, 0));
    desk.queue().place(YEAR, 1, List.of(of(untold, "other")));
    assertThat(desk.queue().erasures(10)).isEmpty();
    assertThat(desk.queue().find(untold.record().callId()).orElseThrow().place())
        .contains(new Place(YEAR, 1));
  }

  @Test
  default void anErasureThatWasNotToldShouldOutliveItsDayUntilItIs() {
    Desk desk = emptyDesk();
    Settlement open = settled(desk);
    Settlement seen = settled(desk);
    Settlement told = settled(desk);
    List.of(seen, told).forEach(each -> gone(desk, each.upload().orElseThrow()));
    desk.queue().place(YEAR, 0, List.of(of(told, "told")));

    drop(desk, seen, PlatformFixtures.MONITORING_PERIOD);
    drop(desk, seen, PlatformFixtures.MONITORING_PERIOD);

    assertThat(desk.queue().find(told.record().callId())).isEmpty();
    assertThat(desk.books().outbox().open(Instant.now().plusSeconds(60), 10))
        .extracting(Entry::upload)
        .containsExactly(open.upload().orElseThrow());
    assertThat(desk.queue().erasures(10))
        .extracting(each -> each.entry().upload())
        .containsExactly(seen.upload().orElseThrow());
    gone(desk, open.upload().orElseThrow());
    desk.queue().place(YEAR, 1, List.of(of(seen, "seen"), of(open, "open")));
    assertThat(desk.queue().erasures(10)).isEmpty();
    assertThat(desk.queue().find(seen.record().callId())).isEmpty();
    assertThat(desk.books().outbox().find(open.record().callId())).isEmpty();
  }

  @Test
  default void whatASweepEntersOfAnOldCallShouldBeToldAlthoughItsDayGoes() {
    Desk desk = emptyDesk();
    List<UploadKey> old =
        Stream.of(100, 101, 102)
            .map(
                days ->
                    UploadKey.of(
                        appId(),
                        PlatformFixtures.callId(Instant.now().minus(days, ChronoUnit.DAYS)),
                        PlatformFixtures.SINGAPORE_TIME))
            .toList();
    desk.books().outbox().swept(old.getFirst());
    desk.books().outbox().swept(old);
    gone(desk, old.getFirst());

    for (LocalDate day : desk.partitions().days(PlatformFixtures.SHORT_PERIOD)) {
      desk.partitions().drop(PlatformFixtures.SHORT_PERIOD, day);
    }

    assertThat(desk.books().outbox().open(Instant.now(), 10)).hasSize(2);
    assertThat(desk.queue().erasures(10)).hasSize(1);
    desk.queue()
        .place(
            YEAR,
            0,
            List.of(
                new Placement.OfErasure(
                    old.getFirst().callId(), Salt.of(new byte[16]), leaf("swept"))));
    assertThat(desk.queue().erasures(10)).isEmpty();
    old.subList(1, 3).forEach(each -> gone(desk, each));
    assertThat(desk.queue().erasures(10)).hasSize(2);
  }

  private static Settlement sweptAndSettled(Desk desk) {
    Settlement late = staged(Instant.now().minusSeconds(60));
    desk.books().outbox().swept(late.upload().orElseThrow());
    gone(desk, late.upload().orElseThrow());
    desk.books().ledger().settle(late);
    return late;
  }

  private static void drop(Desk desk, Settlement call, RetentionPeriod period) {
    desk.partitions().drop(period, call.upload().orElseThrow().day());
  }

  @Test
  default void aPlacedErasureShouldNotWaitAnyMore() {
    Desk desk = emptyDesk();
    Settlement one = settled(desk);
    Settlement other = settled(desk);
    List.of(one, other).forEach(each -> gone(desk, each.upload().orElseThrow()));

    boolean placed = desk.queue().place(YEAR, 0, List.of(of(one, "one"), of(other, "other")));

    assertThat(placed).isTrue();
    assertThat(desk.queue().erasures(10)).isEmpty();
    assertThat(desk.queue().progress(YEAR)).isEqualTo(new Progress(2, 0));
    assertThat(desk.queue().find(other.record().callId()).orElseThrow().place())
        .contains(new Place(YEAR, 1));
    assertThat(desk.queue().leaves(YEAR, 0, 10)).containsExactly(leaf("one"), leaf("other"));
    assertThat(desk.queue().leaves(YEAR, 1, 1)).containsExactly(leaf("other"));
  }

  @Test
  default void aPlaceShouldBeGivenOnce() {
    Desk desk = emptyDesk();
    Settlement call = settled(desk);
    gone(desk, call.upload().orElseThrow());
    desk.queue().enter(leaf("notice"));
    List<Notice> notices = desk.queue().notices(10);
    List<Placement> notice =
        List.of(new Placement.OfNotice(notices.getFirst().number(), leaf("notice")));
    assertThat(desk.queue().place(YEAR, 0, notice)).isTrue();

    boolean again = desk.queue().place(YEAR, 0, List.of(of(call, "late")));

    assertThat(again).isFalse();
    assertThat(desk.queue().progress(YEAR)).isEqualTo(new Progress(1, 0));
    assertThat(desk.queue().erasures(10)).hasSize(1);
    assertThat(desk.queue().leaves(YEAR, 0, 10)).containsExactly(leaf("notice"));
  }

  @Test
  default void noticesShouldWaitInTheirOrderAndGoWhenPlaced() {
    Desk desk = emptyDesk();
    desk.queue().enter(leaf("first"));
    desk.queue().enter(leaf("second"));

    List<Notice> waiting = desk.queue().notices(10);

    assertThat(waiting).extracting(Notice::leaf).containsExactly(leaf("first"), leaf("second"));
    assertThat(desk.queue().notices(1)).hasSize(1);
    desk.queue()
        .place(
            YEAR,
            0,
            List.of(
                new Placement.OfNotice(waiting.getFirst().number(), waiting.getFirst().leaf())));
    assertThat(desk.queue().notices(10)).extracting(Notice::leaf).containsExactly(leaf("second"));
  }

  @Test
  default void aDayThatLeavesShouldBeToldOnceHoweverOftenItWasEntered() {
    Desk desk = emptyDesk();
    Leaving whole = leaving(DataClass.MONITORING, "", 7);
    Leaving again = leaving(DataClass.MONITORING, "", 0);
    Leaving part = leaving(DataClass.MONITORING, "mine", 2);
    desk.leaving().enter(whole);
    desk.leaving().enter(again);
    desk.leaving().enter(part);

    List<Leaving> open = desk.leaving().open(DataClass.MONITORING);
    boolean told = desk.leaving().tell(again, leaf("gone"));
    boolean twice = desk.leaving().tell(whole, leaf("gone"));

    assertThat(open).containsExactlyInAnyOrder(whole, part);
    assertThat(told).isTrue();
    assertThat(twice).isFalse();
    assertThat(desk.leaving().open(DataClass.MONITORING)).containsExactly(part);
    assertThat(desk.leaving().open(DataClass.OPERATION_LOG)).isEmpty();
    assertThat(desk.queue().notices(10)).extracting(Notice::leaf).containsExactly(leaf("gone"));
  }

  private static Leaving leaving(DataClass dataClass, String share, long items) {
    return new Leaving(
        dataClass,
        PlatformFixtures.MONITORING_PERIOD,
        LocalDate.of(2024, 2, 29),
        share,
        PlatformFixtures.SHORT_PERIOD,
        LocalDate.of(2026, 3, 1),
        "tencent-ocr-1.0.0",
        items);
  }

  @Test
  default void eachYearShouldHaveALogOfItsOwn() {
    Desk desk = emptyDesk();
    desk.queue().enter(leaf("old"));
    desk.queue().enter(leaf("new"));
    List<Notice> waiting = desk.queue().notices(10);

    desk.queue()
        .place(YEAR, 0, List.of(new Placement.OfNotice(waiting.get(0).number(), leaf("old"))));
    desk.queue()
        .place(YEAR + 1, 0, List.of(new Placement.OfNotice(waiting.get(1).number(), leaf("new"))));

    assertThat(desk.queue().leaves(YEAR, 0, 10)).containsExactly(leaf("old"));
    assertThat(desk.queue().leaves(YEAR + 1, 0, 10)).containsExactly(leaf("new"));
    assertThat(desk.queue().progress(YEAR + 2)).isEqualTo(new Progress(0, 0));
  }

  @Test
  default void releasedLeavesShouldBeGoneAndTheirPlacesStand() {
    Desk desk = emptyDesk();
    Settlement call = settled(desk);
    gone(desk, call.upload().orElseThrow());
    desk.queue().place(YEAR, 0, List.of(of(call, "one")));

    desk.queue().release(YEAR, 1);
    desk.queue().release(YEAR, 1);

    assertThat(desk.queue().leaves(YEAR, 0, 10)).isEmpty();
    assertThat(desk.queue().progress(YEAR)).isEqualTo(new Progress(1, 1));
    assertThat(desk.queue().find(call.record().callId()).orElseThrow().place())
        .contains(new Place(YEAR, 0));
  }

  @Test
  default void leavesShouldBeCountedByTheDayOnWhichTheyWereDone() {
    EvidenceQueue queue = emptyDesk().queue();
    assertThat(queue.tallies(YEAR)).isEmpty();

    queue.place(
        YEAR,
        0,
        List.of(
            new Placement.OfLog(leaf("first", "2026-11-21T15:59:59Z", 5)),
            new Placement.OfLog(leaf("afterMidnightInSingapore", "2026-11-21T16:00:00Z", 7)),
            new Placement.OfLog(leaf("thatCameLate", "2026-11-20T12:00:00Z", 11))));
    queue.place(YEAR, 3, List.of(new Placement.OfLog(leaf("sameDay", "2026-11-22T01:00:00Z", 2))));
    queue.place(YEAR, 4, List.of(new Placement.OfLog(leaf("tooLate", "2026-11-20T12:00:00Z", 1))));
    queue.place(YEAR, 0, List.of(new Placement.OfLog(leaf("second", "2026-11-22T01:00:00Z", 9))));

    assertThat(queue.tallies(YEAR))
        .containsExactly(
            new Tallied(
                LocalDate.parse("2026-11-21"),
                new Counted("expired", "monitoring", "", false, 1, 5)),
            new Tallied(
                LocalDate.parse("2026-11-22"),
                new Counted("expired", "monitoring", "", false, 4, 21)));
    assertThat(queue.tallies(YEAR + 1)).isEmpty();
  }

  private static Settlement settled(Desk desk) {
    Settlement settlement = staged(Instant.now().minusSeconds(60));
    desk.books().ledger().settle(settlement);
    return settlement;
  }

  private static Settlement staged(Instant received) {
    return stagedSettlement(success(appId(), received), PlatformFixtures.SINGAPORE_TIME);
  }

  private static void gone(Desk desk, UploadKey key) {
    Instant seen = Instant.now().truncatedTo(ChronoUnit.MICROS);
    desk.books().outbox().seenGone(key.callId(), seen);
    await()
        .until(
            () -> desk.books().outbox().find(key.callId()).map(Entry::open).orElse(true),
            open -> !open);
  }

  private static Placement of(Settlement call, String leaf) {
    CallId callId = call.record().callId();
    return new Placement.OfErasure(callId, Salt.of(call.salt()), leaf(leaf));
  }

  private static byte[] leaf(String word) {
    return leaf(word, "2026-11-21T12:00:00Z", 1);
  }

  /** A leaf that says that a day's monitoring records expired. */
  private static byte[] leaf(String policy, String at, long items) {
    io.palimpsest.evidence.leaf.Place place =
        new io.palimpsest.evidence.leaf.Place("ap-singapore", LocalDate.parse("2026-11-21"));
    return new Expired(place, "monitoring", "P2Y", items, false, policy, Instant.parse(at)).bytes();
  }
}
