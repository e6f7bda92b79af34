package io.palimpsest.gateway.http;

import io.palimpsest.platform.call.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, ready to be sent. The status is always 200: the official SDKs read an error from the
 * body only then.
 *
 * @param body the JSON text, already compressed where {@code headers} say so
 * @param headers beside the ones that every answer has
 * @param receipt what is owed to the ledger once the answer has left
 */
public record Reply(byte[] body, Map<String, String> headers, Optional<Outcome.Receipt> receipt) {
  public Reply {
    headers = Map.copyOf(headers);
  }
}
