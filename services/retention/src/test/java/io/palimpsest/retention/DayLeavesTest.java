package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.LOG_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.appId;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static io.palimpsest.policy.DataClass.MONITORING;
import static io.palimpsest.policy.DataClass.OPERATION_LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of days that go, whatever breaks off. */
class DayLeavesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private final SetClock clock = new SetClock("2028-11-21T23:00:00Z"); // the first that it is due
  private final InMemoryRegion region = InMemoryRegion.of(FRANKFURT, FRANKFURT_TIME);
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final DayLeaves leaves =
      new DayLeaves(
          FRANKFURT.name(),
          FRANKFURT_TIME,
          evidence.queue(),
          new PolicyNames(PolicyLibrary::shipped, clock.clock()),
          clock.clock());
  private final DayKeeper keeper =
      new DayKeeper(FRANKFURT.name(), FRANKFURT_TIME, Optional.of(leaves), clock.clock());

  @Test
  void aDroppedDayShouldBeToldWithWhatWentAndUnderWhichPolicy() {
    records(3);

    expireRecords();
    expireRecords();

    assertThat(told())
        .containsExactly(
            new Expired(
                new Place("eu-frankfurt", DAY),
                "monitoring",
                "P2Y",
                3,
                false,
                "tencent-ocr-1.0.0",
                clock.now()));
  }

  @Test
  void aDayThatAnOutageKeptShouldBeToldAsLate() {
    records(1);
    clock.set("2028-11-22T23:00:00Z");

    expireRecords();

    assertThat(told()).singleElement().matches(Expired::late);
  }

  @Test
  void aDayShouldBeToldOnceWhenItsDropBrokeOff() {
    records(2);
    region.ledger().outage().begin();
    leaves.enter(MONITORING, MONITORING_PERIOD, DAY, 2);
    assertThatThrownBy(this::expireRecords).isInstanceOf(StoreUnavailable.class);
    region.ledger().outage().end();
    assertThat(told()).isEmpty();

    expireRecords();
    expireRecords();

    assertThat(told()).singleElement().matches(leaf -> leaf.count() == 2);
  }

  @Test
  void aDayShouldBeToldOnceWhenTheProcessDiedAfterItsDrop() {
    records(2);
    leaves.enter(MONITORING, MONITORING_PERIOD, DAY, 2);
    region.ledger().drop(MONITORING_PERIOD, DAY);

    expireRecords();
    expireRecords();

    assertThat(told())
        .singleElement()
        .matches(leaf -> leaf.count() == 2 && leaf.place().day().equals(DAY));
  }

  @Test
  void nothingShouldBeDroppedThatCannotBeTold() {
    records(1);
    evidence.queue().outage().begin();

    assertThatThrownBy(this::expireRecords).isInstanceOf(StoreUnavailable.class);

    assertThat(region.ledger().all()).hasSize(1);
  }

  @Test
  void theOperationLogsDaysShouldBeToldAsWell() {
    Instant noon = DAY.atTime(12, 0).atZone(FRANKFURT_TIME).toInstant();
    region.log().append(logEntry(appId(), callId(noon)));
    region.log().append(logEntry(appId(), callId(noon)));
    clock.set("2027-02-21T23:00:00Z");

    keeper.expire(OPERATION_LOG, region.log(), Set.of(LOG_PERIOD), new Counted());

    assertThat(told())
        .singleElement()
        .matches(leaf -> leaf.dataClass().equals("operation-log") && leaf.count() == 2)
        .matches(leaf -> leaf.period().equals("P3M") && !leaf.late());
  }

  @Test
  void entriesThatAHoldKeptShouldBeToldTogetherWhenItEnds() {
    Instant noon = DAY.atTime(12, 0).atZone(FRANKFURT_TIME).toInstant();
    OperationLogEntry entry = logEntry(appId(), callId(noon));
    region.log().append(entry);
    InMemoryRegionHolds holds = new InMemoryRegionHolds();
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                OPERATION_LOG,
                new HeldScope.Target.Call(entry.callId()),
                "§ 142 ZPO",
                clock.now().plusSeconds(3600))));
    HeldIndexes indexes = new HeldIndexes(region.log(), holds);
    clock.set("2027-02-21T23:00:00Z");
    keeper.expire(OPERATION_LOG, indexes, Set.of(LOG_PERIOD), new Counted());
    assertThat(told()).singleElement().matches(leaf -> leaf.count() == 0);

    holds.set(List.of());
    for (int run = 0; run < 2; run++) {
      indexes.eraseReleased(
          (_, _, _) -> new byte[0], Optional.of(leaves), "tencent-ocr-1.0.0/D5", new Counted());
    }

    assertThat(told()).hasSize(2);
    assertThat(told().getLast())
        .matches(leaf -> leaf.count() == 1 && !leaf.late() && leaf.period().equals("P0D"))
        .matches(leaf -> leaf.policy().equals("tencent-ocr-1.0.0/D5"));
  }

  private void records(int count) {
    region.ledger().ensure(MONITORING_PERIOD, DAY, DAY);
    Instant noon = DAY.atTime(12, 0).atZone(FRANKFURT_TIME).toInstant();
    for (int i = 0; i < count; i++) {
      region.ledger().settle(settlement(success(appId(), noon)));
    }
  }

  private void expireRecords() {
    keeper.expire(MONITORING, region.ledger(), Set.of(MONITORING_PERIOD), new Counted());
  }

  private List<Expired> told() {
    return evidence.queue().notices(10).stream()
        .map(notice -> (Expired) Leaf.parse(notice.leaf()))
        .toList();
  }
}
