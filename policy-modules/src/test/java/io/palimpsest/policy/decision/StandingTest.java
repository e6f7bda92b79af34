package io.palimpsest.policy.decision;

import static io.palimpsest.policy.decision.DecisionFixtures.ADMIN;
import static io.palimpsest.policy.decision.DecisionFixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.PolicyFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Standing.Announced;
import io.palimpsest.policy.decision.Standing.Bound;
import io.palimpsest.policy.decision.Standing.MustAccept;
import io.palimpsest.policy.decision.Standing.NoPolicy;
import io.palimpsest.policy.decision.Standing.ObjectionHolds;
import io.palimpsest.policy.decision.Standing.ObjectionStands;
import io.palimpsest.policy.decision.Standing.Phase;
import io.palimpsest.policy.internal.TestModules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version 1.0.0 holds from 2027-01-01, 1.10.0 is announced on 04-15 and holds from 06-01. */
class StandingTest {
  private static final Instant BEFORE = Instant.parse("2027-04-01T00:00:00Z");
  private static final Instant ANNOUNCED = Instant.parse("2027-04-20T00:00:00Z");
  private static final Instant AFTER = Instant.parse("2027-06-01T00:00:00Z");
  private static final PolicyRef FIRST = PolicyRef.parse("whole@1.0.0");
  private static final PolicyRef SECOND = PolicyRef.parse("whole@1.10.0");

  private final PolicyLibrary explicit = library("mode: explicit");
  private final PolicyLibrary byUse = library("mode: continued-use");

  @Test
  void aTenantThatNeverAcceptedShouldAccept() {
    Standing standing = standing(explicit, Optional.empty(), Optional.empty(), BEFORE);

    assertThat(standing).isEqualTo(new MustAccept(Optional.empty(), FIRST));
    assertThat(standing.mayCall()).isFalse();
    assertThat(standing(byUse, Optional.empty(), Optional.empty(), BEFORE))
        .isEqualTo(new MustAccept(Optional.empty(), FIRST));
  }

  @Test
  void aTenantThatAcceptedShouldBeBound() {
    assertThat(standing(explicit, accepted("1.0.0"), Optional.empty(), BEFORE))
        .isEqualTo(new Bound(FIRST, false));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-04-15T00:00:00Z, NOTICE",
    "2027-05-24T23:59:59Z, NOTICE",
    "2027-05-25T00:00:00Z, COUNTDOWN",
    "2027-05-31T23:59:59Z, COUNTDOWN"
  })
  void anAnnouncedChangeShouldBeCountedDown(Instant at, Phase phase) {
    Standing standing = standing(explicit, accepted("1.0.0"), Optional.empty(), at);

    assertThat(standing).isEqualTo(new Announced(FIRST, SECOND, phase, false, AFTER));
    assertThat(standing.mayCall()).isTrue();
  }

  @Test
  void aChangeShouldBeAcceptedAheadOfItsDay() {
    assertThat(standing(explicit, accepted("1.10.0"), Optional.empty(), ANNOUNCED))
        .isEqualTo(new Announced(FIRST, SECOND, Phase.NOTICE, true, AFTER));
    assertThat(standing(explicit, accepted("1.10.0"), Optional.empty(), AFTER))
        .isEqualTo(new Bound(SECOND, false));
  }

  @Test
  void aChangeThatNobodyAcceptedShouldStopCallsOnItsDay() {
    Standing standing = standing(explicit, accepted("1.0.0"), Optional.empty(), AFTER);

    assertThat(standing).isEqualTo(new MustAccept(Optional.of(FIRST), SECOND));
    assertThat(standing.mayCall()).isFalse();
  }

  @Test
  void goingOnShouldBeAcceptanceWhereTheProfileSaysSo() {
    Standing standing = standing(byUse, accepted("1.0.0"), Optional.empty(), AFTER);

    assertThat(standing).isEqualTo(new Bound(SECOND, true));
    assertThat(standing.mayCall()).isTrue();
  }

  @Test
  void anObjectionShouldStandUntilTheChangeHoldsAndThenStopCalls() {
    for (PolicyLibrary library : List.of(explicit, byUse)) {
      Standing standing = standing(library, accepted("1.0.0"), objection(ANNOUNCED), ANNOUNCED);
      Standing holds = standing(library, accepted("1.0.0"), objection(ANNOUNCED), AFTER);

      assertThat(standing).isEqualTo(new ObjectionStands(FIRST, SECOND, AFTER));
      assertThat(standing.mayCall()).isTrue();
      assertThat(holds).isEqualTo(new ObjectionHolds(SECOND));
      assertThat(holds.mayCall()).isFalse();
    }
  }

  @Test
  void theLaterOfAYesAndANoShouldCount() {
    Optional<AcceptedPolicy> yesAfter =
        Optional.of(DecisionFixtures.accepted("1.10.0", ANNOUNCED.plusSeconds(1)));
    Optional<AcceptedPolicy> yesBefore =
        Optional.of(DecisionFixtures.accepted("1.10.0", ANNOUNCED.minusSeconds(1)));

    assertThat(standing(explicit, yesAfter, objection(ANNOUNCED), AFTER))
        .isEqualTo(new Bound(SECOND, false));
    assertThat(standing(explicit, yesBefore, objection(ANNOUNCED), AFTER))
        .isEqualTo(new ObjectionHolds(SECOND));
  }

  @Test
  void aProfileThatIsNotInForceShouldLetNothingRun() {
    assertThat(
            standing(
                explicit,
                accepted("1.0.0"),
                Optional.empty(),
                Instant.parse("2026-12-31T23:59:59Z")))
        .isEqualTo(new NoPolicy("whole"));
  }

  private static PolicyLibrary library(String mode) {
    PolicyModule[] versions =
        TestModules.editedWith("mode: explicit", mode, "passing-second-version.yml")
            .toArray(PolicyModule[]::new);
    return PolicyFixtures.library(versions);
  }

  private static Optional<AcceptedPolicy> accepted(String version) {
    return Optional.of(DecisionFixtures.accepted(version, BEFORE.minusSeconds(9)));
  }

  private static Optional<Objection> objection(Instant at) {
    return Optional.of(new Objection(SECOND, ADMIN, at, "a new sub-processor"));
  }

  private static Standing standing(
      PolicyLibrary library,
      Optional<AcceptedPolicy> accepted,
      Optional<Objection> objection,
      Instant at) {
    return new PolicyDecisions(() -> library)
        .standing(tenant(accepted, objection).apply(List.of()), at);
  }
}
