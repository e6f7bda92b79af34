package io.palimpsest.standalone.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.gateway.protocol.EndUserHeaders;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.client.ApiClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Calls as a tenant does, over HTTP and signed. */
final class Caller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ApiClient client;

  Caller(URI endpoint, Tenants.Account account) {
    this.client =
        new ApiClient(
            endpoint,
            new ApiClient.Keys(
                account.key().secretId().value(), account.key().secretKey(), account.key().token()),
            Clock.systemUTC());
  }

  /** What came back. */
  sealed interface Answer {
    /** A result. */
    record Text(CallId callId, String text) implements Answer {}

    /** A passport's fields. */
    record Passport(CallId callId, String number) implements Answer {}

    /** An error of the API. */
    record Error(CallId callId, String code) implements Answer {}

    /** The connection ended before there was a whole answer. */
    record None() implements Answer {}
  }

  /** Calls with a picture that the {@link StubReader} reads as {@code text}. */
  Answer call(String text) {
    return call(text.getBytes(StandardCharsets.UTF_8));
  }

  Answer call(byte[] file) {
    String picture = Base64.getEncoder().encodeToString(file);
    try {
      return answer(
          client.call("GeneralBasicOCR", Optional.empty(), Map.of("ImageBase64", picture)));
    } catch (UserError e) {
      return new Answer.None();
    }
  }

  /** Sends a passport whose zone is {@code zone} of the end user that is called so. */
  Answer passport(String zone, String endUser) {
    String picture = Base64.getEncoder().encodeToString(zone.getBytes(StandardCharsets.UTF_8));
    try {
      return answer(
          client.call(
              "MLIDPassportOCR",
              Optional.empty(),
              Map.of("ImageBase64", picture),
              Map.of(EndUserHeaders.REFERENCE, endUser)));
    } catch (UserError e) {
      return new Answer.None();
    }
  }

  /** What DescribeCall tells of a call. */
  JsonNode describe(CallId callId) {
    return own("DescribeCall", callId);
  }

  /** Erases at once what may be erased of a call. */
  JsonNode erase(CallId callId) {
    return own("EraseCall", callId);
  }

  private JsonNode own(String action, CallId callId) {
    try {
      String body = client.call(action, Optional.empty(), Map.of("CallId", callId.toString()));
      return JSON.readTree(body).path("Response");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer is no JSON", e);
    }
  }

  private static Answer answer(String body) {
    try {
      JsonNode response = JSON.readTree(body).path("Response");
      CallId callId = CallId.parse(response.path("RequestId").asText());
      if (response.has("ID")) {
        return new Answer.Passport(callId, response.path("ID").asText());
      }
      return response.has("Error")
          ? new Answer.Error(callId, response.path("Error").path("Code").asText())
          : new Answer.Text(
              callId,
              String.join("\n", response.path("TextDetections").findValuesAsText("DetectedText")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the answer is no JSON", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
