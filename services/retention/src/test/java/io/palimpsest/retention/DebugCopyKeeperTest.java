package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.debugcopies.CopyRules;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.DebugCopyStoreContract;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyVersion;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.terms.DataRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebugCopyKeeperTest {
  private static final Instant NOON = DebugCopyStoreContract.NOON;
  private static final Duration OVER = Duration.ofSeconds(40);

  private final MovableClock clock = new MovableClock(NOON);
  private PolicyLibrary policies = PolicyLibrary.shipped();
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final List<byte[]> leaves = new ArrayList<>();
  private final InMemoryDebugCopies copies =
      new InMemoryDebugCopies(
          new CopyTelling(
              SINGAPORE,
              SINGAPORE_TIME,
              clock,
              _ -> Optional.empty(),
              (_, leaf) -> leaves.add(leaf)),
          List::of);
  private final DebugCopyKeeper keeper =
      new DebugCopyKeeper(
          SINGAPORE, copies, new CopyRules(() -> policies), control, control, OVER, clock);
  private final Tenant tenant = PlatformFixtures.tenant("deepseek-ocr");
  private final AppId appId = control.nextAppId();
  private final Map<String, Long> numbers = new HashMap<>();

  DebugCopyKeeperTest() {
    control.save(tenant);
    control.save(PlatformFixtures.application(appId, tenant.id()));
    ConsentFixtures.sayEverything(control, tenant, appId);
    say(new ConsentAct.OptedIn(NOON.plus(Duration.ofDays(30))), NOON.minusSeconds(60));
  }

  @Test
  void aCopyShouldBeGoneBeforeItsDayIsOver() {
    DebugCopy copy = kept(NOON);

    clock.set(copy.due().minus(DebugCopyKeeper.AHEAD).minusMillis(1));
    keepAll();
    assertThat(copies.all()).containsExactly(copy);
    clock.set(copy.due().minus(DebugCopyKeeper.AHEAD));
    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(copies.objects()).isEmpty();
    assertThat(told()).containsExactly(Cause.PERIOD_OVER);
    assertThat(((Erased) Leaf.parse(leaves.getFirst())).late()).isFalse();
    assertThat(numbers).containsEntry("copies", 1L);
  }

  @Test
  void copiesShouldStayWhileTheirTenantWantsThem() {
    kept(NOON);
    clock.set(NOON.plus(Duration.ofHours(23)));

    keepAll();

    assertThat(copies.all()).hasSize(1);
    assertThat(leaves).isEmpty();
  }

  @Test
  void optingOutShouldMakeAllCopiesDueAndANewLeaveShouldNotBringThemBack() {
    kept(NOON);
    say(new ConsentAct.OptedOut(), NOON.plusSeconds(10));
    clock.set(NOON.plusSeconds(20));
    keepAll();
    assertThat(copies.all()).isEmpty();

    say(new ConsentAct.OptedIn(NOON.plus(Duration.ofDays(9))), NOON.plusSeconds(30));
    DebugCopy before = kept(NOON.plusSeconds(31));
    say(new ConsentAct.OptedOut(), NOON.plusSeconds(32));
    say(new ConsentAct.OptedIn(NOON.plus(Duration.ofDays(9))), NOON.plusSeconds(33));
    DebugCopy after = kept(NOON.plusSeconds(34));
    clock.set(NOON.plusSeconds(40));
    keepAll();

    assertThat(copies.find(before.callId())).isEmpty();
    assertThat(copies.all()).containsExactly(after);
    assertThat(told()).containsExactly(Cause.WITHDRAWN, Cause.WITHDRAWN);
    assertThat(numbers).containsEntry("withdrawn", 2L);
  }

  @Test
  void aLeaveThatIsCutShorterShouldTakeItsCopiesWithItsEnd() {
    kept(NOON);
    say(new ConsentAct.OptedIn(NOON.plus(Duration.ofHours(2))), NOON.plusSeconds(10));

    clock.set(NOON.plus(Duration.ofHours(1)));
    keepAll();
    assertThat(copies.all()).hasSize(1);
    clock.set(NOON.plus(Duration.ofHours(2)).minus(DebugCopyKeeper.AHEAD));
    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(told()).containsExactly(Cause.PERIOD_OVER);
  }

  @Test
  void aTenantThatMovedToAPolicyWithoutCopiesShouldKeepNone() {
    kept(NOON);
    control.save(new Tenant(tenant.id(), tenant.name(), tenant.state(), "tencent-ocr"));

    clock.set(NOON.plusSeconds(10));
    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(told()).containsExactly(Cause.WITHDRAWN);
  }

  @Test
  void aPeriodThatANewVersionShortenedShouldHoldForWhatIsThere() {
    DebugCopy copy = kept(NOON);
    policies = new PolicyLibrary(List.of(shipped(), anHourOnly()), clock);
    Instant end = NOON.plus(Duration.ofHours(1)).minus(DebugCopyKeeper.AHEAD);

    clock.set(end.minusMillis(1));
    keepAll();
    assertThat(copies.all()).containsExactly(copy);
    clock.set(end);
    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(told()).containsExactly(Cause.PERIOD_OVER);
    assertThat(numbers).containsEntry("over", 1L);
  }

  private static PolicyModule shipped() {
    return PolicyLibrary.shipped().module("deepseek-ocr");
  }

  /** In force since the day of {@link DebugCopyStoreContract#NOON}. */
  private static PolicyModule anHourOnly() {
    PolicyModule first = shipped();
    DataRule rule = first.rule(DataClass.DEBUG_COPY);
    Map<DataClass, DataRule> classes = new HashMap<>(first.classes());
    classes.put(
        DataClass.DEBUG_COPY,
        new DataRule(
            rule.content(),
            rule.fields(),
            rule.store(),
            new Retention.Clock(Duration.ofHours(1)),
            rule.shorter(),
            rule.optInAtMost(),
            rule.erasure(),
            rule.purposes(),
            rule.clauses()));
    return new PolicyModule(
        new PolicyRef(first.id(), PolicyVersion.parse("2.0.0")),
        LocalDate.ofInstant(NOON, ZoneOffset.UTC),
        Optional.empty(),
        first.title(),
        first.summary(),
        first.parties(),
        first.acceptance(),
        first.longestCall(),
        first.staging(),
        classes,
        first.families(),
        first.ages(),
        first.regions(),
        first.subProcessors(),
        first.transfers(),
        first.backups(),
        first.rights(),
        first.statements(),
        first.lineage(),
        "cd".repeat(32));
  }

  @Test
  void copiesOfNobodyShouldGo() {
    DebugCopy copy = DebugCopyStoreContract.copy(PlatformFixtures.appId(), NOON);
    copies.keep(copy, DebugCopyStoreContract.content(), () -> true);

    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(told()).containsExactly(Cause.OFF_BOARDED);
  }

  @Test
  void whatWasNeverFinishedShouldGoOnceItsCallIsOver() {
    copies.objectsOutage().begin();
    assertThatThrownBy(() -> kept(NOON)).isInstanceOf(StoreUnavailable.class);
    copies.objectsOutage().end();
    keepAll();
    assertThat(copies.all()).hasSize(1);

    clock.set(NOON.plus(OVER).plusMillis(1));
    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(told()).containsExactly(Cause.COMPLETED);
    assertThat(numbers).containsEntry("unfinished", 1L);
  }

  @Test
  void anOutageShouldBeToldAsLateOnlyWhenItOutlastsTheDay() {
    DebugCopy copy = kept(NOON);
    clock.set(copy.due().minusSeconds(30));
    copies.objectsOutage().begin();
    assertThatThrownBy(() -> keeper.expire(this::count)).isInstanceOf(StoreUnavailable.class);
    copies.objectsOutage().end();

    clock.set(copy.due().plusSeconds(1));
    keepAll();

    assertThat(copies.all()).isEmpty();
    assertThat(((Erased) Leaf.parse(leaves.getFirst())).late()).isTrue();
  }

  @Test
  void copiesShouldGoOnExpiringWhileTheControlPlaneIsAway() {
    DebugCopy copy = kept(NOON);
    control.outage().begin();
    clock.set(copy.due());

    assertThatThrownBy(() -> keeper.withdraw(this::count)).isInstanceOf(StoreUnavailable.class);
    keeper.expire(this::count);

    assertThat(copies.all()).isEmpty();
  }

  @Test
  void objectsWithoutARowShouldBeSwept() {
    DebugCopy stray = DebugCopyStoreContract.copy(appId, NOON.minusSeconds(600));
    copies.plant(stray.callId(), DebugCopyStoreContract.content());

    keeper.sweep(this::count);

    assertThat(copies.objects()).isEmpty();
    assertThat(numbers).containsEntry("swept", 1L);
    assertThat(leaves).isEmpty();
  }

  private void keepAll() {
    keeper.expire(this::count);
    keeper.withdraw(this::count);
    keeper.sweep(this::count);
  }

  private void count(String number, long count) {
    numbers.merge(number, count, Long::sum);
  }

  private List<Cause> told() {
    return leaves.stream().map(leaf -> ((Erased) Leaf.parse(leaf)).cause()).toList();
  }

  private DebugCopy kept(Instant made) {
    DebugCopy copy = DebugCopyStoreContract.copy(appId, made);
    copies.keep(copy, DebugCopyStoreContract.content(), () -> true);
    return copy;
  }

  private void say(ConsentAct act, Instant at) {
    control.append(tenant.id(), _ -> new Draft(at, ConsentFixtures.OFFICER, act));
  }
}
