package io.palimpsest.retention.reconciliation;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.leaf.PolicyAccepted;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.ToldActs.Act;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.ActMissing;
import io.palimpsest.platform.reconciliation.Difference.ActUntold;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActComparisonTest {
  private static final Instant SAID = Instant.parse("2026-11-21T11:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final InMemoryEvidence evidence =
      InMemoryEvidence.of(InMemoryRegion.of(FRANKFURT, FRANKFURT_TIME));
  private final EvidenceCell cell =
      new EvidenceCell(
          Region.CONTROL, ZoneOffset.UTC, evidence.queue(), evidence.keys(), evidence::log);
  private final List<Act> acts = new ArrayList<>();
  private Instant now = SAID.plus(Duration.ofMinutes(10));

  @Test
  void actsAndLeavesThatAgreeShouldDifferInNothing() {
    Leaf first = accepted("one", SAID);
    Leaf second = accepted("other", SAID.plusSeconds(5));
    tell(2026, first, second);
    done("accepted 1", first);
    done("accepted 2", second);

    assertThat(everything()).isEmpty();
    assertThat(whatIsNew()).isEmpty();
  }

  @Test
  void anActWithoutALeafShouldBeToldOnceItIsLate() {
    done("accepted 1", accepted("one", SAID));

    assertThat(whatIsNew()).containsExactly(new ActUntold("accepted 1", SAID));
    now = SAID.plusSeconds(59);
    assertThat(whatIsNew()).isEmpty();
  }

  @Test
  void aLeafWithoutAnActShouldBeToldUntilTheActMayBeGone() {
    Leaf named = accepted("one", SAID);
    tell(2026, accepted("of before acts had hashes", SAID), named, accepted("lost", SAID));
    done("accepted 1", named);

    assertThat(whatIsNew()).containsExactly(new ActMissing(2026, 2));
    assertThat(everything()).containsExactly(new ActMissing(2026, 2));
    now = Instant.parse("2029-11-22T00:00:00Z");
    assertThat(everything()).isEmpty();
  }

  @Test
  void leavesOfNoActShouldNeedNone() {
    Leaf named = accepted("one", SAID);
    Leaf expired =
        new Expired(
            new Place(Place.CONTROL, LocalDate.of(2026, 11, 21)),
            "receipt",
            "P3Y",
            1,
            false,
            "tencent-ocr-1.0.0",
            SAID);
    tell(2026, named, expired);
    done("accepted 1", named);

    assertThat(everything()).isEmpty();
  }

  @Test
  void actsOfYearsAgoShouldBeComparedWithEverythingOnly() {
    Leaf old = accepted("old", SAID);
    tell(2026, old);
    done("accepted 1", old);
    done("accepted 2", accepted("untold", SAID));
    for (int year = 2027; year <= 2029; year++) {
      tell(year);
    }
    now = Instant.parse("2029-06-01T00:00:00Z");

    assertThat(whatIsNew()).isEmpty();
    assertThat(everything()).containsExactly(new ActUntold("accepted 2", SAID));
  }

  @Test
  void aLogThatCannotBeReadShouldBeLeftToTheComparisonOfLeaves() {
    Leaf leaf = accepted("one", SAID);
    tell(2026, leaf);
    done("accepted 1", leaf);
    done("accepted 2", accepted("untold", SAID));
    evidence.log(2026).put(TileStore.CHECKPOINT, new byte[] {1});

    assertThat(everything()).isEmpty();
  }

  private void done(String what, Leaf leaf) {
    acts.add(new Act(Merkle.leaf(leaf.bytes()), what, leaf.at()));
  }

  private void tell(int year, Leaf... leaves) {
    EvidenceLog.create(
            evidence.log(year), evidence.keys().signing(year, "log.test/control/" + year))
        .append(List.of(leaves).stream().map(Leaf::bytes).toList());
  }

  private static Leaf accepted(String who, Instant at) {
    return new PolicyAccepted(
        new Place(Place.CONTROL, LocalDate.ofInstant(at, ZoneOffset.UTC)),
        Commitment.to(new byte[16], who, "{}".getBytes()),
        "tencent-ocr-1.0.0",
        at);
  }

  private List<Difference> everything() {
    return find(Optional.empty());
  }

  private List<Difference> whatIsNew() {
    return find(Optional.of(now.minus(MINUTE)));
  }

  private List<Difference> find(Optional<Instant> since) {
    List<Difference> found = new ArrayList<>();
    new ActComparison(
            cell,
            (from, to) -> acts.stream().filter(act -> !act.at().isBefore(from)).forEach(to),
            () -> Set.of(RetentionPeriod.parse("P3Y")))
        .find(new Bounds(now, ZoneOffset.UTC, Duration.ZERO, MINUTE, MINUTE, since), found::add);
    return found;
  }
}
