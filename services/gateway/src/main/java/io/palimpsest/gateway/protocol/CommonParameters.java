package io.palimpsest.gateway.protocol;

import java.util.Map;
import java.util.Optional;

/**
 * The parameters that every action has, wherever they stood.
 *
 * @param scheme how the call is signed
 * @param action as sent
 * @param version as sent
 * @param timestamp Unix seconds
 * @param region empty when absent; may be an empty text
 * @param token the session token of a temporary key
 * @param language empty when absent or unknown
 * @param parameters every decoded parameter of a query or form, common ones included; empty for a
 *     JSON body
 */
public record CommonParameters(
    Scheme scheme,
    String action,
    String version,
    long timestamp,
    Optional<String> region,
    Optional<String> token,
    Optional<Language> language,
    Map<String, String> parameters) {

  /** The two families of signatures and where each puts the action's parameters. */
  public enum Scheme {
    /** TC3-HMAC-SHA256, parameters in a JSON body. */
    TC3_JSON,
    /** TC3-HMAC-SHA256, parameters in the query. */
    TC3_QUERY,
    /** HmacSHA1 or HmacSHA256, everything in query or form. */
    V1
  }
}
