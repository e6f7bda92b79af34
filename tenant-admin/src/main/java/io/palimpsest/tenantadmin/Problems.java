package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.palimpsest.platform.receipts.CanonicalJson;
import java.util.Map;
import java.util.TreeMap;

/** Answers that something went wrong, in the form of RFC 9457. */
final class Problems {
  private Problems() {}

  static MutableHttpResponse<byte[]> of(HttpStatus status, String detail) {
    return into(HttpResponse.<byte[]>status(status), status, detail);
  }

  /** The same in a response that exists already, such as one of the framework's own. */
  static MutableHttpResponse<byte[]> into(
      MutableHttpResponse<?> response, HttpStatus status, String detail) {
    Map<String, Object> problem =
        new TreeMap<>(
            Map.of("type", "about:blank", "title", status.getReason(), "status", status.getCode()));
    if (!detail.isEmpty()) {
      problem.put("detail", detail);
    }
    return response
        .body(CanonicalJson.bytes(problem))
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }
}
