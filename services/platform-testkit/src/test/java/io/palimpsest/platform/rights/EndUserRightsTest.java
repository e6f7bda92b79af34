package io.palimpsest.platform.rights;

import static io.palimpsest.platform.testkit.ConsentFixtures.OFFICER;
import static io.palimpsest.platform.testkit.SubjectFixtures.NUMBER;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.rights.EndUserRights.Done;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.DebugCopyStoreContract;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryReceiptKeys;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndUserRightsTest {
  private static final Verification VERIFIED =
      new Verification("desk 4", "signed in with two factors");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-12-01T10:00:00Z"));
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final InMemoryRights store = new InMemoryRights();
  private final InMemoryReceiptKeys keys = new InMemoryReceiptKeys();
  private final PolicyLibrary policies = PolicyLibrary.shipped(clock);
  private final InMemoryDebugCopies copies =
      new InMemoryDebugCopies(
          new CopyTelling(
              PlatformFixtures.SINGAPORE,
              PlatformFixtures.SINGAPORE_TIME,
              clock,
              _ -> Optional.empty(),
              (_, _) -> {}),
          List::of);
  private final SubjectCell singapore =
      InMemorySubjects.cell(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME)
          .with(copies);
  private final SubjectCell frankfurt =
      InMemorySubjects.cell(PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME);
  private final EndUserRights rights =
      new EndUserRights(
          new Consents(control, control, () -> policies, clock),
          store,
          List.of(singapore, frankfurt),
          () -> policies,
          keys,
          clock);
  private final Tenant tenant = PlatformFixtures.tenant();
  private final AppId app;
  private final EndUserReference anna = SubjectFixtures.reference();
  private final Asker asker = new Asker.ByReference(anna);

  EndUserRightsTest() {
    control.save(tenant);
    app = control.nextAppId();
  }

  @Test
  void withdrawingShouldLeaveNothingOfThatPurposeInAnyRegionNowOrLater() {
    stored(singapore, Purposes.ONLY_TRAINING);
    stored(frankfurt, Purposes.BOTH);

    Done done = perform(new RightsAct.Withdraw(TRAINING));

    assertThat(done.request().isDone()).isTrue();
    assertThat(items(singapore)).isZero();
    assertThat(items(frankfurt)).as("kept for the other purpose").isOne();
    assertThat(withdrawn(singapore)).isTrue();
    perform(new RightsAct.Consent(TRAINING));
    assertThat(withdrawn(singapore)).as("given again by one call too").isFalse();
  }

  @Test
  void erasureAndAChildsDataShouldLeaveNothing() {
    for (RightsAct act : List.of(new RightsAct.Erase(), new RightsAct.ChildData())) {
      stored(singapore, Purposes.BOTH);
      stored(frankfurt, Purposes.BOTH);

      Done done = perform(act);

      assertThat(done.request().erased().items()).isEqualTo(2);
      assertThat(items(singapore) + items(frankfurt)).isZero();
    }
  }

  @Test
  void erasureShouldTakeTheDebugCopiesOfTheCallsThatReadTheData() {
    Identification passport = stored(singapore, Purposes.BOTH);
    copies.keep(copyOf(passport.callId()), DebugCopyStoreContract.content(), () -> true);
    DebugCopy others = copyOf(PlatformFixtures.callId(clock.instant()));
    copies.keep(others, DebugCopyStoreContract.content(), () -> true);

    perform(new RightsAct.Erase());

    assertThat(copies.all()).containsExactly(others);
  }

  private DebugCopy copyOf(CallId callId) {
    DebugCopy copy = DebugCopyStoreContract.copy(app, clock.instant());
    return new DebugCopy(
        app, callId, copy.action(), copy.policy(), copy.made(), copy.due(), copy.bytes());
  }

  @Test
  void accessShouldGiveACopyOfEverythingAndKeepNone() {
    Identification passport = stored(singapore, Purposes.BOTH);

    Done done = perform(new RightsAct.Access());

    assertThat(done.held()).hasSize(1);
    assertThat(done.held().getFirst().item().content().fields()).isEqualTo(passport.fields());
    assertThat(store.requests(tenant.id()).toString()).doesNotContain("ERIKSSON");
  }

  @Test
  void correctionShouldPutAnotherValueInItsPlace() {
    Identification passport = stored(singapore, Purposes.BOTH);

    perform(new RightsAct.Correct(passport.callId(), NUMBER, "L898902C4"));

    assertThat(perform(new RightsAct.Access()).held().getFirst().item().content().fields())
        .containsEntry(NUMBER, "L898902C4");
  }

  @Test
  void whatIsRestrictedShouldBeKeptAndNotGivenOut() {
    stored(singapore, Purposes.BOTH);

    perform(new RightsAct.Restrict());
    boolean usable = usable();
    perform(new RightsAct.Unrestrict());

    assertThat(items(singapore)).isOne();
    assertThat(usable).isFalse();
    assertThat(usable()).isTrue();
  }

  @Test
  void aRequestShouldHaveADueDateAndAReceiptThatTellsNobodysName() {
    stored(singapore, Purposes.BOTH);

    Done done = perform(new RightsAct.Erase());

    assertThat(done.request().due()).isEqualTo(Instant.parse("2026-12-31T10:00:00Z"));
    String receipt = rights.receipt(tenant.id(), done.request().id());
    String said = new String(keys.newest().publicKey().verified(receipt), StandardCharsets.UTF_8);
    assertThat(said)
        .contains("\"palimpsest:state\":\"done\"", "signed in with two factors", "2026-12-31")
        .doesNotContain(anna.value());
    assertThat(SubjectFixtures.PERSONAL).noneMatch(said::contains);
  }

  @Test
  void anotherTenantShouldNotReachAnEndUserOfTheSameName() {
    stored(singapore, Purposes.BOTH);
    Tenant other = PlatformFixtures.tenant();
    control.save(other);

    Done done = rights.perform(other.id(), OFFICER, asker, new RightsAct.Erase(), VERIFIED);

    assertThat(done.request().erased().items()).isZero();
    assertThat(items(singapore)).isOne();
    assertThat(
            catchThrowableOfType(
                    ConsentRefused.class, () -> rights.find(tenant.id(), done.request().id()))
                .kind())
        .isEqualTo(ConsentRefused.Kind.NOT_FOUND);
  }

  @Test
  void aPurposeThatThePolicyDoesNotKnowShouldBeRefused() {
    assertThat(
            catchThrowableOfType(
                    ConsentRefused.class,
                    () -> perform(new RightsAct.Withdraw(new Purpose("advertising"))))
                .kind())
        .isEqualTo(ConsentRefused.Kind.INVALID);
    assertThat(store.requests(tenant.id())).isEmpty();
  }

  @Test
  void whatStoodOnARevokedAttestationShouldBeErasedOnceInEveryRegion() {
    control.save(PlatformFixtures.application(app, tenant.id()));
    Consents consents = new Consents(control, control, () -> policies, clock);
    consents.introduce(tenant.id(), OFFICER, ConsentFixtures.TOYS);
    Attestation given =
        consents.attest(
            tenant.id(),
            OFFICER,
            app,
            ConsentFixtures.draft(
                new ConsentScope.Use(DataClass.IDENTIFICATION, TRAINING.key()),
                Set.of(SubjectFixtures.ACTION)));
    stored(singapore, Purposes.ONLY_TRAINING);
    stored(frankfurt, Purposes.BOTH);
    RevokedData revoked = new RevokedData(control, List.of(singapore, frankfurt), clock);
    int early = revoked.clear();

    consents.revoke(tenant.id(), OFFICER, given.id());

    assertThat(early).isZero();
    assertThat(revoked.clear()).as("a call may be storing still that asked before").isZero();
    assertThat(items(singapore)).isZero();
    assertThat(items(frankfurt)).as("kept for the other purpose").isOne();
    stored(singapore, Purposes.ONLY_TRAINING);
    clock.advance(RevokedData.SETTLING);
    assertThat(revoked.clear()).isOne();
    assertThat(revoked.clear()).isZero();
    assertThat(items(singapore)).isZero();
  }

  @Test
  void aRequestThatAStoreLeftOpenShouldBeDoneWhenItIsBack() {
    stored(frankfurt, Purposes.BOTH);
    ((InMemorySubjects) frankfurt.items()).outage().begin();
    Done open = perform(new RightsAct.Erase());
    ((InMemorySubjects) frankfurt.items()).outage().end();

    Done done = rights.resume(tenant.id(), open.request().id());

    assertThat(open.request().isDone()).isFalse();
    assertThat(done.request().isDone()).isTrue();
    assertThat(items(frankfurt)).isZero();
  }

  private Done perform(RightsAct act) {
    return rights.perform(tenant.id(), OFFICER, asker, act, VERIFIED);
  }

  private enum Purposes {
    ONLY_TRAINING,
    BOTH
  }

  private Identification stored(SubjectCell cell, Purposes purposes) {
    Identification passport =
        purposes == Purposes.BOTH
            ? SubjectFixtures.passport(app, clock.instant())
            : SubjectFixtures.passport(
                app, clock.instant(), clock.instant().plus(Duration.ofDays(30)), TRAINING);
    cell.items()
        .store(
            tenant.id(),
            cell.pseudonyms().names(tenant.id(), Optional.of(anna), Optional.empty()),
            passport,
            List.of(SubjectFixtures.portrait()),
            () -> true);
    return passport;
  }

  private int items(SubjectCell cell) {
    return cell.items().find(tenant.id(), cell.pseudonyms().of(tenant.id(), anna)).stream()
        .mapToInt(state -> cell.items().items(state.subject()).size())
        .sum();
  }

  private boolean withdrawn(SubjectCell cell) {
    return store.isWithdrawn(
        tenant.id(), cell.region(), cell.pseudonyms().of(tenant.id(), anna), TRAINING);
  }

  private boolean usable() {
    return !singapore
        .inventory()
        .candidates(TRAINING, clock.instant(), Optional.empty(), 10)
        .isEmpty();
  }
}
