package io.palimpsest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.gateway.testing.Answer;
import io.palimpsest.gateway.testing.Changes;
import io.palimpsest.gateway.testing.Client;
import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.Tenant;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every code that our actions can reach, over HTTP, in both the answer and the books. */
class ErrorCodesIT {
  private static final String ACTION = "GeneralBasicOCR";
  private static final byte[] PICTURE = MarkedPictures.png("hello");
  private static final Map<ErrorCode, Supplier<Answer>> WAYS = new EnumMap<>(ErrorCode.class);

  private static TestGateway gateway;
  private static Client client;

  @BeforeAll
  static void start() {
    gateway = TestGateway.start(Map.of("palimpsest.api.call-timeout", "400ms"));
    client = gateway.client(gateway.tenant());
    protocol();
    authentication();
    account();
    pictures();
    faults();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @TestFactory
  List<DynamicTest> everyCodeShouldBeReached() {
    return WAYS.entrySet().stream()
        .map(
            way ->
                DynamicTest.dynamicTest(
                    way.getKey().wire(),
                    () -> {
                      Answer answer = way.getValue().get();

                      assertThat(answer.status()).isEqualTo(200);
                      assertThat(answer.code()).isEqualTo(way.getKey().wire());
                      assertThat(answer.headers().firstValue("Content-Type"))
                          .contains("application/json");
                      assertThat(answer.response()).hasSize(2);
                      CallId.parse(answer.response().path("RequestId").asText());
                    }))
        .toList();
  }

  @Test
  void noReachableCodeShouldBeWithoutAWay() {
    EnumSet<ErrorCode> without = EnumSet.allOf(ErrorCode.class);
    without.removeAll(WAYS.keySet());

    assertThat(without).containsExactly(ErrorCode.PARAMETER_VALUE_LIMIT);
  }

  private static void protocol() {
    WAYS.put(
        ErrorCode.REQUEST_SIZE_LIMIT_EXCEEDED,
        () -> client.post(ACTION, new byte[10_600_000], Map.of()));
    WAYS.put(
        ErrorCode.UNSUPPORTED_PROTOCOL,
        () -> client.post(ACTION, bytes("{}"), Map.of("Content-Type", "text/plain")));
    WAYS.put(
        ErrorCode.INVALID_REQUEST,
        () ->
            client.post(
                ACTION, bytes("x"), Map.of("Content-Type", "multipart/form-data; boundary=x")));
    WAYS.put(ErrorCode.INVALID_PARAMETER, () -> client.call(ACTION, Map.of("ImageBase64", 5)));
    WAYS.put(ErrorCode.MISSING_PARAMETER, () -> client.call(ACTION, Map.of()));
    WAYS.put(
        ErrorCode.NO_SUCH_VERSION,
        () -> client.call(ACTION, Map.of(), Map.of("X-TC-Version", "2018-11-20")));
    WAYS.put(ErrorCode.INVALID_ACTION, () -> client.call("generalbasicocr", Map.of()));
    WAYS.put(ErrorCode.UNSUPPORTED_OPERATION, () -> client.call("IDCardOCR", Map.of()));
  }

  private static void authentication() {
    WAYS.put(
        ErrorCode.INVALID_AUTHORIZATION,
        () -> client.call(ACTION, Map.of(), Map.of("Authorization", "SKIP")));
    WAYS.put(
        ErrorCode.INVALID_SECRET_ID,
        () ->
            client.call(
                ACTION,
                Map.of(),
                Map.of(
                    "Authorization",
                    "TC3-HMAC-SHA256 Credential=me/2023-11-14/ocr/tc3_request, SignedHeaders=content-type;host, Signature=0")));
    WAYS.put(
        ErrorCode.SECRET_ID_NOT_FOUND, () -> read(UnaryOperator.identity(), Changes::disabled));
    WAYS.put(
        ErrorCode.SIGNATURE_EXPIRE,
        () ->
            client.call(
                ACTION,
                Map.of(),
                Map.of("X-TC-Timestamp", "" + (Instant.now().getEpochSecond() - 310))));
    WAYS.put(
        ErrorCode.SIGNATURE_FAILURE,
        () -> {
          Credential real = gateway.tenant().credential();
          Credential forged =
              new Credential(
                  real.secretId(),
                  real.appId(),
                  new io.palimpsest.platform.credentials.SecretKey("guessed"),
                  true,
                  real.created(),
                  real.expires(),
                  real.token(),
                  real.actions());
          return new Client(gateway.port(), forged).call(ACTION, Map.of());
        });
    WAYS.put(
        ErrorCode.TOKEN_FAILURE,
        () ->
            read(
                UnaryOperator.identity(),
                c -> Changes.temporary(c, Instant.now().plusSeconds(60), "token")));
  }

  private static void account() {
    WAYS.put(
        ErrorCode.KEY_NOT_PERMITTED,
        () -> read(UnaryOperator.identity(), c -> Changes.onlyFor(c, "TextDetect")));
    WAYS.put(
        ErrorCode.UNAUTHORIZED_OPERATION,
        () -> read(t -> Changes.state(t, Tenant.State.DISABLED), UnaryOperator.identity()));
    WAYS.put(
        ErrorCode.IN_ARREARS,
        () -> read(t -> Changes.state(t, Tenant.State.IN_ARREARS), UnaryOperator.identity()));
    WAYS.put(
        ErrorCode.POLICY_NOT_ACCEPTED,
        () -> gateway.client(gateway.stranger()).read(ACTION, PICTURE));
    WAYS.put(ErrorCode.IP_IN_BLACKLIST, () -> networks(List.of(), List.of("127.0.0.0/8")));
    WAYS.put(ErrorCode.IP_NOT_IN_WHITELIST, () -> networks(List.of("192.0.2.0/24"), List.of()));
    WAYS.put(
        ErrorCode.UNSUPPORTED_REGION,
        () -> client.call(ACTION, Map.of(), Map.of("X-TC-Region", "na-ashburn")));
    WAYS.put(
        ErrorCode.RESOURCE_NOT_FOUND,
        () ->
            client.call(
                "DescribeCall",
                Map.of("CallId", "01a1fe2a-f4ed-7c36-8700-a73b96da2b28"),
                Map.of("X-TC-Version", "2026-11-21")));
    WAYS.put(
        ErrorCode.REQUEST_LIMIT_EXCEEDED,
        () -> limited(OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty()));
    WAYS.put(
        ErrorCode.DAY_QUOTA_EXCEEDED,
        () -> limited(OptionalLong.of(100), OptionalLong.of(0), OptionalLong.empty()));
    WAYS.put(
        ErrorCode.MONTH_QUOTA_EXCEEDED,
        () -> limited(OptionalLong.of(100), OptionalLong.empty(), OptionalLong.of(0)));
  }

  private static void pictures() {
    WAYS.put(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> client.call(ACTION, Map.of("ImageBase64", "no base64!")));
    WAYS.put(
        ErrorCode.FILE_TOO_LARGE,
        () -> client.read("GeneralFastOCR", new byte[(7 << 20) / 4 * 3 + 3]));
    WAYS.put(
        ErrorCode.DOWNLOAD_ERROR,
        () -> client.call(ACTION, Map.of("ImageUrl", "http://127.0.0.1/a.png")));
    WAYS.put(ErrorCode.EMPTY_IMAGE, () -> client.call(ACTION, Map.of("ImageBase64", "")));
    WAYS.put(
        ErrorCode.UNKNOWN_FILE_TYPE,
        () -> client.read(ACTION, MarkedPictures.blank(30, 30, "gif")));
    WAYS.put(
        ErrorCode.IMAGE_DECODE_FAILED,
        () -> client.read(ACTION, java.util.Arrays.copyOf(PICTURE, PICTURE.length / 2)));
    WAYS.put(
        ErrorCode.IMAGE_SIZE_TOO_LARGE,
        () -> client.read(ACTION, MarkedPictures.blank(20_000, 2, "png")));
    WAYS.put(
        ErrorCode.PDF_PARSE_FAILED,
        () ->
            client.call(
                ACTION, Map.of("ImageBase64", base64(bytes("%PDF-1.7\nbroken")), "IsPdf", true)));
    WAYS.put(
        ErrorCode.LANGUAGE_NOT_SUPPORTED,
        () -> client.call(ACTION, Map.of("ImageBase64", base64(PICTURE), "LanguageType", "kor")));
    WAYS.put(
        ErrorCode.IMAGE_NO_TEXT, () -> client.read(ACTION, MarkedPictures.blank(40, 40, "png")));
    WAYS.put(ErrorCode.NO_PASSPORT, () -> client.read("MLIDPassportOCR", PICTURE));
  }

  private static void faults() {
    WAYS.put(ErrorCode.ENGINE_TIMEOUT, () -> client.read(ACTION, MarkedPictures.png("WAIT")));
    WAYS.put(
        ErrorCode.SERVICE_UNAVAILABLE, () -> client.read(ACTION, MarkedPictures.png("NO-MODEL")));
    WAYS.put(ErrorCode.OCR_FAILED, () -> client.read(ACTION, MarkedPictures.png("FAIL")));
    WAYS.put(ErrorCode.INTERNAL_ERROR, () -> client.read(ACTION, MarkedPictures.png("CRASH")));
  }

  @Test
  void anUnknownKeyShouldNotBeFound() {
    Credential real = gateway.tenant().credential();
    Credential unknown =
        new Credential(
            new SecretId("AKIDnobodyhasthis1"),
            real.appId(),
            real.secretKey(),
            true,
            real.created(),
            real.expires(),
            real.token(),
            real.actions());

    Answer answer = new Client(gateway.port(), unknown).call(ACTION, Map.of());

    assertThat(answer.code()).isEqualTo("AuthFailure.SecretIdNotFound");
  }

  @Test
  void aTemporaryKeyShouldCallWithItsTokenUntilItExpires() {
    Caller live =
        gateway.tenant(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            c -> Changes.temporary(c, Instant.now().plusSeconds(60), "token"));
    Caller over =
        gateway.tenant(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            c -> Changes.temporary(c, Instant.now().minusSeconds(1), "token"));
    Map<String, String> token = Map.of("X-TC-Token", "token");
    Map<String, String> picture = Map.of("ImageBase64", base64(PICTURE));

    assertThat(gateway.client(live).call(ACTION, picture, token).firstLine()).isEqualTo("hello");
    assertThat(gateway.client(live).call(ACTION, picture, Map.of("X-TC-Token", "wrong")).code())
        .isEqualTo("AuthFailure.TokenFailure");
    assertThat(gateway.client(over).call(ACTION, picture, token).code())
        .isEqualTo("AuthFailure.TokenFailure");
    assertThat(client.call(ACTION, picture, token).code()).isEqualTo("AuthFailure.TokenFailure");
  }

  @Test
  void anUnsignedPayloadShouldBeRefusedWhereItIsSwitchedOff() {
    Caller caller =
        gateway.tenant(
            UnaryOperator.identity(), Changes::withoutUnsignedPayload, UnaryOperator.identity());

    Answer answer =
        gateway
            .client(caller)
            .call(ACTION, Map.of(), Map.of("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"));

    assertThat(answer.code()).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void messagesShouldBeInTheCallersLanguage() {
    Answer chinese = client.call("Nothing", Map.of(), Map.of("X-TC-Language", "zh-CN"));
    Answer english = client.call("Nothing", Map.of(), Map.of("X-TC-Language", "en-US"));

    assertThat(chinese.message()).startsWith("接口不存在");
    assertThat(english.message()).startsWith("The action does not exist");
  }

  @Test
  void everyOtherMethodAndPathShouldBeAnsweredInTheEnvelope() {
    for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
      Answer answer =
          Client.send(at("/").method(method, HttpRequest.BodyPublishers.ofString("{}")).build());
      assertThat(answer.code()).as(method).isEqualTo("UnsupportedProtocol");
    }
    Answer elsewhere = Client.send(at("/health").GET().build());
    assertThat(elsewhere.code()).isEqualTo("InvalidRequest");
  }

  @Test
  void aRefusalAfterAuthenticationShouldBeRecordedForNothing() {
    Answer answer = client.call(ACTION, Map.of());

    CallId callId = CallId.parse(answer.response().path("RequestId").asText());
    assertThat(gateway.singapore.ledger().find(callId).orElseThrow())
        .satisfies(record -> assertThat(record.fee()).isZero())
        .satisfies(record -> assertThat(record.result()).isEqualTo("MissingParameter"));
  }

  @Test
  void aRefusalBeforeAuthenticationShouldBeLoggedOnly() {
    Answer answer = client.call(ACTION, Map.of(), Map.of("Authorization", "SKIP"));

    CallId callId = CallId.parse(answer.response().path("RequestId").asText());
    assertThat(gateway.singapore.ledger().find(callId)).isEmpty();
    assertThat(gateway.singapore.log().find(callId).orElseThrow().appId()).isEmpty();
  }

  private static HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private static Answer read(UnaryOperator<Tenant> tenant, UnaryOperator<Credential> credential) {
    return gateway
        .client(gateway.tenant(tenant, UnaryOperator.identity(), credential))
        .read(ACTION, PICTURE);
  }

  private static Answer networks(List<String> allowed, List<String> blocked) {
    Caller caller =
        gateway.tenant(
            UnaryOperator.identity(),
            a -> Changes.networks(a, allowed, blocked),
            UnaryOperator.identity());
    return gateway.client(caller).read(ACTION, PICTURE);
  }

  private static Answer limited(
      OptionalLong perSecond, OptionalLong perDay, OptionalLong perMonth) {
    Caller caller =
        gateway.tenant(
            UnaryOperator.identity(),
            a -> Changes.limited(a, Changes.limit(perSecond, perDay, perMonth)),
            UnaryOperator.identity());
    return gateway.client(caller).read(ACTION, PICTURE);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
