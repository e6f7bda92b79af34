package io.palimpsest.platform.debugcopies;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.leaf.BreakGlass;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.debugcopies.DebugCopies.Located;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.oversight.OversightRefused;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.DebugCopyStoreContract;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryOversight;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attester;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DebugCopiesTest {
  private static final Instant NOON = DebugCopyStoreContract.NOON;
  private static final Attester PETRA = ConsentFixtures.OFFICER;

  private final MovableClock clock = new MovableClock(NOON);
  private final PolicyLibrary policies = PolicyLibrary.shipped();
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final InMemoryRegion region = InMemoryRegion.of(SINGAPORE, SINGAPORE_TIME);
  private final InMemoryDebugCopies store =
      new InMemoryDebugCopies(
          new CopyTelling(SINGAPORE, SINGAPORE_TIME, clock, region.ledger()::salt, (_, _) -> {}),
          List::of);
  private final SubjectCell cell = InMemorySubjects.cell(SINGAPORE, SINGAPORE_TIME).with(store);
  private final DebugCopies copies =
      new DebugCopies(
          new Cells(List.of(region.cell())),
          List.of(cell),
          control,
          control,
          () -> policies,
          clock);
  private final Tenant tenant = PlatformFixtures.tenant("deepseek-ocr");
  private final AppId appId = control.nextAppId();

  DebugCopiesTest() {
    control.save(tenant);
    control.save(PlatformFixtures.application(appId, tenant.id()));
    ConsentFixtures.sayEverything(control, tenant, appId);
    say(new ConsentAct.OptedIn(NOON.plus(Duration.ofDays(30))), NOON.minusSeconds(60));
  }

  @Test
  void aTenantShouldSeeItsCopiesAndNobodyElses() {
    DebugCopy mine = kept(appId, NOON);
    AppId others = control.nextAppId();
    Tenant other = PlatformFixtures.tenant("deepseek-ocr");
    control.save(other);
    control.save(PlatformFixtures.application(others, other.id()));
    DebugCopy theirs = kept(others, NOON);

    assertThat(copies.list(tenant.id())).containsExactly(new Located(SINGAPORE, mine));
    assertThatThrownBy(() -> copies.read(tenant.id(), theirs.callId(), PETRA))
        .isInstanceOf(ConsentRefused.class)
        .hasMessage("there is no such debug copy");
    assertThatThrownBy(() -> copies.read(tenant.id(), PlatformFixtures.callId(NOON), PETRA))
        .isInstanceOf(ConsentRefused.class)
        .hasMessage("there is no such debug copy");
  }

  @Test
  void aReadingShouldStandInTheOperationLogWithoutAName() {
    DebugCopy copy = kept(appId, NOON);

    CopyContent content = copies.read(tenant.id(), copy.callId(), PETRA).content();

    assertThat(content.upload()).isEqualTo(DebugCopyStoreContract.content().upload());
    OperationLogEntry entry = region.log().all().getFirst();
    assertThat(entry.action()).isEqualTo(DebugCopies.ACTION);
    assertThat(entry.appId()).contains(appId);
    assertThat(entry.request())
        .isEqualTo(Map.of("CallId", copy.callId().toString(), "as", PETRA.capacity()));
    assertThat(entry.toString()).doesNotContain(PETRA.id());
    assertThat(DebugCopyStoreContract.SECRETS).noneMatch(entry.toString()::contains);
  }

  @Test
  void whatWasTakenBackShouldBeShownToNobodyBeforeItIsErased() {
    DebugCopy copy = kept(appId, NOON);

    say(new ConsentAct.OptedOut(), NOON.plusSeconds(1));
    clock.set(NOON.plusSeconds(2));
    assertThat(copies.list(tenant.id())).isEmpty();
    assertThatThrownBy(() -> copies.read(tenant.id(), copy.callId(), PETRA))
        .isInstanceOf(ConsentRefused.class);
    say(new ConsentAct.OptedIn(NOON.plus(Duration.ofDays(1))), NOON.plusSeconds(3));
    clock.set(NOON.plusSeconds(4));

    assertThat(copies.list(tenant.id())).as("an old copy, and a new leave").isEmpty();
    DebugCopy later = kept(appId, NOON.plusSeconds(4));
    assertThat(copies.list(tenant.id())).containsExactly(new Located(SINGAPORE, later));
  }

  @Test
  void aCopyWhoseTimeIsUpShouldNotBeShown() {
    DebugCopy copy = kept(appId, NOON);

    clock.set(copy.due());

    assertThat(copies.list(tenant.id())).isEmpty();
    assertThatThrownBy(() -> copies.read(tenant.id(), copy.callId(), PETRA))
        .isInstanceOf(ConsentRefused.class);
  }

  @Test
  void aLookByStaffShouldStandInTheTenantsRecordBeforeAnythingIsShown() {
    InMemoryOversight acts = new InMemoryOversight(control);
    Oversight oversight = new Oversight(acts, control, List.of(cell), clock);
    Attester olga = new Attester("olga", "incident lead");
    DebugCopy copy = kept(appId, NOON);

    DebugCopies.Opened shown = oversight.lookAtCopy(copies, copy.callId(), olga, "complaint 17");

    assertThat(shown.content().answer()).isEqualTo(DebugCopyStoreContract.content().answer());
    assertThat(oversight.acts(tenant.id()))
        .singleElement()
        .matches(act -> act.by().equals(olga) && act.reason().equals("complaint 17"));
    assertThat(Leaf.parse(acts.leaves().getFirst())).isInstanceOf(BreakGlass.class);
    assertThat(region.log().all()).hasSize(1);
    acts.outage().begin();
    assertThatThrownBy(() -> oversight.lookAtCopy(copies, copy.callId(), olga, "again"))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(region.log().all()).hasSize(1);
    assertThatThrownBy(
            () -> oversight.lookAtCopy(copies, PlatformFixtures.callId(NOON), olga, "complaint 17"))
        .isInstanceOf(OversightRefused.class);
  }

  private DebugCopy kept(AppId owner, Instant made) {
    DebugCopy copy = DebugCopyStoreContract.copy(owner, made);
    store.keep(copy, DebugCopyStoreContract.content(), () -> true);
    return copy;
  }

  private void say(ConsentAct act, Instant at) {
    control.append(tenant.id(), _ -> new Draft(at, PETRA, act));
  }
}
