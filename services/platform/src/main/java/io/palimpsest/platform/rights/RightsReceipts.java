package io.palimpsest.platform.rights;

import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.Pseudonym;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a request as a document to sign. */
final class RightsReceipts {
  private RightsReceipts() {}

  static Map<String, Object> of(RightsRequest request) {
    Map<String, Object> receipt = new TreeMap<>();
    receipt.put(
        "@context",
        Map.of(
            "dpv", "https://w3id.org/dpv#",
            "dct", "http://purl.org/dc/terms/",
            "palimpsest", "urn:palimpsest:terms:"));
    receipt.put("@type", "palimpsest:RightsReceipt");
    receipt.put("dct:identifier", "rc-" + request.id());
    receipt.put("dct:publisher", "the operator of this installation");
    receipt.put("dpv:hasDataController", "tenant " + request.tenant());
    receipt.put("palimpsest:request", request.id());
    receipt.put("dpv:hasRight", request.kind());
    request.purpose().ifPresent(purpose -> receipt.put("dpv:hasPurpose", purpose));
    receipt.put("palimpsest:received", request.received().toString());
    receipt.put("palimpsest:due", request.due().toString());
    receipt.put("palimpsest:state", request.isDone() ? "done" : "open");
    receipt.put(
        "palimpsest:enteredBy",
        Map.of(
            "dct:identifier", request.by().id(), "palimpsest:capacity", request.by().capacity()));
    receipt.put(
        "palimpsest:requesterVerified",
        Map.of(
            "palimpsest:by", request.verification().by(),
            "palimpsest:how", request.verification().how()));
    receipt.put("palimpsest:regions", request.parts().stream().map(RightsReceipts::part).toList());
    return receipt;
  }

  private static Map<String, Object> part(RightsRequest.Part part) {
    Map<String, Object> form = new TreeMap<>();
    form.put("palimpsest:region", part.region().name());
    form.put(
        "dpv:hasDataSubject", List.copyOf(part.names().stream().map(Pseudonym::hash).toList()));
    form.put("palimpsest:items", part.items());
    part.doneAt().ifPresent(at -> form.put("palimpsest:doneAt", at.toString()));
    Erased erased = part.erased();
    form.put(
        "palimpsest:erased",
        Map.of(
            "palimpsest:subjects", erased.subjects(),
            "palimpsest:items", erased.items(),
            "palimpsest:photos", erased.photos(),
            "palimpsest:keys", erased.keys()));
    if (!part.held().isEmpty()) {
      form.put(
          "palimpsest:held",
          part.held().stream()
              .map(
                  held ->
                      Map.of(
                          "palimpsest:hold", held.hold(),
                          "dpv:hasLegalBasis", held.basis(),
                          "palimpsest:until", held.until().toString()))
              .toList());
    }
    return form;
  }
}
