package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldAct;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every history of holds does. It may hold what other tests left. */
public interface HoldStoreContract {
  Instant AT = Instant.parse("2028-02-29T23:59:59.999Z");

  HoldStore holds();

  @Test
  default void everyKindOfHoldShouldComeBackAsItWasPlaced() {
    Pseudonym name = new Pseudonym(Pseudonym.Kind.DOCUMENT, 2, "0a".repeat(32));
    List<HoldAct> acts =
        List.of(
            placed(new HoldScope.OfTenant(PlatformFixtures.tenant().id())),
            placed(new HoldScope.OfApplication(PlatformFixtures.appId())),
            placed(new HoldScope.OfCall(PlatformFixtures.callId(AT))),
            new HoldAct.Placed(
                hold(
                    new HoldScope.OfEndUser(
                        PlatformFixtures.tenant().id(),
                        Map.of(PlatformFixtures.SINGAPORE, List.of(name))),
                    Set.of(DataClass.IDENTIFICATION))));

    acts.forEach(act -> assertThat(holds().append(act)).isTrue());

    assertThat(holds().acts()).containsSubsequence(acts);
  }

  @Test
  default void aHoldShouldBePlacedOnceAndEndedOnce() {
    HoldAct placed = placed(new HoldScope.OfApplication(PlatformFixtures.appId()));
    HoldAct released = new HoldAct.Released(placed.hold(), "A. Judge", "case closed", AT);
    HoldAct lapsed = new HoldAct.Lapsed(placed.hold(), AT);

    assertThat(holds().append(released)).as("before it is placed").isFalse();
    assertThat(holds().append(placed)).isTrue();
    assertThat(holds().append(placed)).isFalse();
    assertThat(holds().append(released)).isTrue();
    assertThat(holds().append(lapsed)).isFalse();

    assertThat(of(placed.hold())).containsExactly(placed, released);
  }

  @Test
  default void ofManyWhoEndAHoldOneShouldHaveDoneSo() {
    HoldAct placed = placed(new HoldScope.OfApplication(PlatformFixtures.appId()));
    holds().append(placed);
    AtomicInteger done = new AtomicInteger();

    Concurrently.run(
        6,
        i -> {
          if (holds().append(new HoldAct.Released(placed.hold(), "clerk " + i, "closed", AT))) {
            done.incrementAndGet();
          }
        });

    assertThat(done).hasValue(1);
    assertThat(of(placed.hold())).hasSize(2);
  }

  private List<HoldAct> of(String hold) {
    return holds().acts().stream().filter(act -> act.hold().equals(hold)).toList();
  }

  private static HoldAct placed(HoldScope scope) {
    return new HoldAct.Placed(hold(scope, Hold.HOLDABLE));
  }

  private static Hold hold(HoldScope scope, Set<DataClass> classes) {
    return new Hold(
        "hold-" + UUID.randomUUID().toString().substring(0, 13),
        scope,
        classes,
        "A. Judge",
        "case 4 O 17/28",
        "§ 142 ZPO",
        AT,
        AT.plusSeconds(86_400));
  }
}
