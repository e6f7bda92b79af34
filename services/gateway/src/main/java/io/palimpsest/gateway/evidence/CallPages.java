package io.palimpsest.gateway.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.evidence.CallEvidence.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is shown of one call: the proof of its erasure, and what opens the leaf's commitment. */
final class CallPages {
  private CallPages() {}

  static Page proof(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Proven proven -> Page.text(200, proven.proof().bytes());
      case Evidence.Coming _, Evidence.Nothing _ -> none(evidence);
    };
  }

  static Page opening(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Proven proven -> new Page(200, "application/json", json(proven));
      case Evidence.Coming _, Evidence.Nothing _ -> none(evidence);
    };
  }

  private static Page none(Evidence evidence) {
    return evidence instanceof Evidence.Coming
        ? Page.text(404, "not in the log yet: an erasure is told within seconds, ask again")
        : Page.absent();
  }

  /** What the leaf's commitment was made of, so that anybody can make it again. */
  private static byte[] json(Evidence.Proven proven) {
    ErasureOutbox.Entry erased = proven.shown().entry();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("CallId", erased.upload().callId().toString());
      json.writeStringField("AppId", erased.upload().appId().toString());
      json.writeStringField("UploadDay", erased.upload().day().toString());
      json.writeStringField("ErasedAt", erased.seenGone().toString());
      json.writeStringField("Salt", proven.salt().toString());
      json.writeStringField("Log", proven.key().name());
      json.writeNumberField("Index", proven.place().index());
      json.writeStringField("VerifierKey", proven.key().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return bytes.toByteArray();
  }
}
