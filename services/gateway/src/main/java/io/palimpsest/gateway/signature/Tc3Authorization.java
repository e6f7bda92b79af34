package io.palimpsest.gateway.signature;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a {@code TC3-HMAC-SHA256} Authorization header.
 *
 * @param secretId everything before the date
 * @param date {@code YYYY-MM-DD}
 * @param service whatever the client calls us: some SDKs take the first label of the host, or even
 *     host and port
 * @param signedHeaders lower-case names in the order in which they were signed
 * @param signature lower-case hex
 */
record Tc3Authorization(
    String secretId, String date, String service, List<String> signedHeaders, String signature) {
  private static final String ALGORITHM = "TC3-HMAC-SHA256 ";
  private static final int MOST_SIGNED_HEADERS = 10;

  /**
   * @throws CallFailure {@code AuthFailure.InvalidAuthorization} when a part is missing or
   *     malformed
   */
  static Tc3Authorization parse(String header) {
    if (!header.startsWith(ALGORITHM)) {
      throw invalid("the algorithm is not TC3-HMAC-SHA256");
    }
    Map<String, String> parts = parts(header.substring(ALGORITHM.length()));
    String credential = part(parts, "Credential");
    List<String> signed = Arrays.asList(part(parts, "SignedHeaders").split(";", -1));
    if (!signed.contains("content-type") || !signed.contains("host")) {
      throw invalid("SignedHeaders must hold content-type and host");
    }
    if (signed.size() > MOST_SIGNED_HEADERS) {
      throw invalid("more than " + MOST_SIGNED_HEADERS + " headers are signed");
    }
    // From the right: a service may hold a colon, a SecretId may hold a slash.
    int end = credential.lastIndexOf('/');
    int service = end < 0 ? -1 : credential.lastIndexOf('/', end - 1);
    int date = service < 0 ? -1 : credential.lastIndexOf('/', service - 1);
    if (date <= 0 || !credential.substring(end + 1).equals("tc3_request")) {
      throw invalid("Credential is not SecretId/date/service/tc3_request");
    }
    return new Tc3Authorization(
        credential.substring(0, date),
        credential.substring(date + 1, service),
        credential.substring(service + 1, end),
        signed,
        part(parts, "Signature"));
  }

  String scope() {
    return date + "/" + service + "/tc3_request";
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 0
          || parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw invalid("it is not a list of Credential, SignedHeaders and Signature");
      }
    }
    return parts;
  }

  private static String part(Map<String, String> parts, String name) {
    String value = parts.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw invalid(name + " is missing");
    }
    return value;
  }

  private static CallFailure invalid(String why) {
    return new CallFailure(ErrorCode.INVALID_AUTHORIZATION, why);
  }
}
