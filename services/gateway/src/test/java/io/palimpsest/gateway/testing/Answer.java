package io.palimpsest.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;

/**
 * What a gateway answered.
 *
 * @param text the body, unpacked
 */
public record Answer(int status, HttpHeaders headers, String text) {

  static Answer of(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    if (response.headers().firstValue("Content-Encoding").isPresent()) {
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
        body = gzip.readAllBytes();
      }
    }
    return new Answer(
        response.statusCode(),
        response.headers(),
        new String(body, java.nio.charset.StandardCharsets.UTF_8));
  }

  public JsonNode response() {
    try {
      return Client.JSON.readTree(text).path("Response");
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** The error code, or empty. */
  public String code() {
    return response().path("Error").path("Code").asText("");
  }

  public String message() {
    return response().path("Error").path("Message").asText("");
  }

  /** The text of the first line. */
  public String firstLine() {
    return response().path("TextDetections").path(0).path("DetectedText").asText("");
  }
}
