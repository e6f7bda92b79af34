package io.palimpsest.gateway.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.Finding;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import java.io.IOException;
import java.util.List;

/** Writes legal holds as far as the tenant is told: which, on what law, until when. */
final class HoldsJson {
  private HoldsJson() {}

  static void write(JsonGenerator json, Finding<List<CallInfo.Holding>> finding)
      throws IOException {
    json.writeObjectFieldStart("LegalHolds");
    json.writeStringField("State", CallInfoJson.state(finding));
    json.writeArrayFieldStart("Holds");
    for (CallInfo.Holding each : finding.held().orElse(List.of())) {
      json.writeStartObject();
      json.writeStringField("Class", each.dataClass().key());
      fields(json, each.hold());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void fields(JsonGenerator json, HeldBy hold) throws IOException {
    json.writeStringField("Hold", hold.hold());
    json.writeStringField("Basis", hold.basis());
    json.writeStringField("Until", hold.until().toString());
  }
}
