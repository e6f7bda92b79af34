package io.palimpsest.policy.decision;

import static io.palimpsest.policy.decision.DecisionFixtures.NOW;
import static io.palimpsest.policy.decision.DecisionFixtures.REGISTRATION;
import static io.palimpsest.policy.decision.DecisionFixtures.SERVICE;
import static io.palimpsest.policy.decision.DecisionFixtures.TRAINING;
import static io.palimpsest.policy.decision.DecisionFixtures.attestation;
import static io.palimpsest.policy.decision.DecisionFixtures.lasting;
import static io.palimpsest.policy.decision.DecisionFixtures.shortened;
import static io.palimpsest.policy.decision.DecisionFixtures.tenant;
import static io.palimpsest.policy.decision.DecisionFixtures.withDebug;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.PolicyFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Refusal.Reason;
import io.palimpsest.policy.decision.StorageDecision.Drop;
import io.palimpsest.policy.decision.StorageDecision.Keep;
import io.palimpsest.policy.internal.TestModules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageDecisionTest {
  private static final LocalDate ADULT = LocalDate.of(1980, 2, 29);

  private final PolicyDecisions decisions = new PolicyDecisions(() -> PolicyFixtures.LIBRARY);

  @Test
  void whatGoesByTheDayShouldBeKeptAsTheTenantsOwnPolicySaysOrForLess() {
    PolicyDecisions shipped = new PolicyDecisions(PolicyLibrary::shipped);
    TenantTerms two = under("tencent-ocr");
    TenantTerms ninety = under("deepseek-ocr");

    assertThat(shipped.keptFor(two, DataClass.MONITORING, NOW)).isEqualTo(period("P2Y"));
    assertThat(shipped.keptFor(two, DataClass.OPERATION_LOG, NOW)).isEqualTo(period("P3M"));
    assertThat(shipped.keptFor(ninety, DataClass.MONITORING, NOW)).isEqualTo(period("P90D"));
    assertThat(shipped.keptFor(ninety, DataClass.OPERATION_LOG, NOW)).isEqualTo(period("P90D"));
    assertThat(
            shipped.keptFor(
                shortened(two, DataClass.MONITORING, "P90D"), DataClass.MONITORING, NOW))
        .as("a period that the policy does not list")
        .isEqualTo(period("P2Y"));
    assertThat(
            shipped.keptFor(
                shortened(two, DataClass.IDENTIFICATION, "P7D"), DataClass.IDENTIFICATION, NOW))
        .isEqualTo(period("P7D"));
    assertThat(shipped.keptFor(under("nobody"), DataClass.MONITORING, NOW))
        .as("no policy: as short as any")
        .isEqualTo(period("P90D"));
  }

  private static TenantTerms under(String policy) {
    return new TenantTerms(
        policy,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of(),
        Optional.empty(),
        Map.of());
  }

  private static RetentionPeriod period(String iso8601) {
    return RetentionPeriod.parse(iso8601);
  }

  @ParameterizedTest
  @CsvSource({
    // A month from the last of January ends with February, with or without its leap day.
    "eu-frankfurt, identification, training, 2027-01-31T11:00:00Z, 2027-02-28T23:00:00Z",
    "eu-frankfurt, identification, training, 2028-01-31T11:00:00Z, 2028-02-29T23:00:00Z",
    // The clocks go forward on 2027-03-28 and back on 2027-10-31: the day ends by the wall clock.
    "eu-frankfurt, identification, training, 2027-02-28T11:00:00Z, 2027-03-28T22:00:00Z",
    "eu-frankfurt, identification, training, 2027-09-30T11:00:00Z, 2027-10-30T22:00:00Z",
    "eu-frankfurt, identification, training, 2027-10-01T11:00:00Z, 2027-11-01T23:00:00Z",
    // The same instant is another day in Singapore.
    "eu-frankfurt, monitoring, billing, 2027-03-01T20:00:00Z, 2028-05-04T22:00:00Z",
    "ap-singapore, monitoring, billing, 2027-03-01T20:00:00Z, 2028-05-05T16:00:00Z",
    // In Beirut the day of 2027-03-28 begins at one o'clock.
    "me-beirut, identification, training, 2027-02-27T11:00:00Z, 2027-03-27T22:00:00Z"
  })
  void periodsShouldBeCountedByTheCalendarOfTheRegion(
      String region, String dataClass, String purpose, Instant at, Instant gone) {
    TenantTerms tenant =
        tenant(
            lasting(
                attestation("t", TRAINING), at.minusSeconds(1), at.plus(Duration.ofDays(4000))));

    assertThat(keep(question(tenant, region, DataClass.of(dataClass), purpose, at)).until())
        .isEqualTo(new Until.Time(gone));
  }

  @ParameterizedTest
  @CsvSource({
    "eu-frankfurt, 2027-03-28T00:30:00Z, 2027-03-28T22:00:00Z",
    "eu-frankfurt, 2027-10-31T00:30:00Z, 2027-10-31T23:00:00Z",
    "ap-singapore, 2028-02-29T15:59:59Z, 2028-02-29T16:00:00Z"
  })
  void anUploadShouldBeGoneWithItsCallAndNeverOutliveItsDay(
      String region, Instant at, Instant latest) {
    TenantTerms tenant =
        tenant(lasting(attestation("s", SERVICE), at.minusSeconds(1), at.plus(Duration.ofDays(9))));

    assertThat(keep(question(tenant, region, DataClass.UPLOAD_AND_RESULT, "service", at)).until())
        .isEqualTo(new Until.Completion(latest));
  }

  @Test
  void identificationDataShouldStandOnTheConsentToItsOwnPurpose() {
    TenantTerms tenant = tenant(attestation("r", REGISTRATION));

    Keep kept = keep(identity(tenant, "registration"));
    Refusal why = dropped(identity(tenant, "training"));

    assertThat(kept.attestation()).hasValue("r");
    assertThat(kept.basis()).isEqualTo(LegalBasis.EXPLICIT_CONSENT);
    assertThat(kept.policy()).isEqualTo(PolicyRef.parse("whole@1.0.0"));
    assertThat(kept.clauses()).extracting(Object::toString).contains("T4c", "T6");
    assertThat(why.reason()).isEqualTo(Reason.ATTESTATION_MISSING);
  }

  @Test
  void identificationDataShouldGoWhenItsConsentEnds() {
    Instant soon = NOW.plus(Duration.ofHours(5));
    TenantTerms tenant = tenant(lasting(attestation("t", TRAINING), NOW, soon));

    assertThat(keep(identity(tenant, "training")).until()).isEqualTo(new Until.Time(soon));
  }

  @Test
  void theShortestRuleShouldWin() {
    TenantTerms tenant = tenant(attestation("t", TRAINING));
    TenantTerms week = shortened(tenant, DataClass.IDENTIFICATION, "P7D");

    assertThat(keep(identity(tenant, "training")).until())
        .isEqualTo(new Until.Time(Instant.parse("2027-04-01T22:00:00Z")));
    assertThat(keep(identity(week, "training")).until())
        .isEqualTo(new Until.Time(Instant.parse("2027-03-08T23:00:00Z")));
    assertThat(keep(shorter(identity(week, "training"), "P1D")).until())
        .isEqualTo(new Until.Time(Instant.parse("2027-03-02T23:00:00Z")));
    assertThat(
            keep(shorter(
                    identity(shortened(tenant, DataClass.IDENTIFICATION, "P1D"), "training"),
                    "P7D"))
                .until())
        .isEqualTo(new Until.Time(Instant.parse("2027-03-02T23:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({"P2D", "P2M", "P1M"})
  void aPeriodThatTheModuleDoesNotListShouldBeRefused(String period) {
    StorageQuestion question =
        shorter(identity(tenant(attestation("t", TRAINING)), "training"), period);

    assertThat(dropped(question).reason()).isEqualTo(Reason.PERIOD_NOT_LISTED);
  }

  @Test
  void aGeneralTextInterfaceShouldStoreNoIdentificationData() {
    StorageQuestion question =
        new StorageQuestion(
            tenant(attestation("t", TRAINING)),
            "EnglishOCR",
            "eu-frankfurt",
            DataClass.IDENTIFICATION,
            "training",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NOW);

    assertThat(dropped(question).reason()).isEqualTo(Reason.NOT_OFFERED);
  }

  @ParameterizedTest
  @CsvSource({
    "2011-03-01, true, false",
    "2011-03-02, false, true",
    "2020-01-01, false, true",
    "2023-03-02, false, true"
  })
  void aDateOfBirthUnderTheLimitShouldNeedAParent(
      LocalDate born, boolean alone, boolean onlyWithParent) {
    Attestation sixteen = attestation("t", TRAINING, Map.of("DE", new AgeAssurance.MinimumAge(16)));
    Attestation parents =
        attestation("t", TRAINING, Map.of("DE", new AgeAssurance.ParentalConsent(0)));

    StorageDecision withoutParent =
        decisions.mayStore(born(identity(tenant(sixteen), "training"), born));
    StorageDecision withParent =
        decisions.mayStore(born(identity(tenant(parents), "training"), born));

    assertThat(withoutParent instanceof Keep).isEqualTo(alone);
    assertThat(withParent instanceof Keep).isEqualTo(alone || onlyWithParent);
  }

  @Test
  void nobodyYoungerThanIsAttestedShouldBeStored() {
    Attestation adults = attestation("t", TRAINING);
    StorageQuestion seventeen =
        born(identity(tenant(adults), "training"), LocalDate.of(2010, 1, 1));

    Refusal why = dropped(seventeen);

    assertThat(why.reason()).isEqualTo(Reason.TOO_YOUNG);
    assertThat(why.clauses()).extracting(Object::toString).containsExactly("D6");
    assertThat(why.message()).doesNotContain("2010");
  }

  @Test
  void aDebugCopyShouldNeedAnOptInThatIsAliveAndNotTooLong() {
    TenantTerms never = tenant();
    TenantTerms alive = withDebug(tenant(), NOW.minusSeconds(1), NOW.plus(Duration.ofDays(29)));
    TenantTerms ending = withDebug(tenant(), NOW.minusSeconds(1), NOW.plus(Duration.ofHours(3)));
    TenantTerms ended = withDebug(tenant(), NOW.minusSeconds(9), NOW);
    TenantTerms tooLong = withDebug(tenant(), NOW.minusSeconds(1), NOW.plus(Duration.ofDays(31)));

    assertThat(dropped(debug(never)).reason()).isEqualTo(Reason.NOT_OPTED_IN);
    assertThat(keep(debug(alive)).until())
        .isEqualTo(new Until.Time(NOW.plus(Duration.ofHours(24))));
    assertThat(keep(debug(ending)).until())
        .isEqualTo(new Until.Time(NOW.plus(Duration.ofHours(3))));
    assertThat(dropped(debug(ended)).reason()).isEqualTo(Reason.NOT_OPTED_IN);
    assertThat(dropped(debug(tooLong)).reason()).isEqualTo(Reason.NOT_OPTED_IN);
  }

  @Test
  void aShortenedPeriodShouldApplyToWhatIsThereAndALengthenedOneNever() {
    PolicyModule first = TestModules.read("parent-whole.yml").getFirst();
    PolicyModule shorter =
        TestModules.read("parent-whole.yml", "passing-second-version.yml").getLast();
    PolicyModule longer =
        TestModules.edited(
            "version: 1.0.0\neffective: 2027-01-01",
            "version: 2.0.0\nannounced: 2027-07-01\neffective: 2027-09-01");
    PolicyLibrary library = PolicyFixtures.library(first, shorter, longer);
    PolicyDecisions all = new PolicyDecisions(() -> library);
    Instant stored = Instant.parse("2027-03-01T12:00:00Z");

    Until before = goneBy(all, stored, Instant.parse("2027-05-01T00:00:00Z"));
    Until shortened = goneBy(all, stored, Instant.parse("2027-07-01T00:00:00Z"));
    Until lengthened = goneBy(all, stored, Instant.parse("2027-10-01T00:00:00Z"));

    assertThat(before).isEqualTo(new Until.Time(Instant.parse("2028-05-04T22:00:00Z")));
    assertThat(shortened).isEqualTo(new Until.Time(Instant.parse("2028-03-01T23:00:00Z")));
    assertThat(lengthened).isEqualTo(shortened);
  }

  @Test
  void whatIsStoredShouldBeUsedOnlyWhileItsOwnConsentIsAliveAndNobodyRestrictsIt() {
    Attestation training = attestation("t", TRAINING);
    UseQuestion question = use(tenant(training), "training", "t", false);

    assertThat(decisions.mayUse(question)).isInstanceOf(UseDecision.Allowed.class);
    assertThat(refused(use(tenant(training), "training", "t", true)).reason())
        .isEqualTo(Reason.RESTRICTED);
    assertThat(refused(use(tenant(training), "registration", "t", false)).reason())
        .isEqualTo(Reason.ATTESTATION_MISSING);
    assertThat(refused(use(tenant(training), "training", "other", false)).reason())
        .isEqualTo(Reason.ATTESTATION_MISSING);
    assertThat(refused(use(tenant(training.revoked(NOW)), "training", "t", false)).reason())
        .isEqualTo(Reason.ATTESTATION_REVOKED);
  }

  @Test
  void anExportShouldEndWithThePolicysPeriodAndBeMadeForItsPurposesOnly() {
    PolicyDecisions shipped = new PolicyDecisions(PolicyLibrary::shipped);
    Instant now = Instant.parse("2026-12-01T23:30:00Z");

    // The day in Frankfurt is the second already: P7D ends with the ninth.
    assertThat(shipped.exportUntil("tencent-ocr", "model-improvement", "eu-frankfurt", now))
        .contains(Instant.parse("2026-12-09T23:00:00Z"));
    assertThat(shipped.exportUntil("deepseek-ocr", "model-improvement", "eu-frankfurt", now))
        .isPresent();
    assertThat(shipped.exportUntil("tencent-ocr", "registration", "eu-frankfurt", now)).isEmpty();
    assertThat(shipped.exportUntil("tencent-ocr", "model-improvement", "xx-nowhere", now))
        .isEmpty();
    assertThat(decisions.exportUntil("whole", "training", "eu-frankfurt", NOW))
        .as("a module without the class")
        .isEmpty();
  }

  private static Until goneBy(PolicyDecisions decisions, Instant stored, Instant now) {
    return decisions.goneBy(
        DataClass.MONITORING,
        PolicyRef.parse("whole@1.0.0"),
        "eu-frankfurt",
        stored,
        Optional.empty(),
        now);
  }

  private static UseQuestion use(
      TenantTerms tenant, String purpose, String attestation, boolean restricted) {
    return new UseQuestion(
        tenant, "IDCardOCR", DataClass.IDENTIFICATION, purpose, attestation, restricted, NOW);
  }

  private Refusal refused(UseQuestion question) {
    return ((UseDecision.Refused) decisions.mayUse(question)).why();
  }

  private static StorageQuestion identity(TenantTerms tenant, String purpose) {
    return born(question(tenant, "eu-frankfurt", DataClass.IDENTIFICATION, purpose, NOW), ADULT);
  }

  private static StorageQuestion debug(TenantTerms tenant) {
    return new StorageQuestion(
        tenant,
        "EnglishOCR",
        "eu-frankfurt",
        DataClass.DEBUG_COPY,
        "debugging",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NOW);
  }

  private static StorageQuestion question(
      TenantTerms tenant, String region, DataClass dataClass, String purpose, Instant at) {
    return new StorageQuestion(
        tenant,
        "IDCardOCR",
        region,
        dataClass,
        purpose,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        at);
  }

  private static StorageQuestion born(StorageQuestion question, LocalDate born) {
    return new StorageQuestion(
        question.tenant(),
        question.action(),
        question.region(),
        question.dataClass(),
        question.purpose(),
        question.jurisdiction(),
        Optional.of(born),
        question.shorter(),
        question.at());
  }

  private static StorageQuestion shorter(StorageQuestion question, String period) {
    return new StorageQuestion(
        question.tenant(),
        question.action(),
        question.region(),
        question.dataClass(),
        question.purpose(),
        question.jurisdiction(),
        question.born(),
        Optional.of(RetentionPeriod.parse(period)),
        question.at());
  }

  private Keep keep(StorageQuestion question) {
    StorageDecision decision = decisions.mayStore(question);
    assertThat(decision).isInstanceOf(Keep.class);
    return (Keep) decision;
  }

  private Refusal dropped(StorageQuestion question) {
    StorageDecision decision = decisions.mayStore(question);
    assertThat(decision).isInstanceOf(Drop.class);
    return ((Drop) decision).why();
  }
}
