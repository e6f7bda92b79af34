package io.palimpsest.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.metering.CallId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes {@code {"Response": {…, "RequestId": …}}}. A result never has an {@code Error} member, not
 * even a null one, and an error answer has nothing beside it. Thread-safe.
 */
public final class Envelope {
  private static final JsonFactory JSON = new JsonFactory();

  private Envelope() {}

  /** Writes the members of a result. */
  @FunctionalInterface
  public interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** The answer of a call that succeeded, as UTF-8. */
  public static byte[] result(CallId callId, Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("Response");
      members.write(json);
      json.writeStringField("RequestId", callId.toString());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an answer could not be written", e);
    }
    return bytes.toByteArray();
  }

  /** The answer of a call that failed, as UTF-8. */
  public static byte[] error(CallId callId, String code, String message) {
    return result(
        callId,
        json -> {
          json.writeObjectFieldStart("Error");
          json.writeStringField("Code", code);
          json.writeStringField("Message", message);
          json.writeEndObject();
        });
  }
}
