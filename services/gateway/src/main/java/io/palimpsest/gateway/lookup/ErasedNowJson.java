package io.palimpsest.gateway.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.gateway.evidence.EvidencePages;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.ErasedNow;
import io.palimpsest.platform.lookup.Finding;
import io.palimpsest.platform.lookup.Part;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.policy.DataClass;
import java.io.IOException;
import java.util.Optional;

/**
 * Writes what erasing a call at once came to: what became of each class that may be erased, what
 * stays, why and until when, and where the proof is.
 */
final class ErasedNowJson {
  private ErasedNowJson() {}

  static void write(JsonGenerator json, ErasedNow erased, Optional<Periods> periods)
      throws IOException {
    CallInfo info = erased.before();
    json.writeStringField("CallId", info.callId().toString());
    json.writeStringField("Region", info.region().name());
    json.writeBooleanField("Complete", erased.complete());
    json.writeArrayFieldStart("Erased");
    part(json, DataClass.UPLOAD_AND_RESULT, erased.upload());
    ProofJson.write(json, EvidencePages.proofOf(info.region(), info.callId()), erased.proof());
    json.writeEndObject();
    part(json, DataClass.IDENTIFICATION, erased.identification());
    ProofJson.write(
        json,
        EvidencePages.proofOf(info.region(), info.callId(), DataClass.IDENTIFICATION),
        erased.itemProof());
    json.writeEndObject();
    part(json, DataClass.DEBUG_COPY, erased.copy());
    ProofJson.write(
        json,
        EvidencePages.proofOf(info.region(), info.callId(), DataClass.DEBUG_COPY),
        erased.copyProof());
    json.writeEndObject();
    json.writeEndArray();
    json.writeArrayFieldStart("Kept");
    kept(json, info, periods, DataClass.MONITORING, info.monitoring());
    kept(json, info, periods, DataClass.OPERATION_LOG, info.log());
    json.writeEndArray();
  }

  /** Leaves its object open. */
  private static void part(JsonGenerator json, DataClass dataClass, Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("Class", dataClass.key());
    json.writeStringField("State", state(part));
    switch (part) {
      case Part.Erased(int items, int photos) -> {
        json.writeNumberField("Items", items);
        json.writeNumberField("Photos", photos);
      }
      case Part.InFlight inFlight -> json.writeStringField("GoneBy", inFlight.latest().toString());
      case Part.Held held -> {
        json.writeArrayFieldStart("Holds");
        for (var hold : held.holds()) {
          json.writeStartObject();
          HoldsJson.fields(json, hold);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      case Part.Unknown unknown -> json.writeStringField("Store", unknown.store());
      case Part.Nothing _ -> {}
    }
  }

  private static String state(Part part) {
    return switch (part) {
      case Part.Erased _ -> "erased";
      case Part.Nothing _ -> "nothing";
      case Part.InFlight _ -> "in-flight";
      case Part.Held _ -> "held-by-law";
      case Part.Unknown _ -> "unknown";
    };
  }

  private static void kept(
      JsonGenerator json,
      CallInfo info,
      Optional<Periods> periods,
      DataClass dataClass,
      Finding<?> finding)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("Class", dataClass.key());
    json.writeStringField("State", CallInfoJson.state(finding));
    CallInfoJson.terms(json, info, periods, dataClass, finding);
    json.writeEndObject();
  }
}
