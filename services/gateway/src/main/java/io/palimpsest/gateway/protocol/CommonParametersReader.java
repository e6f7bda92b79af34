package io.palimpsest.gateway.protocol;

import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.gateway.protocol.CommonParameters.Scheme;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds a call's common parameters and says which scheme it follows. */
public final class CommonParametersReader {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private CommonParametersReader() {}

  /**
   * Reads them.
   *
   * @throws CallFailure {@code UnsupportedProtocol}, {@code InvalidRequest}, {@code
   *     InvalidParameter} or {@code MissingParameter}
   */
  public static CommonParameters read(Request request) {
    RequestHead head = request.head();
    return switch (schemeOf(head)) {
      case TC3_JSON -> ofHeaders(head, Scheme.TC3_JSON, Map.of());
      case TC3_QUERY -> ofHeaders(head, Scheme.TC3_QUERY, Form.decode(head.query()));
      case V1 ->
          ofForm(
              Form.decode(
                  head.method().equals("GET")
                      ? head.query()
                      : new String(request.body(), StandardCharsets.UTF_8)));
    };
  }

  private static Scheme schemeOf(RequestHead head) {
    boolean post = head.method().equals("POST");
    if (!post && !head.method().equals("GET")) {
      throw new CallFailure(ErrorCode.UNSUPPORTED_PROTOCOL, "the method is GET or POST");
    }
    if (!head.path().equals("/")) {
      throw new CallFailure(
          ErrorCode.INVALID_REQUEST, "the path is /; the action is named in X-TC-Action");
    }
    String type = single(head, "Content-Type").map(CommonParametersReader::mediaType).orElse("");
    boolean signedInHeader = head.header("Authorization").isPresent();
    if (!post) {
      boolean tc3 = signedInHeader || head.header("X-TC-Action").isPresent();
      if (tc3 && !type.equals(FORM)) {
        throw new CallFailure(
            ErrorCode.UNSUPPORTED_PROTOCOL, "a signed GET has the Content-Type " + FORM);
      }
      return tc3 ? Scheme.TC3_QUERY : Scheme.V1;
    }
    return switch (type) {
      case JSON -> Scheme.TC3_JSON;
      case FORM -> {
        if (signedInHeader) {
          throw new CallFailure(
              ErrorCode.UNSUPPORTED_PROTOCOL,
              "TC3-HMAC-SHA256 by POST has the Content-Type " + JSON);
        }
        yield Scheme.V1;
      }
      case "multipart/form-data" ->
          throw new CallFailure(
              ErrorCode.INVALID_REQUEST, "no action of this service takes multipart bodies");
      case "application/octet-stream" ->
          throw new CallFailure(
              ErrorCode.INVALID_PARAMETER, "no action of this service takes binary bodies");
      default ->
          throw new CallFailure(
              ErrorCode.UNSUPPORTED_PROTOCOL, "the Content-Type is " + JSON + " or " + FORM);
    };
  }

  private static CommonParameters ofHeaders(
      RequestHead head, Scheme scheme, Map<String, String> parameters) {
    return of(scheme, parameters, name -> single(head, "X-TC-" + name), "X-TC-");
  }

  private static CommonParameters ofForm(Map<String, String> parameters) {
    CommonParameters common =
        of(Scheme.V1, parameters, name -> Optional.ofNullable(parameters.get(name)), "");
    for (String name : List.of("SecretId", "Nonce", "Signature")) {
      required(Optional.ofNullable(parameters.get(name)), name);
    }
    if (!parameters.getOrDefault("Nonce", "").matches("[0-9]{1,19}")) {
      throw new CallFailure(ErrorCode.INVALID_PARAMETER, "Nonce is not a positive integer");
    }
    return common;
  }

  private static CommonParameters of(
      Scheme scheme,
      Map<String, String> parameters,
      Function<String, Optional<String>> find,
      String prefix) {
    String action = required(find.apply("Action"), prefix + "Action");
    String version = required(find.apply("Version"), prefix + "Version");
    String timestamp = required(find.apply("Timestamp"), prefix + "Timestamp");
    if (!timestamp.matches("[0-9]{1,12}")) {
      throw new CallFailure(
          ErrorCode.INVALID_PARAMETER, prefix + "Timestamp is not a number of seconds");
    }
    return new CommonParameters(
        scheme,
        action,
        version,
        Long.parseLong(timestamp),
        find.apply("Region"),
        find.apply("Token").filter(token -> !token.isEmpty()),
        find.apply("Language").flatMap(Language::of),
        parameters);
  }

  private static String required(Optional<String> value, String name) {
    return value
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new CallFailure(ErrorCode.MISSING_PARAMETER, name + " is missing"));
  }

  /** A header that comes twice would let two readers see two different calls. */
  private static Optional<String> single(RequestHead head, String name) {
    if (head.headersOf(name).size() > 1) {
      throw new CallFailure(ErrorCode.INVALID_PARAMETER, "the header " + name + " is given twice");
    }
    return head.header(name);
  }

  private static String mediaType(String contentType) {
    int semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
