package io.palimpsest.platform.call;

import static io.palimpsest.platform.testkit.SubjectFixtures.ACTION;
import static io.palimpsest.platform.testkit.SubjectFixtures.BORN;
import static io.palimpsest.platform.testkit.SubjectFixtures.NAME;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentStore.Draft;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeepingTest {
  private static final Purpose REGISTRATION = new Purpose("registration");
  private static final LocalDate GROWN_UP = LocalDate.of(1974, 8, 12);
  private static final String PORTRAIT_STUDY = "with portrait";

  private final CallFixtures fixtures = new CallFixtures();
  private final EndUserReference anna = SubjectFixtures.reference();
  private final DocumentNumber passport = SubjectFixtures.document();
  private Optional<Identity> identity = identity(GROWN_UP);
  private DocumentOptions taken = DocumentOptions.lenient();

  @AfterEach
  void close() {
    fixtures.close();
  }

  @Test
  void whatIsAttestedShouldBeStoredForItsPurposeUntilItsEnd() {
    Caller caller = caller("tencent-ocr");
    Attestation attested = attest(caller, TRAINING);

    OcrCall<String> call = perform(caller, told(anna));

    IdentificationItem item = item(caller).orElseThrow();
    Identification content = item.content();
    assertThat(content.callId()).isEqualTo(call.callId());
    assertThat(content.fields()).containsEntry(NAME, "ERIKSSON, ANNA MARIA");
    assertThat(item.photos()).containsExactly(SubjectFixtures.PORTRAIT);
    assertThat(content.attestations()).isEqualTo(Map.of(TRAINING, attested.id()));
    assertThat(content.purposes()).containsExactly(TRAINING);
    assertThat(content.jurisdiction()).contains("SG");
    assertThat(content.consentRecord()).isPresent();
    assertThat(content.policy().toString()).isEqualTo("tencent-ocr@1.0.0");
    assertThat(Duration.between(content.storedAt(), content.until()).toDays()).isEqualTo(30);
    assertThat(taken.study()).contains(PORTRAIT_STUDY);
    assertThat(identificationOf(call))
        .containsEntry("outcome", "stored")
        .containsEntry("fields", 2)
        .containsEntry("attestations", List.of(attested.id()))
        .doesNotContainValue("ERIKSSON, ANNA MARIA");
    assertThat(fixtures.kept).extracting(Kept::outcome).containsExactly("stored");
  }

  @Test
  void eachPurposeShouldStandOnItsOwnAttestation() {
    Caller caller = caller("tencent-ocr");
    Attestation training = attest(caller, TRAINING);
    Attestation registration = attest(caller, REGISTRATION);

    perform(caller, told(anna));

    assertThat(item(caller).orElseThrow().content().attestations())
        .isEqualTo(Map.of(TRAINING, training.id(), REGISTRATION, registration.id()));
  }

  @Test
  void withoutAnAttestationNothingShouldBeStoredAndNoPortraitLookedFor() {
    Caller caller = caller("tencent-ocr");

    OcrCall<String> call = perform(caller, told(anna));

    assertRefused(call, "ATTESTATION_MISSING", "T4c", "T6");
    assertThat(item(caller)).isEmpty();
    assertThat(taken.study()).isEmpty();
  }

  @Test
  void aPurposeThatTheProfileDoesNotKnowShouldStoreNothingWhateverIsAttested() {
    Caller caller = caller("deepseek-ocr");
    attest(caller, REGISTRATION);

    OcrCall<String> call = perform(caller, told(anna));

    assertRefused(call, "ATTESTATION_MISSING", "O6");
    assertThat(item(caller)).isEmpty();
  }

  @Test
  void somebodyTooYoungShouldNotBeStored() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    identity = identity(LocalDate.now(fixtures.clock).minusYears(9));

    OcrCall<String> call = perform(caller, told(anna));

    assertRefused(call, "TOO_YOUNG", "D6", "S7");
    assertThat(item(caller)).isEmpty();
  }

  @Test
  void aReadingInDoubtShouldNotBeStored() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    identity = Optional.empty();

    assertRefused(perform(caller, told(anna)), "DOUBTFUL");
  }

  @Test
  void whatNobodyCouldFindAgainShouldNotBeStored() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    Identity read = identity(GROWN_UP).orElseThrow();
    identity =
        Optional.of(new Identity(read.fields(), read.photos(), Optional.empty(), read.born()));

    assertRefused(perform(caller, EndUser.NOBODY), "NAMELESS");
  }

  @Test
  void aDocumentAloneShouldLeadToItsHolder() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);

    perform(caller, EndUser.NOBODY);

    assertThat(
            fixtures
                .subjects
                .items()
                .find(
                    caller.tenant().id(),
                    fixtures.subjects.pseudonyms().of(caller.tenant().id(), passport)))
        .hasSize(1);
  }

  @Test
  void aWithdrawnEndUsersCallShouldBeAnsweredAndStoreNothing() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    withdraw(caller);

    OcrCall<String> call = perform(caller, told(anna));

    assertRefused(call, "WITHDRAWN", "O16");
    assertThat(item(caller)).isEmpty();
  }

  @Test
  void aConsentThatEndsWhileTheCallRunsShouldStoreNothing() {
    Caller caller = caller("tencent-ocr");
    Attestation attested = attest(caller, TRAINING);
    Caller before = known(caller);

    OcrCall<String> call =
        perform(
            before,
            told(anna),
            () ->
                append(
                    caller,
                    new ConsentAct.Revoked(caller.application().appId(), attested.id()),
                    fixtures.clock.instant()));

    assertRefused(call, "ATTESTATION_REVOKED", "T4c", "T6");
    assertThat(item(caller)).isEmpty();
  }

  @Test
  void ofTwoPurposesTheOneWithdrawnWhileTheCallRunsShouldBeLeftOut() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    Attestation left = attest(caller, REGISTRATION);

    perform(caller, told(anna), () -> withdraw(caller));

    assertThat(item(caller).orElseThrow().content().attestations())
        .isEqualTo(Map.of(REGISTRATION, left.id()));
  }

  @Test
  void aCallMayOnlyShortenThePeriodAndOnlyToAListedOne() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);

    OcrCall<String> odd = perform(caller, told(anna, "P5D"));
    perform(caller, told(anna, "P7D"));

    assertRefused(odd, "PERIOD_NOT_LISTED", "T4c", "T6");
    Identification content = item(caller).orElseThrow().content();
    assertThat(Duration.between(content.storedAt(), content.until()).toDays()).isEqualTo(7);
  }

  @Test
  void aStoreThatIsAwayShouldFailNoCallAndBeTold() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    ((InMemorySubjects) fixtures.subjects.items()).outage().begin();

    OcrCall<String> call = perform(caller, told(anna));

    assertThat(identificationOf(call)).isEqualTo(Map.of("outcome", "failed"));
    assertThat(fixtures.kept).containsExactly(new Kept.Failed());
    assertThat(fixtures.singapore.ledger().find(call.callId()).orElseThrow().fee()).isPositive();
  }

  @Test
  void aControlStoreThatIsAwayShouldStoreNothing() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);

    OcrCall<String> call =
        perform(known(caller), told(anna), () -> fixtures.control.outage().begin());

    assertThat(identificationOf(call)).containsEntry("outcome", "failed");
    assertThat(item(caller)).isEmpty();
  }

  @Test
  void aStoreThatHangsShouldDelayNoCallBeyondItsDeadline() {
    fixtures.deadline = Duration.ofMillis(400);
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    OcrCall<String> call;

    synchronized (fixtures.subjects.items()) { // whoever stores waits for this very lock
      call = perform(caller, told(anna));
    }

    assertThat(call.trace().elapsed()).isLessThan(Duration.ofSeconds(5));
    assertThat(identificationOf(call)).isEqualTo(Map.of("outcome", "late"));
  }

  @Test
  void aCallThatIsNotRecordedShouldStoreNothing() {
    Caller caller = caller("tencent-ocr");
    attest(caller, TRAINING);
    OcrCall<String> call = call(known(caller), told(anna), () -> {});
    fixtures.singapore.ledger().outage().begin();

    Outcome<String> outcome = fixtures.service().perform(call);

    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(item(caller)).isEmpty();
    assertThat(fixtures.kept).isEmpty();
  }

  private void assertRefused(OcrCall<String> call, String reason, String... clauses) {
    assertThat(identificationOf(call))
        .isEqualTo(Map.of("outcome", "refused", "reason", reason, "clauses", List.of(clauses)));
  }

  private OcrCall<String> perform(Caller caller, EndUser endUser) {
    return perform(known(caller), endUser, () -> {});
  }

  /** Performs a call that must be answered. */
  private OcrCall<String> perform(Caller caller, EndUser endUser, Runnable meanwhile) {
    OcrCall<String> call = call(known(caller), endUser, meanwhile);
    fixtures.reader =
        (_, options) -> {
          taken = options;
          return CallFixtures.READING;
        };
    assertThat(fixtures.service().perform(call)).isInstanceOf(Outcome.Answered.class);
    assertThat(fixtures.singapore.ledger().find(call.callId()).map(MonitoringRecord::result))
        .contains(MonitoringRecord.SUCCESS);
    return call;
  }

  private OcrCall<String> call(Caller caller, EndUser endUser, Runnable meanwhile) {
    CallFixtures.Request request = fixtures.call();
    request.caller = caller;
    request.action = ACTION;
    request.endUser = endUser;
    request.keepable =
        Optional.of(
            new OcrCall.Keepable(
                DocumentOptions.lenient().withStudy(PORTRAIT_STUDY),
                _ -> {
                  meanwhile.run();
                  return identity;
                }));
    return request.build();
  }

  /** The caller as the directory tells it now. */
  private Caller known(Caller caller) {
    return fixtures.control.find(caller.credential().secretId()).orElseThrow();
  }

  private Caller caller(String policy) {
    Tenant plain = PlatformFixtures.tenant();
    Tenant tenant = new Tenant(plain.id(), plain.name(), plain.state(), policy);
    AppId appId = fixtures.control.nextAppId();
    Application application = PlatformFixtures.application(appId, tenant.id());
    Credential credential = PlatformFixtures.credential(appId);
    fixtures.control.save(tenant);
    fixtures.control.save(application);
    fixtures.control.save(credential);
    ConsentFixtures.sayEverything(fixtures.control, tenant, appId);
    return fixtures.control.find(credential.secretId()).orElseThrow();
  }

  private Attestation attest(Caller caller, Purpose purpose) {
    Attestation attestation =
        ConsentFixtures.attestation(
            new ConsentScope.Use(DataClass.IDENTIFICATION, purpose.key()), Set.of(ACTION));
    append(
        caller,
        new ConsentAct.Attested(caller.application().appId(), attestation, ConsentFixtures.NOTICE),
        ConsentFixtures.BEGAN);
    return attestation;
  }

  private void append(Caller caller, ConsentAct act, Instant at) {
    fixtures.control.append(caller.tenant().id(), _ -> new Draft(at, ConsentFixtures.OFFICER, act));
  }

  private void withdraw(Caller caller) {
    fixtures.rights.choose(
        caller.tenant().id(),
        PlatformFixtures.SINGAPORE,
        fixtures.subjects.pseudonyms().of(caller.tenant().id(), anna),
        TRAINING,
        Optional.of(fixtures.clock.instant()));
  }

  private EndUser told(EndUserReference reference) {
    return new EndUser(
        Optional.of(reference),
        Optional.of(new EndUserReference("consent 17")),
        Optional.of("SG"),
        Optional.empty());
  }

  private EndUser told(EndUserReference reference, String keepAtMost) {
    return new EndUser(
        Optional.of(reference),
        Optional.empty(),
        Optional.empty(),
        Optional.of(RetentionPeriod.parse(keepAtMost)));
  }

  private Optional<Identity> identity(LocalDate born) {
    return Optional.of(
        new Identity(
            Map.of(NAME, "ERIKSSON, ANNA MARIA", BORN, born.toString()),
            List.of(SubjectFixtures.portrait()),
            Optional.of(passport),
            born));
  }

  private Optional<IdentificationItem> item(Caller caller) {
    return fixtures
        .subjects
        .items()
        .find(caller.tenant().id(), fixtures.subjects.pseudonyms().of(caller.tenant().id(), anna))
        .stream()
        .flatMap(state -> fixtures.subjects.items().items(state.subject()).stream())
        .findFirst();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> identificationOf(OcrCall<String> call) {
    CallId callId = call.callId();
    OperationLogEntry entry = fixtures.singapore.log().find(callId).orElseThrow();
    return (Map<String, Object>) entry.response().get("identification");
  }
}
