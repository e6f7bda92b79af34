package io.palimpsest.platform.receipts;

import static io.palimpsest.platform.testkit.ConsentFixtures.OFFICER;
import static io.palimpsest.platform.testkit.ConsentFixtures.TOYS;
import static io.palimpsest.platform.testkit.ConsentFixtures.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryReceiptKeys;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every mandatory field of ISO/IEC TS 27560:2023, and where it stands in a receipt. */
  private static final List<String> ISO =
      List.of(
          "/dct:conformsTo", // receipt: schema_version
          "/dct:identifier", // receipt_id
          "/dpv:hasRecordOfActivity/dct:conformsTo", // schema_version
          "/dpv:hasRecordOfActivity/dct:identifier", // record_id
          "/dpv:hasRecordOfActivity/dpv:hasDataSubject/dct:identifier", // pii_principal_id
          "/dpv:hasRecordOfActivity/dpv:hasNotice", // privacy_notice
          "/dpv:hasRecordOfActivity/dct:language", // language
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPurpose", // purpose
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPersonalData", // pii_information
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPersonalData/0/@type", // pii_type
          "/dpv:hasRecordOfActivity/dpv:hasDataController", // pii_controllers
          "/dpv:hasRecordOfActivity/dpv:hasDataController/0/dct:identifier", // party_id
          "/dpv:hasRecordOfActivity/dpv:hasDataController/0/dpv:hasName", // party_name
          "/dpv:hasRecordOfActivity/dpv:hasDataController/0/dpv:hasAddress", // party_address
          "/dpv:hasRecordOfActivity/dpv:hasDataController/0/dpv:hasContact", // party_contact
          "/dpv:hasRecordOfActivity/dpv:hasDataController/0/palimpsest:partyType", // party_type
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasStorageCondition/0/dpv:hasLocation",
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasStorageCondition/1/dpv:hasDuration",
          "/dpv:hasRecordOfActivity/dpv:hasJurisdiction", // jurisdiction
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasRecipient", // recipient_third_parties
          "/dpv:hasRecordOfActivity/dpv:hasConsentControl", // withdrawal_method
          "/dpv:hasRecordOfActivity/dpv:hasConsentStatus/0/dpv:isIndicatedAtTime", // event_time
          "/dpv:hasRecordOfActivity/dpv:hasConsentStatus/0/dpv:hasDuration", // validity_duration
          "/dpv:hasRecordOfActivity/dpv:hasConsentStatus/0/dpv:isIndicatedBy", // entity_id
          "/dpv:hasRecordOfActivity/dpv:hasConsentStatus/0/palimpsest:eventType", // event_type
          "/dpv:hasRecordOfActivity/dpv:hasConsentStatus/0/@type"); // event_state

  /** What GDPR makes mandatory beside them. */
  private static final List<String> GDPR =
      List.of(
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasLegalBasis", // art. 6
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasDataSource", // art. 13, 14
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasProcessing", // art. 30(2)(b)
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasLocation", // art. 13(1)(f)
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasRule", // transfers, art. 44 to 49
          "/dpv:hasRecordOfActivity/dpv:hasRight/0/dct:description", // art. 13 to 22
          "/dpv:hasRecordOfActivity/dpv:hasAuthority", // art. 13(2)(d)
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPersonalData/0/dpv:hasNecessity",
          "/dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPersonalData/0/palimpsest:specialCategory");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-12-01T10:00:00Z"));
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final InMemoryReceiptKeys keys = new InMemoryReceiptKeys();
  private final PolicyLibrary policies = PolicyLibrary.shipped(clock);
  private final Consents consents = new Consents(store, store, () -> policies, clock);
  private final Receipts receipts = new Receipts(consents, () -> policies, keys);
  private final Tenant tenant = PlatformFixtures.tenant();
  private final Application app;

  ReceiptsTest() {
    store.save(tenant);
    app = PlatformFixtures.application(store.nextAppId(), tenant.id());
    store.save(app);
    consents.introduce(tenant.id(), OFFICER, TOYS);
  }

  static Stream<ConsentScope> scopes() {
    return Stream.of(
        new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service"),
        new ConsentScope.Use(DataClass.IDENTIFICATION, "model-improvement"),
        new ConsentScope.Use(DataClass.IDENTIFICATION, "registration"),
        new ConsentScope.Transfer("SG"));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void aReceiptShouldHoldEveryFieldThatIsMandatory(ConsentScope scope) throws Exception {
    Attestation given = attest(scope);

    JsonNode receipt = read(receipts.ofAttestation(tenant.id(), given.id()));

    assertThat(schema().validate(receipt)).isEmpty();
    List<String> all = new ArrayList<>(ISO);
    all.addAll(GDPR);
    for (String place : all) {
      assertThat(receipt.at(place).isMissingNode()).as(place).isFalse();
      assertThat(
              receipt.at(place).isContainerNode()
                  ? receipt.at(place).toString()
                  : receipt.at(place).asText())
          .as(place)
          .isNotIn("", "{}", "[]");
    }
  }

  @Test
  void theSchemaShouldMissEveryMandatoryFieldThatIsLeftOut() throws Exception {
    Attestation given = attest(new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service"));
    JsonNode whole = read(receipts.ofAttestation(tenant.id(), given.id()));
    List<String> all = new ArrayList<>(ISO);
    all.addAll(GDPR);

    for (String place : all) {
      JsonNode part = whole.deepCopy();
      int slash = place.lastIndexOf('/');
      ((ObjectNode) part.at(place.substring(0, slash))).remove(place.substring(slash + 1));

      assertThat(schema().validate(part)).as("without " + place).isNotEmpty();
    }
  }

  @Test
  void aRevokedAttestationShouldSayWhenItWasGivenAndWhenTakenBack() throws Exception {
    Attestation given = attest(new ConsentScope.Use(DataClass.UPLOAD_AND_RESULT, "service"));
    clock.set(Instant.parse("2026-12-24T00:00:00Z"));
    consents.revoke(tenant.id(), OFFICER, given.id());

    JsonNode events =
        read(receipts.ofAttestation(tenant.id(), given.id()))
            .at("/dpv:hasRecordOfActivity/dpv:hasConsentStatus");

    assertThat(events)
        .extracting(each -> each.path("@type").asText())
        .containsExactly("dpv:ConsentGiven", "dpv:ConsentWithdrawn");
    assertThat(events.get(1).path("dpv:isIndicatedAtTime").asText())
        .isEqualTo("2026-12-24T00:00:00Z");
  }

  @Test
  void everyLineOfAHistoryShouldHaveItsReceipt() {
    var policy = policies.module(tenant.policy());
    consents.accept(tenant.id(), OFFICER, policy.ref(), policy.hash());
    attest(new ConsentScope.Transfer("SG"));

    for (var each : consents.history(tenant.id()).entries()) {
      assertThat(receipts.of(tenant.id(), each.number()).split("\\.")).hasSize(3);
    }
  }

  @Test
  void aChangedReceiptShouldBeFoundOut() {
    Attestation given = attest(new ConsentScope.Transfer("SG"));
    String receipt = receipts.ofAttestation(tenant.id(), given.id());
    PublicReceiptKey key = receipts.published().getFirst();
    String[] parts = receipt.split("\\.");
    char last = parts[1].charAt(parts[1].length() / 2);
    String changed =
        parts[0]
            + "."
            + parts[1].substring(0, parts[1].length() / 2)
            + (last == 'A' ? 'B' : 'A')
            + parts[1].substring(parts[1].length() / 2 + 1)
            + "."
            + parts[2];

    assertThat(key.verified(receipt)).isNotEmpty();
    for (String forged :
        List.of(
            changed, parts[0] + "." + parts[1] + ".", "", "a.b.c", parts[1] + ".x." + parts[2])) {
      assertThatThrownBy(() -> key.verified(forged)).isInstanceOf(ReceiptForged.class);
    }
    assertThatThrownBy(() -> ReceiptKey.generate().publicKey().verified(receipt))
        .isInstanceOf(ReceiptForged.class);
  }

  @Test
  void theSameReceiptShouldBeTheSameWordForWord() {
    Attestation given = attest(new ConsentScope.Transfer("SG"));

    assertThat(receipts.ofAttestation(tenant.id(), given.id()))
        .isEqualTo(receipts.ofAttestation(tenant.id(), given.id()));
  }

  @Test
  void canonicalJsonShouldFollowTheRfc() {
    var document =
        java.util.Map.<String, Object>of(
            "\u20ac", "Euro Sign",
            "\r", "Carriage Return",
            "\ufb33", "Hebrew Letter Dalet With Dagesh",
            "1", true,
            "\ud83d\ude00", List.of(1, "\u0001\"\\/"));

    // The order of RFC 8785, section 3.2.3, and the escapes of 3.2.2.2.
    assertThat(new String(CanonicalJson.bytes(document), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":true,\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":[1,\"\\u0001\\\"\\\\/\"],\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  private Attestation attest(ConsentScope scope) {
    return consents.attest(
        tenant.id(), OFFICER, app.appId(), draft(scope, Set.of("MLIDPassportOCR")));
  }

  private JsonNode read(String jws) throws Exception {
    return JSON.readTree(receipts.published().getFirst().verified(jws));
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            Objects.requireNonNull(
                Receipts.class.getResourceAsStream("consent-receipt.schema.json")));
  }
}
