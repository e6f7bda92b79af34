package io.palimpsest.gateway.signature;

import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.http.RequestHead;
import io.palimpsest.platform.credentials.SecretKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Checks TC3-HMAC-SHA256 (Tencent Cloud API 3.0, signature v3) over body, query and headers as
 * received. Where the official SDKs differ in what they sign, every form they use is accepted.
 */
final class Tc3Signature {
  /** The only value of {@code X-TC-Content-SHA256} in use. */
  static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private Tc3Signature() {}

  /** Whether the signature fits, for one of the forms that the signed headers may have. */
  static boolean fits(
      Request request,
      Tc3Authorization auth,
      long timestamp,
      SecretKey key,
      boolean unsignedPayload) {
    if (!auth.date()
        .equals(LocalDate.ofInstant(Instant.ofEpochSecond(timestamp), ZoneOffset.UTC).toString())) {
      return false;
    }
    byte[] signing = signingKey(key, auth);
    String before = request.head().method() + "\n/\n" + canonicalQuery(request.head()) + "\n";
    String after =
        "\n"
            + String.join(";", auth.signedHeaders())
            + "\n"
            + payloadHash(request, unsignedPayload);
    boolean fits = false;
    for (String headers : headerBlocks(request.head(), auth.signedHeaders())) {
      String toSign =
          "TC3-HMAC-SHA256\n"
              + timestamp
              + "\n"
              + auth.scope()
              + "\n"
              + Hashes.sha256Hex(Hashes.utf8(before + headers + after));
      fits |=
          Hashes.same(
              HexFormat.of().formatHex(Hashes.hmacSha256(signing, toSign)), auth.signature());
    }
    return fits;
  }

  private static byte[] signingKey(SecretKey key, Tc3Authorization auth) {
    byte[] date = Hashes.hmacSha256(Hashes.utf8("TC3" + key.reveal()), auth.date());
    return Hashes.hmacSha256(Hashes.hmacSha256(date, auth.service()), "tc3_request");
  }

  private static String canonicalQuery(RequestHead head) {
    return head.method().equals("GET") ? head.query() : "";
  }

  private static String payloadHash(Request request, boolean unsignedPayload) {
    if (unsignedPayload) {
      return Hashes.sha256Hex(Hashes.utf8(UNSIGNED_PAYLOAD));
    }
    return Hashes.sha256Hex(request.head().method().equals("GET") ? new byte[0] : request.body());
  }

  /**
   * Every header block that the client may have signed; empty when a signed header is not there.
   */
  private static List<String> headerBlocks(RequestHead head, List<String> signed) {
    List<String> blocks = List.of("");
    for (String name : signed) {
      List<String> longer = new ArrayList<>();
      for (String value : values(head, name)) {
        for (String block : blocks) {
          longer.add(block + name.toLowerCase(Locale.ROOT) + ":" + value + "\n");
        }
      }
      blocks = longer;
    }
    return blocks;
  }

  private static List<String> values(RequestHead head, String name) {
    List<String> all = head.headersOf(name);
    if (all.size() != 1) {
      return List.of();
    }
    String value = all.getFirst().strip();
    List<String> forms =
        switch (name) {
          // A media type is signed exactly as it was sent, charset and all.
          case "content-type" -> List.of(value);
          // The Node SDK signs the bare name and sends it with its port.
          case "host" -> List.of(value, withoutPort(value));
          // The published sample code lower-cases what it signs.
          default -> List.of(value, value.toLowerCase(Locale.ROOT));
        };
    return forms.stream().distinct().toList();
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > 0 && host.indexOf(']', colon) < 0 ? host.substring(0, colon) : host;
  }
}
