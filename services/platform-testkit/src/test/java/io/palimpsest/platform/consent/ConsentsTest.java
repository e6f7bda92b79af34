package io.palimpsest.platform.consent;

import static io.palimpsest.platform.testkit.ConsentFixtures.OFFICER;
import static io.palimpsest.platform.testkit.ConsentFixtures.TOYS;
import static io.palimpsest.platform.testkit.ConsentFixtures.draft;
import static io.palimpsest.platform.testkit.PolicyFixtures.FIRST;
import static io.palimpsest.platform.testkit.PolicyFixtures.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.PolicyFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.CallDecision;
import io.palimpsest.policy.decision.CallQuestion;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.PolicyDecisions;
import io.palimpsest.policy.decision.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConsentsTest {
  private static final ConsentScope SERVICE =
      new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service");
  private static final Attester OPERATOR = new Attester("ops@example.org", "operator");
  private static final Set<String> ACTIONS = Set.of(PlatformFixtures.ACTION);

  private final MovableClock clock = new MovableClock(Instant.parse("2026-12-01T10:00:00Z"));
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final PolicyLibrary policies = PolicyFixtures.changing(clock);
  private final Consents consents = new Consents(store, store, () -> policies, clock);
  private final Tenant tenant = PlatformFixtures.tenant();
  private final Application app;

  ConsentsTest() {
    store.save(tenant);
    app = PlatformFixtures.application(store.nextAppId(), tenant.id());
    store.save(app);
  }

  @Test
  void aCallShouldRunOnceThePolicyIsAcceptedAndItsUseAttestedAndNotAfterRevocation() {
    Credential key = PlatformFixtures.credential(app.appId());
    store.save(key);
    boolean before = mayRun(key);
    consents.introduce(tenant.id(), OFFICER, TOYS);
    consents.accept(tenant.id(), OFFICER, FIRST.ref(), FIRST.hash());
    boolean accepted = mayRun(key);
    Attestation given = attest();
    boolean attested = mayRun(key);

    consents.revoke(tenant.id(), OFFICER, given.id());

    assertThat(before).isFalse();
    assertThat(accepted).isFalse();
    assertThat(attested).isTrue();
    assertThat(mayRun(key)).isFalse();
  }

  @Test
  void aTenantUnderAnotherPolicyShouldAcceptThatOneFirstAlsoWhenItComesBack() {
    Profiles profiles = new Profiles(store, store, PolicyLibrary::shipped, clock);
    Consents shipped = new Consents(store, store, PolicyLibrary::shipped, clock);
    PolicyModule other = PolicyLibrary.shipped().module("deepseek-ocr");
    Credential key = PlatformFixtures.credential(app.appId());
    store.save(key);
    shipped.introduce(tenant.id(), OFFICER, TOYS);
    shipped.accept(tenant.id(), OFFICER, FIRST.ref(), FIRST.hash());
    attest();

    profiles.change(tenant.id(), OPERATOR, "deepseek-ocr");
    boolean moved = mayRun(key);
    shipped.accept(tenant.id(), OFFICER, other.ref(), other.hash());
    boolean accepted = mayRun(key, PolicyLibrary.shipped());
    profiles.change(tenant.id(), OPERATOR, "tencent-ocr");
    boolean back = mayRun(key);
    shipped.accept(tenant.id(), OFFICER, FIRST.ref(), FIRST.hash());

    assertThat(moved).isFalse();
    assertThat(accepted).isTrue();
    assertThat(back).as("accepted once before, but not anew").isFalse();
    assertThat(mayRun(key)).isTrue();
  }

  @Test
  void aLineOfBeforeAChangeShouldKnowThePolicyOfThen() {
    Profiles profiles = new Profiles(store, store, PolicyLibrary::shipped, clock);
    ConsentEntry first = consents.introduce(tenant.id(), OFFICER, TOYS);
    Tenant changed = profiles.change(tenant.id(), OPERATOR, "deepseek-ocr");
    ConsentEntry second = consents.introduce(tenant.id(), OFFICER, TOYS);

    ConsentHistory history = consents.history(tenant.id());

    assertThat(history.policyAt(changed, first)).isEqualTo("tencent-ocr");
    assertThat(history.policyAt(changed, second)).isEqualTo("deepseek-ocr");
    assertThat(refusal(() -> profiles.change(tenant.id(), OPERATOR, "deepseek-ocr")))
        .isEqualTo(ConsentRefused.Kind.CONFLICT);
    assertThat(refusal(() -> profiles.change(tenant.id(), OPERATOR, "nobody")))
        .isEqualTo(ConsentRefused.Kind.INVALID);
    assertThat(store.tenant(tenant.id())).contains(changed);
  }

  @Test
  void anotherContentThanTheOneReadShouldNotBeAccepted() {
    assertThat(refusal(() -> consents.accept(tenant.id(), OFFICER, FIRST.ref(), "00".repeat(32))))
        .isEqualTo(ConsentRefused.Kind.CONFLICT);
    assertThat(refusal(() -> consents.accept(tenant.id(), OFFICER, SECOND.ref(), SECOND.hash())))
        .as("not announced yet")
        .isEqualTo(ConsentRefused.Kind.CONFLICT);
  }

  @Test
  void anAttestationShouldNeedSomebodyWhoAnswersForTheData() {
    assertThat(refusal(this::attest)).isEqualTo(ConsentRefused.Kind.CONFLICT);
  }

  @Test
  void whatThePolicyDoesNotAllowShouldNotBeTaken() {
    consents.introduce(tenant.id(), OFFICER, TOYS);

    assertThat(
            refusal(
                () ->
                    consents.attest(
                        tenant.id(),
                        OFFICER,
                        app.appId(),
                        draft(
                            new ConsentScope.Use(DataClass.IDENTIFICATION, "advertising"),
                            ACTIONS))))
        .isEqualTo(ConsentRefused.Kind.INVALID);
    assertThat(
            refusal(
                () ->
                    consents.attest(
                        tenant.id(), OFFICER, app.appId(), draft(SERVICE, Set.of("NoSuchOCR")))))
        .isEqualTo(ConsentRefused.Kind.INVALID);
    assertThat(
            refusal(
                () -> consents.attest(tenant.id(), OFFICER, app.appId(), draft(SERVICE, Set.of()))))
        .isEqualTo(ConsentRefused.Kind.INVALID);
  }

  @Test
  void anAttestationShouldNotReachBack() {
    consents.introduce(tenant.id(), OFFICER, TOYS);
    AttestationDraft now = draft(SERVICE, ACTIONS);
    AttestationDraft earlier =
        new AttestationDraft(
            now.interfaces(),
            now.scope(),
            now.jurisdictions(),
            now.howObtained(),
            now.text(),
            now.notice(),
            Optional.of(clock.instant().minusSeconds(1)),
            now.until());

    assertThat(refusal(() -> consents.attest(tenant.id(), OFFICER, app.appId(), earlier)))
        .isEqualTo(ConsentRefused.Kind.INVALID);
  }

  @Test
  void anotherTenantsThingsShouldLookAsIfTheyWereNotThere() {
    Tenant other = PlatformFixtures.tenant();
    store.save(other);
    consents.introduce(tenant.id(), OFFICER, TOYS);
    consents.introduce(other.id(), OFFICER, TOYS);
    Attestation given = attest();

    assertThat(refusal(() -> consents.revoke(other.id(), OFFICER, given.id())))
        .isEqualTo(ConsentRefused.Kind.NOT_FOUND);
    assertThat(
            refusal(
                () -> consents.attest(other.id(), OFFICER, app.appId(), draft(SERVICE, ACTIONS))))
        .isEqualTo(ConsentRefused.Kind.NOT_FOUND);
    assertThat(consents.history(other.id()).entries()).hasSize(1);
    assertThat(refusal(() -> consents.history(new TenantId("nobody"))))
        .isEqualTo(ConsentRefused.Kind.NOT_FOUND);
  }

  @Test
  void aSecondRevocationShouldBeToldThatThereWasOne() {
    consents.introduce(tenant.id(), OFFICER, TOYS);
    Attestation given = attest();
    consents.revoke(tenant.id(), OFFICER, given.id());

    assertThat(refusal(() -> consents.revoke(tenant.id(), OFFICER, given.id())))
        .isEqualTo(ConsentRefused.Kind.CONFLICT);
  }

  @Test
  void aChangeShouldBeAnnouncedCountedDownAndAskedForAnew() {
    consents.accept(tenant.id(), OFFICER, FIRST.ref(), FIRST.hash());
    Outlook quiet = consents.outlook(tenant.id());
    clock.set(Instant.parse("2027-02-01T00:00:00Z"));
    Outlook announced = consents.outlook(tenant.id());
    clock.set(Instant.parse("2027-02-28T00:00:00Z"));
    Outlook near = consents.outlook(tenant.id());
    clock.set(Instant.parse("2027-03-03T00:00:00Z"));
    Outlook due = consents.outlook(tenant.id());
    consents.accept(tenant.id(), OFFICER, SECOND.ref(), SECOND.hash());

    assertThat(quiet.standing()).isInstanceOf(Standing.Bound.class);
    assertThat(quiet.wanted()).isEmpty();
    assertThat(phase(announced)).isEqualTo(Standing.Phase.NOTICE);
    assertThat(announced.wanted()).contains(SECOND);
    assertThat(announced.change().orElseThrow().added())
        .extracting(each -> each.name())
        .containsExactly("Helping Hands");
    assertThat(phase(near)).isEqualTo(Standing.Phase.COUNTDOWN);
    assertThat(due.standing()).isInstanceOf(Standing.MustAccept.class);
    assertThat(consents.outlook(tenant.id()).standing()).isInstanceOf(Standing.Bound.class);
  }

  @Test
  void anObjectionShouldStandUntilTheVersionHoldsAndThenStopCalls() {
    consents.accept(tenant.id(), OFFICER, FIRST.ref(), FIRST.hash());
    assertThat(refusal(() -> object()))
        .as("nothing is announced")
        .isEqualTo(ConsentRefused.Kind.CONFLICT);
    clock.set(Instant.parse("2027-02-10T00:00:00Z"));
    object();
    Standing before = consents.outlook(tenant.id()).standing();
    clock.set(Instant.parse("2027-03-03T00:00:00Z"));

    Standing after = consents.outlook(tenant.id()).standing();

    assertThat(before).isInstanceOf(Standing.ObjectionStands.class);
    assertThat(before.mayCall()).isTrue();
    assertThat(after).isInstanceOf(Standing.ObjectionHolds.class);
    assertThat(after.mayCall()).isFalse();
  }

  @Test
  void anEndShouldBeToldOnceAndInTime() {
    consents.introduce(tenant.id(), OFFICER, TOYS);
    Attestation given = attest();
    EndTeller teller = new EndTeller(store, store, () -> policies, clock);
    clock.set(given.until().minus(java.time.Duration.ofDays(8)));
    int early = teller.tell();
    clock.set(given.until().minus(java.time.Duration.ofDays(6)));

    assertThat(early).isZero();
    assertThat(consents.outlook(tenant.id()).endings()).hasSize(1);
    assertThat(teller.tell()).isOne();
    assertThat(teller.tell()).isZero();
    assertThat(consents.history(tenant.id()).entries().getLast().act())
        .isEqualTo(new ConsentAct.EndTold(app.appId(), given.id()));
  }

  @Test
  void aShorterPeriodShouldBeOneOfTheListed() {
    consents.shorten(tenant.id(), OFFICER, DataClass.IDENTIFICATION, RetentionPeriod.parse("P7D"));

    assertThat(consents.history(tenant.id()).shortened())
        .containsEntry(DataClass.IDENTIFICATION, RetentionPeriod.parse("P7D"));
    assertThat(
            refusal(
                () ->
                    consents.shorten(
                        tenant.id(),
                        OFFICER,
                        DataClass.IDENTIFICATION,
                        RetentionPeriod.parse("P60D"))))
        .isEqualTo(ConsentRefused.Kind.INVALID);
    consents.restore(tenant.id(), OFFICER, DataClass.IDENTIFICATION);
    assertThat(consents.history(tenant.id()).shortened()).isEmpty();
  }

  @Test
  void leaveForDebugCopiesShouldEndAndBeBounded() {
    assertThat(refusal(() -> consents.optIn(tenant.id(), OFFICER, clock.instant().plusSeconds(60))))
        .as("this profile keeps none")
        .isEqualTo(ConsentRefused.Kind.INVALID);
  }

  @Test
  void hostileWordsShouldBeRefusedAndNotRepeated() {
    for (String words : new String[] {"", " ", "a\nb", "a\u202eb", "x".repeat(201), "\ud800"}) {
      ConsentRefused refused =
          catchThrowableOfType(
              ConsentRefused.class,
              () ->
                  consents.introduce(
                      tenant.id(), new Attester("petra", words.isBlank() ? "-" : words), TOYS));
      if (!words.isBlank()) {
        assertThat(refused.kind()).isEqualTo(ConsentRefused.Kind.INVALID);
        assertThat(refused.message()).doesNotContain(words);
      }
    }
  }

  private Attestation attest() {
    return consents.attest(tenant.id(), OFFICER, app.appId(), draft(SERVICE, ACTIONS));
  }

  private void object() {
    consents.object(tenant.id(), OFFICER, SECOND.ref(), "we do not want Helping Hands");
  }

  private boolean mayRun(Credential key) {
    return mayRun(key, policies);
  }

  private boolean mayRun(Credential key, PolicyLibrary library) {
    var terms = store.find(key.secretId()).orElseThrow().terms();
    return new PolicyDecisions(() -> library)
            .mayRun(
                new CallQuestion(
                    terms,
                    PlatformFixtures.ACTION,
                    PlatformFixtures.SINGAPORE.name(),
                    Optional.empty(),
                    clock.instant()))
        instanceof CallDecision.Allowed;
  }

  private static Standing.Phase phase(Outlook outlook) {
    return ((Standing.Announced) outlook.standing()).phase();
  }

  private static ConsentRefused.Kind refusal(ThrowingCallable work) {
    return catchThrowableOfType(ConsentRefused.class, work).kind();
  }
}
