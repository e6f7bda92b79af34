package io.palimpsest.stores.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.Step;
import io.palimpsest.platform.offboarding.StepId;
import io.palimpsest.platform.offboarding.StepState;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The JSON form of a departure's steps, and of what the leaver was before. */
record DepartureBody(
    Optional<Tenant.State> before, Set<SecretId> keys, Map<StepId, StepState> steps) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static String write(Departure departure) {
    ObjectNode body = JSON.createObjectNode();
    departure.before().ifPresent(state -> body.put("before", state.name()));
    ArrayNode keys = body.putArray("keys");
    departure.keys().stream().map(SecretId::value).sorted().forEach(keys::add);
    ArrayNode steps = body.putArray("steps");
    departure
        .steps()
        .forEach(
            (id, state) -> {
              ObjectNode step = steps.addObject().put("step", id.step().key());
              id.region().ifPresent(region -> step.put("region", region.name()));
              step.put("state", state.key())
                  .put("why", state.why())
                  .put("since", state.since().toString());
            });
    return body.toString();
  }

  static DepartureBody read(String text) {
    JsonNode body = parsed(text);
    Set<String> keys = new TreeSet<>();
    body.required("keys").forEach(key -> keys.add(key.asText()));
    Map<StepId, StepState> steps = new LinkedHashMap<>();
    for (JsonNode each : body.required("steps")) {
      steps.put(
          new StepId(
              Step.of(each.required("step").asText()),
              Optional.ofNullable(each.get("region")).map(JsonNode::asText).map(Region::new)),
          StepState.of(
              each.required("state").asText(),
              each.required("why").asText(),
              Instant.parse(each.required("since").asText())));
    }
    return new DepartureBody(
        Optional.ofNullable(body.get("before")).map(JsonNode::asText).map(Tenant.State::valueOf),
        keys.stream().map(SecretId::new).collect(Collectors.toSet()),
        steps);
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the steps of a departure are no JSON", e);
    }
  }
}
