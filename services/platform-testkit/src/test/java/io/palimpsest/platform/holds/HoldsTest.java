package io.palimpsest.platform.holds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryHolds;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldsTest {
  private static final Instant NOW = Instant.parse("2028-02-29T12:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofDays(400));
  private static final Set<DataClass> RECORDS = Set.of(DataClass.MONITORING);

  private final MovableClock clock = new MovableClock(NOW);
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final InMemoryRegionHolds singapore = new InMemoryRegionHolds();
  private final InMemoryRegionHolds frankfurt = new InMemoryRegionHolds();
  private final Tenant tenant = PlatformFixtures.tenant();
  private final AppId app = PlatformFixtures.appId();
  private final Holds holds =
      new Holds(
          new InMemoryHolds(),
          control,
          List.of(
              new HeldRegion(
                  PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME, singapore),
              new HeldRegion(
                  PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME, frankfurt)),
          clock);

  @BeforeEach
  void aTenantWithAnAppId() {
    control.save(tenant);
    control.save(PlatformFixtures.application(app, tenant.id()));
  }

  @Test
  void aTenantsHoldShouldReachEveryAppIdInEveryRegionThoseOfLaterToo() {
    place(new HoldScope.OfTenant(tenant.id()), RECORDS);

    assertThat(holds.spread()).isEmpty();
    assertThat(apps(singapore)).containsExactly(app);
    assertThat(apps(frankfurt)).containsExactly(app);

    AppId later = control.nextAppId();
    control.save(PlatformFixtures.application(later, tenant.id()));
    holds.spread();

    assertThat(apps(singapore)).containsExactlyInAnyOrder(app, later);
  }

  @Test
  void aRegionThatWasAwayShouldLearnOfTheHoldAfterwards() {
    frankfurt.outage().begin();
    place(new HoldScope.OfApplication(app), RECORDS);

    assertThat(holds.spread()).containsExactly(PlatformFixtures.FRANKFURT);
    assertThat(apps(singapore)).containsExactly(app);

    frankfurt.outage().end();
    assertThat(holds.spread()).isEmpty();
    assertThat(apps(frankfurt)).containsExactly(app);
  }

  @Test
  void aReleasedHoldShouldHoldNothingAndStayInTheHistory() {
    Hold hold = place(new HoldScope.OfApplication(app), RECORDS);
    holds.spread();

    holds.release(hold.id(), "A. Judge", "case closed");
    holds.spread();

    assertThat(singapore.scopes()).isEmpty();
    assertThat(holds.inForce()).isEmpty();
    assertThat(holds.acts()).extracting(HoldAct::leaf).containsExactly("held", "released");
    assertThatThrownBy(() -> holds.release(hold.id(), "A. Judge", "again"))
        .isInstanceOf(HoldRefused.class)
        .hasMessageContaining("in force");
  }

  @Test
  void everyActShouldBeToldOnceInEachRegionAndSayNothingOfWhomOrWhy() {
    Hold hold =
        place(
            new HoldScope.OfApplication(app),
            Set.of(DataClass.MONITORING, DataClass.OPERATION_LOG));
    holds.spread();
    holds.spread();
    holds.release(hold.id(), "A. Judge", "case closed");
    frankfurt.outage().begin();
    holds.spread();
    frankfurt.outage().end();
    holds.spread();

    for (InMemoryRegionHolds region : List.of(singapore, frankfurt)) {
      List<String> leaves =
          region.leaves().stream().map(leaf -> new String(leaf, StandardCharsets.UTF_8)).toList();
      assertThat(leaves).hasSize(4);
      assertThat(leaves.subList(0, 2))
          .allSatisfy(leaf -> assertThat(leaf).contains("\"held\"", "\"D5\"", "2029-04-04"));
      assertThat(leaves.subList(2, 4))
          .allSatisfy(leaf -> assertThat(leaf).contains("\"released\""));
      assertThat(leaves)
          .noneMatch(leaf -> leaf.contains("Judge") || leaf.contains("ZPO"))
          .noneMatch(leaf -> leaf.contains(app.toString()) || leaf.contains(hold.id()));
    }
  }

  @Test
  void aHoldShouldEndByItselfWhenItsTimeIsUp() {
    Hold hold = place(new HoldScope.OfApplication(app), RECORDS);
    holds.spread();

    clock.set(UNTIL.minusMillis(1));
    holds.spread();
    assertThat(singapore.scopes()).isNotEmpty();
    clock.set(UNTIL);
    holds.spread();
    holds.spread();

    assertThat(singapore.scopes()).isEmpty();
    assertThat(holds.acts())
        .containsExactly(new HoldAct.Placed(hold), new HoldAct.Lapsed(hold.id(), UNTIL));
  }

  @Test
  void anEndUsersHoldShouldReachEachRegionByItsOwnNamesAndIdentificationOnly() {
    Pseudonym name = new Pseudonym(Pseudonym.Kind.REFERENCE, 1, "0a".repeat(32));
    HoldScope scope =
        new HoldScope.OfEndUser(tenant.id(), Map.of(PlatformFixtures.SINGAPORE, List.of(name)));

    assertThatThrownBy(() -> place(scope, RECORDS))
        .isInstanceOf(HoldRefused.class)
        .hasMessageContaining("identification");
    place(scope, Set.of(DataClass.IDENTIFICATION));
    holds.spread();

    assertThat(singapore.scopes())
        .extracting(HeldScope::target)
        .containsExactly(new HeldScope.Target.EndUser(tenant.id(), name));
    assertThat(frankfurt.scopes()).isEmpty();
  }

  @Test
  void aHoldShouldSayWhoWhyOnWhatBasisAndUntilWhen() {
    HoldScope scope = new HoldScope.OfApplication(app);

    assertThatThrownBy(() -> holds.place(scope, RECORDS, " ", "case", "law", UNTIL))
        .isInstanceOf(HoldRefused.class)
        .hasMessageContaining("placedBy");
    assertThatThrownBy(() -> holds.place(scope, RECORDS, "who", "", "law", UNTIL))
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> holds.place(scope, RECORDS, "who", "case", "", UNTIL))
        .hasMessageContaining("basis");
    assertThatThrownBy(() -> holds.place(scope, RECORDS, "who", "case", "law", NOW))
        .hasMessageContaining("until");
    assertThatThrownBy(
            () -> holds.place(scope, Set.of(DataClass.ACCOUNT), "who", "case", "law", UNTIL))
        .hasMessageContaining("classes");
    assertThatThrownBy(() -> place(new HoldScope.OfTenant(PlatformFixtures.tenant().id()), RECORDS))
        .hasMessageContaining("there is no tenant");
    assertThat(holds.acts()).isEmpty();
  }

  private Hold place(HoldScope scope, Set<DataClass> classes) {
    return holds.place(scope, classes, "A. Judge", "case 4 O 17/28", "§ 142 ZPO", UNTIL);
  }

  private static List<AppId> apps(InMemoryRegionHolds region) {
    return region.scopes().stream()
        .map(scope -> ((HeldScope.Target.App) scope.target()).appId())
        .toList();
  }
}
