package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.metering.CallId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppIdApiIT {
  private static final String PICTURE =
      Base64.getEncoder().encodeToString(MarkedPictures.png("hello"));

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
  void aCallShouldBeAnsweredMeteredLoggedAndItsUploadErased() {
    Answer answer = client.read("GeneralBasicOCR", MarkedPictures.png("hello"));

    assertThat(answer.firstLine()).isEqualTo("hello");
    CallId callId = CallId.parse(answer.response().path("RequestId").asText());
    assertThat(gateway.singapore.ledger().find(callId).orElseThrow().result()).isEqualTo("Success");
    var logged = gateway.singapore.log().find(callId).orElseThrow();
    assertThat(logged.request()).containsKey("ImageBase64Length");
    assertThat(logged.response()).containsEntry("tier", "standard").containsKey("model");
    assertThat(gateway.singapore.uploads().list(10)).isEmpty();
  }

  @Test
  void anAnswerShouldHaveTheExactContentTypeAndTheCallersTraceId() {
    Answer answer =
        client.call(
            "GeneralBasicOCR",
            Map.of("ImageBase64", PICTURE),
            Map.of("X-TC-TraceId", "6f1a-trace"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
    assertThat(answer.headers().firstValue("X-TC-TraceId")).contains("6f1a-trace");
    assertThat(answer.headers().firstValue("X-TC-RequestId"))
        .contains(answer.response().path("RequestId").asText());
    assertThat(answer.text()).doesNotContain("Error");
  }

  @ParameterizedTest
  @CsvSource({"POST,HmacSHA1", "POST,HmacSHA256", "GET,HmacSHA1", "GET,HmacSHA256"})
  void v1ShouldBeServed(String method, String algorithm) {
    Answer answer =
        client.v1(
            method,
            algorithm,
            "GeneralBasicOCR",
            Map.of("ImageBase64", PICTURE, "IsWords", "True"),
            Map.of());

    assertThat(answer.firstLine()).isEqualTo("hello");
    assertThat(answer.response().at("/TextDetections/0/Words")).hasSize(5);
  }

  @Test
  void tc3ShouldBeServedByGet() {
    Answer answer = client.get("GeneralBasicOCR", Map.of("ImageBase64", PICTURE), Map.of());

    assertThat(answer.firstLine()).isEqualTo("hello");
  }

  @Test
  void anUnsignedPayloadShouldBeServed() {
    Answer answer =
        client.call(
            "GeneralBasicOCR",
            Map.of("ImageBase64", PICTURE),
            Map.of("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"));

    assertThat(answer.firstLine()).isEqualTo("hello");
  }

  @Test
  void aLongAnswerShouldBePackedForWhoeverTakesIt() {
    Answer packed =
        client.call(
            "GeneralBasicOCR",
            Map.of(
                "ImageBase64",
                Base64.getEncoder().encodeToString(MarkedPictures.png("a".repeat(60))),
                "IsWords",
                true),
            Map.of("Accept-Encoding", "gzip,deflate"));
    Answer plain =
        client.call(
            "GeneralBasicOCR",
            Map.of("ImageBase64", PICTURE),
            Map.of("Accept-Encoding", "gzip;q=0, br"));

    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.firstLine()).isEqualTo("a".repeat(60));
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ap-singapore", "eu-frankfurt"})
  void aCallShouldBeRecordedInTheRegionItNames(String region) {
    Answer answer =
        client.call(
            "GeneralBasicOCR", Map.of("ImageBase64", PICTURE), Map.of("X-TC-Region", region));

    CallId callId = CallId.parse(answer.response().path("RequestId").asText());
    var ledger =
        region.equals("ap-singapore") ? gateway.singapore.ledger() : gateway.frankfurt.ledger();
    assertThat(ledger.find(callId)).isPresent();
  }

  @Test
  void aDeliveredAnswerShouldStayBilled() {
    gateway.passed.clear();

    Answer answer = client.read("GeneralBasicOCR", MarkedPictures.png("hello"));
    await().untilAsserted(() -> assertThat(gateway.passed).contains("after-answer"));
    await().until(() -> gateway.context.getBean(CallMetrics.class).running() == 0);
    gateway.singapore.ledger().revokeUndelivered(Instant.now().plus(1, ChronoUnit.HOURS));

    CallId callId = CallId.parse(answer.response().path("RequestId").asText());
    assertThat(gateway.singapore.ledger().find(callId).orElseThrow().fee()).isPositive();
  }
}
