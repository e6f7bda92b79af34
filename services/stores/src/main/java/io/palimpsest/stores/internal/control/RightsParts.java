package io.palimpsest.stores.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.rights.RightsRequest.Part;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON form of what was done in each region. */
final class RightsParts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RightsParts() {}

  static String write(List<Part> parts) {
    ArrayNode all = JSON.createArrayNode();
    for (Part part : parts) {
      ObjectNode form = all.addObject();
      form.put("region", part.region().name());
      ArrayNode names = form.putArray("names");
      for (Pseudonym name : part.names()) {
        names
            .addObject()
            .put("kind", name.kind().name())
            .put("keyVersion", name.keyVersion())
            .put("hash", name.hash());
      }
      part.doneAt().ifPresent(at -> form.put("doneAt", at.toString()));
      form.put("items", part.items());
      form.putObject("erased")
          .put("subjects", part.erased().subjects())
          .put("items", part.erased().items())
          .put("photos", part.erased().photos())
          .put("keys", part.erased().keys())
          .put("dayKeys", part.erased().dayKeys());
      if (!part.held().isEmpty()) {
        ArrayNode held = form.putArray("held");
        part.held()
            .forEach(
                each ->
                    held.addObject()
                        .put("hold", each.hold())
                        .put("basis", each.basis())
                        .put("until", each.until().toString()));
      }
    }
    return all.toString();
  }

  static List<Part> read(String json) {
    try {
      List<Part> parts = new ArrayList<>();
      for (JsonNode form : JSON.readTree(json)) {
        JsonNode erased = form.required("erased");
        parts.add(
            new Part(
                new Region(form.required("region").asText()),
                names(form.required("names")),
                form.has("doneAt")
                    ? Optional.of(Instant.parse(form.get("doneAt").asText()))
                    : Optional.empty(),
                form.required("items").asInt(),
                new Erased(
                    erased.required("subjects").asInt(),
                    erased.required("items").asInt(),
                    erased.required("photos").asInt(),
                    erased.required("keys").asInt(),
                    erased.required("dayKeys").asInt()),
                held(form.path("held"))));
      }
      return parts;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request holds no JSON", e);
    }
  }

  private static List<HeldBy> held(JsonNode held) {
    List<HeldBy> all = new ArrayList<>();
    for (JsonNode each : held) {
      all.add(
          new HeldBy(
              each.required("hold").asText(),
              each.required("basis").asText(),
              Instant.parse(each.required("until").asText())));
    }
    return all;
  }

  private static List<Pseudonym> names(JsonNode names) {
    List<Pseudonym> all = new ArrayList<>();
    for (JsonNode name : names) {
      all.add(
          new Pseudonym(
              Pseudonym.Kind.valueOf(name.required("kind").asText()),
              name.required("keyVersion").asInt(),
              name.required("hash").asText()));
    }
    return all;
  }
}
