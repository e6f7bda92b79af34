package io.palimpsest.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.gateway.protocol.Form;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.metering.CallIds;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published worked examples, and the forms in which the official SDKs differ. */
class SignatureVectorsTest {
  private static final SecretKey KEY = new SecretKey("EXAMPLEkey0001");
  private static final long TIME = 1_700_000_000L;
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String BODY = "{\"ImageUrl\":\"https://example.com/a.png\"}";
  private static final String QUERY = "ImageUrl=https%3A%2F%2Fexample.com%2Fa.png";

  private static final String POST =
      "1caba90c6ef3e6d5d87644903ecde7648224010c20ed00591846e80d2e2b9ec8";
  private static final String GET =
      "437f50509feb444b21ee5fdd4aaffe2cab091bec2fde7f615278f8ef87eceb3a";
  private static final String NODE =
      "25437791fe4ea76a885aaaea418eb38b7eaac9ce1ed870292f574d52e4225bee";
  private static final String JAVA =
      "40bda9eb4042f9e128e066ca78be356b1e63eb78a6f1709e8ba7d78a5c71e238";
  private static final String UNSIGNED =
      "f1d9790de41cc0e78722a6dad713c162e8cfd6e124e121b7c0f874848ef82c16";

  private static final String PLAIN =
      "Action=GeneralBasicOCR&ImageUrl=https://example.com/a.png&Nonce=12345&Region=ap-guangzhou"
          + "&SecretId=AKIDEXAMPLE0001&SignatureMethod=%s&Timestamp=1700000000&Version=2018-11-19";

  @Test
  void postShouldFit() {
    assertThat(fits("POST", "/", JSON, "ocr.tencentcloudapi.com", "ocr", POST, false)).isTrue();
  }

  @Test
  void getShouldFitOverTheRawQuery() {
    assertThat(fits("GET", "/?" + QUERY, FORM, "ocr.tencentcloudapi.com", "ocr", GET, false))
        .isTrue();
  }

  @Test
  void nodeShouldFitThoughItSignsTheHostWithoutItsPort() {
    assertThat(fits("POST", "/", JSON, "127.0.0.1:8080", "127", NODE, false)).isTrue();
  }

  @Test
  void javaShouldFitWithItsCharsetAndPort() {
    assertThat(fits("POST", "/", JSON + "; charset=utf-8", "127.0.0.1:8080", "127", JAVA, false))
        .isTrue();
  }

  @Test
  void anUnsignedPayloadShouldFitOnlyWhereItIsAllowed() {
    String type = JSON + "; charset=utf-8";

    assertThat(fits("POST", "/", type, "ocr.tencentcloudapi.com", "ocr", UNSIGNED, true)).isTrue();
    assertThat(fits("POST", "/", type, "ocr.tencentcloudapi.com", "ocr", UNSIGNED, false))
        .isFalse();
  }

  @Test
  void aChangedByteShouldNotFit() {
    assertThat(fits("POST", "/", JSON, "ocr.tencentcloudapi.com:81", "ocr2", POST, false))
        .isFalse();
    assertThat(fits("POST", "/", JSON + " ", "other.example", "ocr", POST, false)).isFalse();
  }

  @Test
  void aDateThatIsNotTheTimestampsShouldNotFit() {
    Request request = request("POST", "/", headers(JSON, "ocr.tencentcloudapi.com"));
    Tc3Authorization auth = Tc3Authorization.parse(authorization("2023-11-15", "ocr", POST));

    assertThat(Tc3Signature.fits(request, auth, TIME, KEY, false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "HmacSHA256, 82YJYBH/rhNeB2+eDmI73ljak3PGewTZCODxURgOC1Y=",
    "HmacSHA1, qPcrJ+S1q02XZahP7IBKhw6e/T8="
  })
  void v1ShouldFit(String method, String signature) {
    Map<String, String> parameters = new HashMap<>(Form.decode(PLAIN.formatted(method)));
    parameters.put("Signature", signature);
    RequestHead head = request("POST", "/", headers(FORM, "ocr.tencentcloudapi.com")).head();

    assertThat(V1Signature.fits(head, parameters, method, KEY)).isTrue();
    assertThat(V1Signature.fits(head, parameters, method, new SecretKey("other"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // host sent, endpoint signed, underscore signed as, empty value signed
    "api.example, api.example, _, true",
    "api.example, api.example, ., true",
    "api.example, api.example, _, false",
    "api.example, api.example:80, ., false",
    "api.example, api.example:443, _, true",
    "127.0.0.1:8080, 127.0.0.1:8080, ., true"
  })
  void v1ShouldFitInEveryFormThatAnSdkSigns(
      String host, String endpoint, String underscore, boolean emptySigned) {
    String plain =
        "GET" + endpoint + "/?A" + underscore + "B=1&Nonce=7" + (emptySigned ? "&Region=" : "");
    String signature =
        java.util.Base64.getEncoder()
            .encodeToString(Hashes.mac("HmacSHA1", KEY.bytes()).doFinal(Hashes.utf8(plain)));
    Map<String, String> sent =
        Map.of("A_B", "1", "Nonce", "7", "Region", "", "Signature", signature);

    RequestHead head = request("GET", "/", headers(FORM, host)).head();

    assertThat(V1Signature.fits(head, sent, "HmacSHA1", KEY)).isTrue();
  }

  @Test
  void aFurtherSignedHeaderShouldFitAsSentOrLowerCased() {
    for (String signed : new String[] {"GeneralBasicOCR", "generalbasicocr"}) {
      HttpHeaders headers = headers(JSON, "h").add("X-TC-Action", "GeneralBasicOCR");
      Request request = request("POST", "/", headers);
      String canonical =
          "POST\n/\n\ncontent-type:application/json\nhost:h\nx-tc-action:"
              + signed
              + "\n\ncontent-type;host;x-tc-action\n"
              + Hashes.sha256Hex(request.body());
      String signature = sign(canonical);
      String header =
          authorization("2023-11-14", "ocr", signature)
              .replace("content-type;host", "content-type;host;x-tc-action");

      assertThat(Tc3Signature.fits(request, Tc3Authorization.parse(header), TIME, KEY, false))
          .as(signed)
          .isTrue();
    }
  }

  private static String sign(String canonical) {
    byte[] date = Hashes.hmacSha256(Hashes.utf8("TC3" + KEY.reveal()), "2023-11-14");
    byte[] signing = Hashes.hmacSha256(Hashes.hmacSha256(date, "ocr"), "tc3_request");
    String toSign =
        "TC3-HMAC-SHA256\n"
            + TIME
            + "\n2023-11-14/ocr/tc3_request\n"
            + Hashes.sha256Hex(Hashes.utf8(canonical));
    return java.util.HexFormat.of().formatHex(Hashes.hmacSha256(signing, toSign));
  }

  private static boolean fits(
      String method,
      String uri,
      String type,
      String host,
      String service,
      String signature,
      boolean unsigned) {
    Tc3Authorization auth = Tc3Authorization.parse(authorization("2023-11-14", service, signature));
    return Tc3Signature.fits(request(method, uri, headers(type, host)), auth, TIME, KEY, unsigned);
  }

  private static String authorization(String date, String service, String signature) {
    return "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE0001/%s/%s/tc3_request, SignedHeaders=content-type;host, Signature=%s"
        .formatted(date, service, signature);
  }

  private static HttpHeaders headers(String type, String host) {
    return new DefaultHttpHeaders().add("Content-Type", type).add("Host", host);
  }

  private static Request request(String method, String uri, HttpHeaders headers) {
    RequestHead head =
        new RequestHead(
            new CallIds(Clock.systemUTC()).next(),
            new CallTrace(System::nanoTime),
            InetAddress.getLoopbackAddress(),
            method,
            uri,
            headers);
    byte[] body = method.equals("POST") ? BODY.getBytes(StandardCharsets.UTF_8) : new byte[0];
    return new Request(head, body, Cancellation.never(), new MemoryBudget(1 << 20).open());
  }
}
