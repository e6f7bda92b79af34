package io.palimpsest.platform.receipts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The form of a receipt: compact JWS (RFC 7515) with EdDSA (RFC 8037). */
final class Jws {
  static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Jws() {}

  /** The one header there is for a key: a receipt with any other is not ours. */
  static String header(String kid) {
    return BASE64.encodeToString(
        ("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"receipt+ld+json\"}")
            .getBytes(StandardCharsets.UTF_8));
  }
}
