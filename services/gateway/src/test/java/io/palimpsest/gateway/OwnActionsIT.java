package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.RecordTree;
import io.palimpsest.gateway.lookup.OwnAction;
import io.palimpsest.gateway.lookup.Parameters;
import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Changes;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.metering.UsageCsv;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tenant's program looks its own calls up, and nobody else's. */
class OwnActionsIT {
  private static final Map<String, String> VERSION = Map.of("X-TC-Version", "2026-11-21");

  private static TestGateway gateway;
  private static Caller caller;
  private static Client client;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start();
    caller = gateway.tenant();
    client = gateway.client(caller);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void describeCallShouldTellTheRecordTheStepsThePeriodsAndTheErasure() {
    CallId call = served(client);
    LocalDate day = LocalDate.ofInstant(call.received(), PlatformFixtures.SINGAPORE_TIME);

    JsonNode told = describe(client, call).response();

    assertThat(told.path("CallId").asText()).isEqualTo(call.toString());
    assertThat(told.at("/Monitoring/State").asText()).isEqualTo("held");
    assertThat(told.at("/Monitoring/Result").asText()).isEqualTo("Success");
    assertThat(told.at("/Monitoring/ListFee").asText())
        .isEqualTo(UsageCsv.units(PriceLists.shipped().fee("GeneralBasicOCR", "Success")));
    assertThat(told.at("/Monitoring/Delivery").asText()).isEqualTo("delivered");
    assertThat(told.at("/Monitoring/GoneBy").asText()).isEqualTo(midnightAfter(day.plusYears(2)));
    assertThat(told.at("/OperationLog/GoneBy").asText())
        .isEqualTo(midnightAfter(day.plusMonths(3)));
    assertThat(told.at("/OperationLog/Steps"))
        .extracting(step -> step.path("Name").asText())
        .contains("authenticate", "stage", "recognise", "commit", "delete");
    assertThat(told.at("/Upload/State").asText()).isEqualTo("nothing");
    assertThat(told.at("/Monitoring/Basis/Purposes/0/Name").asText()).isEqualTo("billing");
    assertThat(told.at("/LegalHolds/State").asText()).isEqualTo("nothing");
    assertThat(told.at("/Upload/Erasure/State").asText()).isEqualTo("done");
    assertThat(told.at("/Upload/Erasure/Proof/State").asText()).isEqualTo("coming");
    assertThat(Instant.parse(told.at("/Upload/Erasure/SeenGone").asText()))
        .isAfter(call.received());
  }

  static Stream<OwnAction> naming() {
    return Arrays.stream(OwnAction.values())
        .filter(action -> action.parameters().contains(Parameters.CALL_ID));
  }

  /** Every action that names a call, tried with another tenant's. */
  @ParameterizedTest
  @MethodSource("naming")
  void anotherTenantsCallShouldBeAnsweredExactlyAsOneThatNeverWas(OwnAction action) {
    CallId theirs = served(gateway.client(gateway.tenant()));
    UploadKey left = left(gateway.tenant());
    Client other = gateway.client(gateway.tenant());

    Answer foreign = of(other, action, theirs);
    Answer staged = of(other, action, left.callId());
    Answer unknown = of(other, action, PlatformFixtures.callId(theirs.received()));

    assertThat(foreign.code()).isEqualTo("ResourceNotFound");
    assertThat(withoutRequestId(foreign)).isEqualTo(withoutRequestId(unknown));
    assertThat(withoutRequestId(staged)).isEqualTo(withoutRequestId(unknown));
    assertThat(gateway.singapore.uploads().exists(left)).isTrue();
    gateway.singapore.uploads().erase(left);
  }

  @Test
  void eraseCallShouldEraseWhatTheCallLeftAndSayWhatStays() {
    UploadKey left = left(caller);

    JsonNode told = of(client, OwnAction.ERASE_CALL, left.callId()).response();

    assertThat(told.path("Complete").asBoolean()).isTrue();
    assertThat(told.at("/Erased/0/Class").asText()).isEqualTo("upload-and-result");
    assertThat(told.at("/Erased/0/State").asText()).isEqualTo("erased");
    assertThat(told.at("/Erased/1/State").asText()).isEqualTo("nothing");
    assertThat(told.at("/Erased/0/Proof/State").asText()).isEqualTo("coming");
    assertThat(told.at("/Erased/0/Proof/Address").asText())
        .isEqualTo("/evidence/ap-singapore/calls/" + left.callId() + ".tlog-proof");
    assertThat(gateway.singapore.uploads().exists(left)).isFalse();
  }

  @Test
  void eraseCallShouldLeaveRecordAndSteps() {
    CallId call = served(client);

    JsonNode first = of(client, OwnAction.ERASE_CALL, call).response();

    assertThat(first.path("Complete").asBoolean()).isTrue();
    assertThat(first.at("/Kept/0/Class").asText()).isEqualTo("monitoring");
    assertThat(first.at("/Kept/0/Basis/Policy").asText()).isEqualTo("tencent-ocr@1.0.0");
    assertThat(first.at("/Kept/0/Basis/Purposes/0/LegalBasis").asText()).isEqualTo("contract");
    assertThat(first.at("/Kept/0/GoneBy").asText()).isNotEmpty();
    assertThat(first.at("/Kept/1/Class").asText()).isEqualTo("operation-log");
    assertThat(first.at("/Erased/0/State").asText()).isEqualTo("nothing");
    assertThat(gateway.singapore.ledger().find(call)).isPresent();
  }

  @Test
  void aLegalHoldShouldKeepTheUploadAndSayByWhatLaw() {
    UploadKey left = left(caller);
    gateway.holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.UPLOAD_AND_RESULT,
                new HeldScope.Target.Call(left.callId()),
                "§ 142 ZPO",
                Instant.parse("2035-01-01T00:00:00Z"))));
    try {
      JsonNode told = of(client, OwnAction.ERASE_CALL, left.callId()).response();
      JsonNode described = describe(client, left.callId()).response();

      assertThat(told.path("Complete").asBoolean()).isFalse();
      assertThat(told.at("/Erased/0/State").asText()).isEqualTo("held-by-law");
      assertThat(told.at("/Erased/0/Holds/0/Basis").asText()).isEqualTo("§ 142 ZPO");
      assertThat(described.at("/LegalHolds/Holds/0/Class").asText()).isEqualTo("upload-and-result");
      assertThat(gateway.singapore.uploads().exists(left)).isTrue();
    } finally {
      gateway.holds.set(List.of());
      gateway.singapore.uploads().erase(left);
    }
  }

  @Test
  void aCallOfAnotherRegionShouldBeFoundUnlessOneIsNamed() {
    CallId call = idOf(client.call("TextDetect", picture(), Map.of("X-TC-Region", "eu-frankfurt")));
    Map<String, String> inSingapore = new HashMap<>(VERSION);
    inSingapore.put("X-TC-Region", "ap-singapore");

    Answer anywhere = describe(client, call);
    Answer singapore = client.call("DescribeCall", Map.of("CallId", call.toString()), inSingapore);

    assertThat(anywhere.response().path("Region").asText()).isEqualTo("eu-frankfurt");
    assertThat(anywhere.response().path("Zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(singapore.code()).isEqualTo("ResourceNotFound");
  }

  @Test
  void aStoreThatDoesNotAnswerShouldBeUnknownAndNeverNothing() {
    CallId call = served(client);
    gateway.singapore.log().outage().begin();
    try {
      JsonNode told = describe(client, call).response();
      assertThat(told.at("/OperationLog/State").asText()).isEqualTo("unknown");
      assertThat(told.at("/Monitoring/State").asText()).isEqualTo("held");
      assertThat(describe(client, PlatformFixtures.callId(call.received())).message())
          .contains("unknown: Elasticsearch did not answer in ap-singapore");
    } finally {
      gateway.singapore.log().outage().end();
    }
    gateway.singapore.ledger().outage().begin();
    try {
      Answer usage = client.call("DescribeUsage", Map.of(), VERSION);
      assertThat(usage.code()).isEqualTo("ServiceUnavailable");
      assertThat(usage.message()).contains("unknown: MySQL did not answer in ap-singapore");
    } finally {
      gateway.singapore.ledger().outage().end();
    }
  }

  @Test
  void describeUsageShouldTellTheCallsOfEveryKeyOfTheAppIdAndNoOthers() {
    Caller first = gateway.tenant();
    Caller second =
        new Caller(
            PlatformFixtures.credential(first.application().appId()),
            first.application(),
            first.tenant(),
            first.terms());
    gateway.control.save(second.credential());
    served(gateway.client(first));
    served(gateway.client(second));
    served(gateway.client(second));

    JsonNode told = gateway.client(first).call("DescribeUsage", Map.of(), VERSION).response();

    assertThat(told.path("Currency").asText()).isEqualTo("USD");
    assertThat(told.path("Fee").asText()).isEqualTo("0"); // the first calls of a month are free
    assertThat(told.path("Lines")).hasSize(2);
    assertThat(told.path("Lines"))
        .allSatisfy(
            line ->
                assertThat(line.path("BilledVolume").asInt())
                    .isEqualTo(
                        line.path("SecretId").asText().equals(first.credential().secretId().value())
                            ? 1
                            : 2));
  }

  @Test
  void describeStatementShouldBeSignedAndItsRecordsLeadToItsRoot() {
    Caller who = gateway.tenant();
    Instant received = Instant.now().minusSeconds(120);
    LocalDate day = LocalDate.ofInstant(received, PlatformFixtures.SINGAPORE_TIME);
    SigningKey key =
        gateway
            .evidence
            .keys()
            .signing(
                LocalDate.now(PlatformFixtures.SINGAPORE_TIME).getYear(), "log.example/singapore");
    for (int i = 0; i < 3; i++) {
      var record = PlatformFixtures.success(who.application().appId(), received);
      gateway.singapore.ledger().settle(PlatformFixtures.settlement(record));
      gateway.singapore.ledger().delivered(record.callId());
    }
    Map<String, String> month = Map.of("Month", YearMonth.from(day).toString());

    JsonNode told = gateway.client(who).call("DescribeStatement", month, VERSION).response();
    JsonNode part = gateway.client(who).call("DescribeStatementRecords", month, VERSION).response();

    SignedDocument signed =
        SignedDocument.parse(
            told.path("Statement").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    signed.verify(key.verifier());
    RecordTree.Builder tree = new RecordTree.Builder();
    part.path("Records")
        .asText()
        .lines()
        .skip(1)
        .forEach(line -> tree.add(line.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    assertThat(MeteringStatement.of(signed).records()).isEqualTo(tree.build());
    assertThat(MeteringStatement.of(signed).appId())
        .isEqualTo(who.application().appId().toString());
    assertThat(told.path("Records").asInt()).isEqualTo(3);
    assertThat(told.path("Due").asText()).isEqualTo("0");
    assertThat(part.path("Next").asText()).isEmpty();
    Client other = gateway.client(gateway.tenant());
    assertThat(other.call("DescribeStatement", Map.of("Month", "9000-12"), VERSION).code())
        .isEqualTo("ResourceNotFound");
    assertThat(other.call("DescribeStatementRecords", Map.of("Month", "2001-01"), VERSION).code())
        .isEqualTo("ResourceNotFound");
    assertThat(other.call("DescribeStatementRecords", Map.of("Month", "soon"), VERSION).code())
        .isEqualTo("InvalidParameterValue");
  }

  @Test
  void lookingUpShouldLeaveNoMonitoringRecordButALogEntry() {
    CallId call = served(client);
    int records = gateway.singapore.ledger().all().size();

    Answer answer = describe(client, call);

    CallId lookup = idOf(answer);
    assertThat(gateway.singapore.ledger().all()).hasSize(records);
    assertThat(gateway.singapore.ledger().find(lookup)).isEmpty();
    assertThat(gateway.singapore.log().find(lookup).orElseThrow())
        .satisfies(entry -> assertThat(entry.action()).isEqualTo("DescribeCall"))
        .satisfies(entry -> assertThat(entry.request()).containsEntry("CallId", call.toString()))
        .satisfies(entry -> assertThat(entry.appId()).contains(caller.application().appId()));
  }

  @Test
  void lookingUpShouldBeBoundedAndHeldToTheKeyAndTheAccount() {
    Caller narrow =
        gateway.tenant(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            key -> Changes.onlyFor(key, "TextDetect"));
    Caller disabled =
        gateway.tenant(
            tenant -> Changes.state(tenant, Tenant.State.DISABLED),
            UnaryOperator.identity(),
            UnaryOperator.identity());
    Caller owing =
        gateway.tenant(
            tenant -> Changes.state(tenant, Tenant.State.IN_ARREARS),
            UnaryOperator.identity(),
            UnaryOperator.identity());

    assertThat(usageOf(narrow).code()).isEqualTo("AuthFailure.UnauthorizedOperation");
    assertThat(usageOf(disabled).code()).isEqualTo("UnauthorizedOperation");
    assertThat(usageOf(owing).code()).isEmpty();
    Caller eager = gateway.tenant();
    await().until(() -> usageOf(eager).code().equals("RequestLimitExceeded"));
  }

  @Test
  void hostileParametersShouldBeRefused() {
    assertThat(call("DescribeCall", Map.of()).code()).isEqualTo("MissingParameter");
    assertThat(call("DescribeCall", Map.of("CallId", 7)).code()).isEqualTo("InvalidParameter");
    for (String id :
        new String[] {"", "x", "1-1-7001-8001-1", "9".repeat(60_000), "\u0000", "' OR 1=1 --"}) {
      assertThat(call("DescribeCall", Map.of("CallId", id)).code())
          .isEqualTo("InvalidParameterValue");
    }
    Client other = gateway.client(gateway.tenant());
    assertThat(other.call("DescribeUsage", Map.of("From", "2026-02-30"), VERSION).code())
        .isEqualTo("InvalidParameterValue");
    Client third = gateway.client(gateway.tenant());
    assertThat(
            third
                .call("DescribeUsage", Map.of("From", "2020-01-01", "To", "2026-01-01"), VERSION)
                .code())
        .isEqualTo("InvalidParameterValue");
    assertThat(call("GeneralBasicOCR", Map.of()).code()).isEqualTo("InvalidAction");
    assertThat(client.call("DescribeCall", Map.of()).code()).isEqualTo("InvalidAction");
  }

  private static Answer usageOf(Caller who) {
    return gateway.client(who).call("DescribeUsage", Map.of(), VERSION);
  }

  private static Answer call(String action, Map<String, ?> parameters) {
    return client.call(action, parameters, VERSION);
  }

  private static Answer describe(Client who, CallId call) {
    return of(who, OwnAction.DESCRIBE_CALL, call);
  }

  private static Answer of(Client who, OwnAction action, CallId call) {
    return who.call(action.wire(), Map.of("CallId", call.toString()), VERSION);
  }

  /** An upload in Singapore whose call never settled and is over. */
  private static UploadKey left(Caller who) {
    UploadKey left =
        UploadKey.of(
            who.application().appId(),
            PlatformFixtures.callId(Instant.now().minusSeconds(600)),
            PlatformFixtures.SINGAPORE_TIME);
    gateway.singapore.uploads().stage(left, new byte[10]);
    return left;
  }

  /** A call of GeneralBasicOCR in Singapore whose delivery is known. */
  private static CallId served(Client who) {
    CallId call = idOf(who.call("GeneralBasicOCR", picture()));
    await()
        .until(
            () ->
                gateway
                    .singapore
                    .ledger()
                    .delivery(call)
                    .equals(java.util.Optional.of(Delivery.DELIVERED)));
    return call;
  }

  private static String midnightAfter(LocalDate lastDay) {
    return lastDay
        .plusDays(1)
        .atStartOfDay(PlatformFixtures.SINGAPORE_TIME)
        .toOffsetDateTime()
        .toString();
  }

  private static CallId idOf(Answer answer) {
    return CallId.parse(answer.response().path("RequestId").asText());
  }

  private static Map<String, String> picture() {
    return Map.of(
        "ImageBase64", java.util.Base64.getEncoder().encodeToString(MarkedPictures.png("hello")));
  }

  private static String withoutRequestId(Answer answer) {
    return answer.text().replaceAll("\"RequestId\":\"[^\"]*\"", "");
  }
}
