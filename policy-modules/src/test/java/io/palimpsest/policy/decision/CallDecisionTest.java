package io.palimpsest.policy.decision;

import static io.palimpsest.policy.decision.DecisionFixtures.NOW;
import static io.palimpsest.policy.decision.DecisionFixtures.SERVICE;
import static io.palimpsest.policy.decision.DecisionFixtures.TRAINING;
import static io.palimpsest.policy.decision.DecisionFixtures.attestation;
import static io.palimpsest.policy.decision.DecisionFixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.policy.PolicyFixtures;
import io.palimpsest.policy.Staging;
import io.palimpsest.policy.decision.CallDecision.Allowed;
import io.palimpsest.policy.decision.CallDecision.Refused;
import io.palimpsest.policy.decision.Refusal.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallDecisionTest {
  private final PolicyDecisions decisions = new PolicyDecisions(() -> PolicyFixtures.LIBRARY);

  @Test
  void aCallShouldRunWhereEverythingIsAcceptedAndAttested() {
    CallDecision decision = run(tenant(attestation("a1", SERVICE)), "IDCardOCR", "eu-frankfurt");

    assertThat(decision)
        .isInstanceOfSatisfying(
            Allowed.class,
            allowed -> {
              assertThat(allowed.attestations()).containsExactly("a1");
              assertThat(allowed.staging()).isEqualTo(Staging.MEMORY);
              assertThat(allowed.where().country()).isEqualTo("DE");
              assertThat(allowed.policy().ref()).hasToString("whole@1.0.0");
              assertThat(allowed.clauses()).extracting(Object::toString).contains("D3", "T7");
            });
  }

  @Test
  void aFamilyThatNeedsNoAttestationShouldRunWithoutOne() {
    assertThat(run(tenant(), "EnglishOCR", "eu-frankfurt")).isInstanceOf(Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "IDCardOCR, eu-frankfurt, ATTESTATION_MISSING, T7",
    "IDCardOCR, ap-shanghai, REGION_NOT_ALLOWED, D3",
    "IDCardOCR, na-ashburn, REGION_UNKNOWN, D3"
  })
  void aRefusalShouldTellItsReasonAndClause(
      String action, String region, Reason reason, String clause) {
    Refusal why = refusal(run(tenant(attestation("t", TRAINING)), action, region));

    assertThat(why.reason()).isEqualTo(reason);
    assertThat(why.clauses()).extracting(Object::toString).contains(clause);
    assertThat(why.message()).isNotBlank();
  }

  @Test
  void anInterfaceThatNoFamilyListsShouldNotRun() {
    assertThat(refusal(run(tenant(), "VinOCR", "eu-frankfurt")).reason())
        .isEqualTo(Reason.INTERFACE_NOT_LISTED);
  }

  @Test
  void nothingShouldRunBeforeThePolicyIsAccepted() {
    TenantTerms nobody = tenant(Optional.empty(), Optional.empty()).apply(List.of());

    Refusal why = refusal(run(nobody, "EnglishOCR", "eu-frankfurt"));

    assertThat(why.reason()).isEqualTo(Reason.NOT_ACCEPTED);
    assertThat(why.message()).contains("whole version 1.0.0");
  }

  @Test
  void anAttestationForAnotherInterfaceShouldCoverNothing() {
    Attestation other =
        new Attestation(
            "a",
            DecisionFixtures.ADMIN,
            Set.of("MLIDPassportOCR"),
            SERVICE,
            Map.of("DE", new AgeAssurance.MinimumAge(18)),
            "by letter",
            DecisionFixtures.TEXT,
            NOW.minusSeconds(1),
            NOW.plusSeconds(1),
            Optional.empty());

    assertThat(refusal(run(tenant(other), "IDCardOCR", "eu-frankfurt")).reason())
        .isEqualTo(Reason.ATTESTATION_MISSING);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, ATTESTATION_ENDED",
    "0, 1, ''",
    "1, 2, ATTESTATION_ENDED",
  })
  void anAttestationShouldHoldFromItsBeginToItsEnd(long from, long until, String reason) {
    Attestation attestation =
        DecisionFixtures.lasting(
            attestation("a", SERVICE), NOW.plusSeconds(from), NOW.plusSeconds(until));

    CallDecision decision = run(tenant(attestation), "IDCardOCR", "eu-frankfurt");

    assertThat(decision instanceof Refused refused ? refused.why().reason().name() : "")
        .isEqualTo(reason);
  }

  @Test
  void aRevokedAttestationShouldCoverNothingFromThatInstantOn() {
    Attestation revoked = attestation("a", SERVICE).revoked(NOW);

    assertThat(refusal(run(tenant(revoked), "IDCardOCR", "eu-frankfurt")).reason())
        .isEqualTo(Reason.ATTESTATION_REVOKED);
    assertThat(
            refusal(
                    decisions.mayRun(
                        new CallQuestion(
                            tenant(revoked),
                            "IDCardOCR",
                            "eu-frankfurt",
                            Optional.empty(),
                            NOW.minusMillis(1))))
                .reason())
        .as("by a clock that was set back")
        .isEqualTo(Reason.ATTESTATION_REVOKED);
  }

  @Test
  void aSecondAttestationShouldStandInForAnEndedOne() {
    TenantTerms tenant =
        tenant(
            attestation("old", SERVICE).revoked(NOW.minusSeconds(9)), attestation("new", SERVICE));

    assertThat(run(tenant, "IDCardOCR", "eu-frankfurt"))
        .isInstanceOfSatisfying(
            Allowed.class, allowed -> assertThat(allowed.attestations()).containsExactly("new"));
  }

  @Test
  void anEndUserElsewhereShouldNotBeCovered() {
    CallDecision decision =
        decisions.mayRun(
            new CallQuestion(
                tenant(attestation("a", SERVICE)),
                "IDCardOCR",
                "eu-frankfurt",
                Optional.of("SG"),
                NOW));

    assertThat(refusal(decision).reason()).isEqualTo(Reason.JURISDICTION_NOT_ATTESTED);
    assertThat(refusal(decision).message()).contains("SG");
  }

  @ParameterizedTest
  @CsvSource({"DE, 16, true", "DE, 15, false", "SG, 13, true", "SG, 12, false", "FR, 17, false"})
  void anAgeBelowTheLimitShouldNeedAParent(String home, int from, boolean allowed) {
    Attestation alone = attestation("a", SERVICE, Map.of(home, new AgeAssurance.MinimumAge(from)));
    Attestation parents =
        attestation("a", SERVICE, Map.of(home, new AgeAssurance.ParentalConsent(from)));

    assertThat(run(tenant(alone), "IDCardOCR", "eu-frankfurt") instanceof Allowed)
        .isEqualTo(allowed);
    assertThat(run(tenant(parents), "IDCardOCR", "eu-frankfurt")).isInstanceOf(Allowed.class);
  }

  @Test
  void nobodyBelowTheFloorShouldBeServedEvenWithAParent() {
    ConsentScope leaves = new ConsentScope.Transfer("DE");
    Map<String, AgeAssurance> babies = Map.of("CN", new AgeAssurance.ParentalConsent(2));

    CallDecision decision =
        run(
            tenant(attestation("a", SERVICE, babies), attestation("b", leaves, babies)),
            "IDCardOCR",
            "eu-frankfurt");

    assertThat(refusal(decision).reason()).isEqualTo(Reason.TOO_YOUNG);
    assertThat(refusal(decision).message()).contains("3 or older");
  }

  @Test
  void leavingTheCountryShouldNeedAConsentOfItsOwn() {
    Map<String, AgeAssurance> adults = Map.of("CN", new AgeAssurance.MinimumAge(18));
    Attestation use = attestation("use", SERVICE, adults);
    Attestation wrong = attestation("wrong", new ConsentScope.Transfer("SG"), adults);
    Attestation leave = attestation("leave", new ConsentScope.Transfer("DE"), adults);

    assertThat(refusal(run(tenant(use, wrong), "IDCardOCR", "eu-frankfurt")).reason())
        .isEqualTo(Reason.TRANSFER_NOT_ATTESTED);
    assertThat(run(tenant(use, leave), "IDCardOCR", "eu-frankfurt"))
        .isInstanceOfSatisfying(
            Allowed.class,
            allowed -> assertThat(allowed.attestations()).containsExactly("use", "leave"));
  }

  @Test
  void withoutAJurisdictionTheStrictestAttestedShouldCount() {
    Map<String, AgeAssurance> germans = Map.of("DE", new AgeAssurance.MinimumAge(18));
    Map<String, AgeAssurance> chinese = Map.of("CN", new AgeAssurance.MinimumAge(18));
    TenantTerms tenant =
        tenant(attestation("de", SERVICE, germans), attestation("cn", SERVICE, chinese));

    Refusal why = refusal(run(tenant, "IDCardOCR", "eu-frankfurt"));

    assertThat(why.reason()).isEqualTo(Reason.TRANSFER_NOT_ATTESTED);
  }

  @Test
  void aReloadedLibraryShouldHoldFromTheNextDecisionOn() {
    var holder = new java.util.concurrent.atomic.AtomicReference<>(PolicyFixtures.library());
    PolicyDecisions reloading = new PolicyDecisions(holder::get);
    CallQuestion question =
        new CallQuestion(tenant(), "EnglishOCR", "eu-frankfurt", Optional.empty(), NOW);

    CallDecision before = reloading.mayRun(question);
    holder.set(PolicyFixtures.LIBRARY);
    CallDecision after = reloading.mayRun(question);

    assertThat(refusal(before).reason()).isEqualTo(Reason.NO_POLICY);
    assertThat(after).isInstanceOf(Allowed.class);
  }

  @Test
  void everyShippedProfileShouldLetItsInterfacesRun() {
    Instant today = Instant.parse("2026-11-21T12:00:00Z");
    PolicyDecisions shipped = new PolicyDecisions(io.palimpsest.policy.PolicyLibrary::shipped);
    for (String id : List.of("tencent-ocr", "deepseek-ocr")) {
      TenantTerms tenant =
          new TenantTerms(
              id,
              Optional.of(
                  new AcceptedPolicy(
                      io.palimpsest.policy.PolicyRef.parse(id + "@1.0.0"),
                      DecisionFixtures.ADMIN,
                      today,
                      "ab".repeat(32))),
              Optional.empty(),
              Set.of("ap-singapore"),
              List.of(
                  DecisionFixtures.lasting(
                      attestation("a", SERVICE), today.minusSeconds(1), today.plusSeconds(1))),
              Optional.empty(),
              Map.of());

      assertThat(
              shipped.mayRun(
                  new CallQuestion(
                      tenant, "MLIDPassportOCR", "ap-singapore", Optional.of("DE"), today)))
          .isInstanceOf(Allowed.class);
    }
  }

  @Test
  void whatIsWrongWithAnAttestationShouldBeToldBeforeItIsTaken() {
    Attestation good = attestation("a", SERVICE);
    Attestation bad =
        new Attestation(
            "b",
            DecisionFixtures.ADMIN,
            Set.of("VinOCR"),
            new ConsentScope.Use(io.palimpsest.policy.DataClass.IDENTIFICATION, "fun"),
            Map.of("DE", new AgeAssurance.MinimumAge(12)),
            "by letter",
            DecisionFixtures.TEXT,
            NOW,
            NOW.plusSeconds(1),
            Optional.empty());

    assertThat(decisions.faults("whole", good, NOW)).isEmpty();
    assertThat(decisions.faults("whole", bad, NOW))
        .extracting(Refusal::reason)
        .containsExactlyInAnyOrder(
            Reason.INTERFACE_NOT_LISTED, Reason.NOT_OFFERED, Reason.TOO_YOUNG);
  }

  private CallDecision run(TenantTerms tenant, String action, String region) {
    return decisions.mayRun(new CallQuestion(tenant, action, region, Optional.empty(), NOW));
  }

  private static Refusal refusal(CallDecision decision) {
    assertThat(decision).isInstanceOf(Refused.class);
    return ((Refused) decision).why();
  }
}
