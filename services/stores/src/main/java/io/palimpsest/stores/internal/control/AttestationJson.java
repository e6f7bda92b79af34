package io.palimpsest.stores.internal.control;

import static io.palimpsest.stores.internal.control.ConsentActs.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.AgeAssurance;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.Attester;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.TextReference;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON form of an attestation. Who gave it and whether it was revoked is said beside it. */
final class AttestationJson {
  private AttestationJson() {}

  static void write(Attestation attestation, ObjectNode body) {
    body.put("id", attestation.id());
    new TreeSet<>(attestation.interfaces()).forEach(body.putArray("interfaces")::add);
    switch (attestation.scope()) {
      case ConsentScope.Use(DataClass dataClass, String purpose) ->
          body.put("class", dataClass.key()).put("purpose", purpose);
      case ConsentScope.Transfer(String country) -> body.put("country", country);
    }
    ObjectNode homes = body.putObject("jurisdictions");
    new TreeMap<>(attestation.jurisdictions())
        .forEach(
            (home, age) ->
                homes.putObject(home).put("from", age.from()).put("parental", age.coversMinors()));
    body.put("howObtained", attestation.howObtained())
        .put("textVersion", attestation.text().version())
        .put("textSha256", attestation.text().sha256())
        .put("from", attestation.from().toString())
        .put("until", attestation.until().toString());
  }

  static Attestation read(JsonNode body, Attester by) {
    Set<String> interfaces = new TreeSet<>();
    body.required("interfaces").forEach(each -> interfaces.add(each.asText()));
    Map<String, AgeAssurance> homes = new TreeMap<>();
    body.required("jurisdictions")
        .properties()
        .forEach(each -> homes.put(each.getKey(), age(each.getValue())));
    return new Attestation(
        text(body, "id"),
        by,
        interfaces,
        body.has("country")
            ? new ConsentScope.Transfer(text(body, "country"))
            : new ConsentScope.Use(DataClass.of(text(body, "class")), text(body, "purpose")),
        homes,
        text(body, "howObtained"),
        new TextReference(text(body, "textVersion"), text(body, "textSha256")),
        Instant.parse(text(body, "from")),
        Instant.parse(text(body, "until")),
        Optional.empty());
  }

  private static AgeAssurance age(JsonNode age) {
    int from = age.required("from").asInt();
    return age.required("parental").asBoolean()
        ? new AgeAssurance.ParentalConsent(from)
        : new AgeAssurance.MinimumAge(from);
  }
}
