package io.palimpsest.gateway.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.lookup.Finding;
import io.palimpsest.platform.lookup.Proof;
import java.io.IOException;
import java.util.Optional;

/** Writes where the leaf of an erasure stands, and the address of its proof. */
final class ProofJson {
  private ProofJson() {}

  /**
   * @param address of the proof, where there is one
   */
  static void write(JsonGenerator json, String address, Finding<Proof> finding) throws IOException {
    json.writeObjectFieldStart("Proof");
    json.writeStringField(
        "State", finding.held().map(ProofJson::state).orElse(CallInfoJson.state(finding)));
    Optional<Place> place = finding.held().flatMap(Proof::place);
    if (place.isPresent()) {
      json.writeNumberField("Year", place.get().year());
      json.writeNumberField("Index", place.get().index());
    }
    if (finding.held().isPresent()) {
      json.writeStringField("Address", address);
    }
    json.writeEndObject();
  }

  private static String state(Proof proof) {
    return switch (proof) {
      case Proof.Verified _ -> "verified";
      case Proof.Coming _ -> "coming";
      case Proof.Refused _ -> "refused";
    };
  }
}
