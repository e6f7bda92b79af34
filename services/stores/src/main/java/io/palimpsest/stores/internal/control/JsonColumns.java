package io.palimpsest.stores.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is kept as JSON in a column: lists of texts, and limits. */
final class JsonColumns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonColumns() {}

  static String write(List<String> texts) {
    return JSON.valueToTree(texts).toString();
  }

  static List<String> read(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds no list", e);
    }
  }

  static String writeLimits(List<CallLimit> limits) {
    ArrayNode all = JSON.createArrayNode();
    for (CallLimit each : limits) {
      ObjectNode limit = all.addObject();
      each.action().ifPresent(action -> limit.put("action", action));
      each.region().ifPresent(region -> limit.put("region", region.name()));
      each.perSecond().ifPresent(calls -> limit.put("perSecond", calls));
      each.perDay().ifPresent(calls -> limit.put("perDay", calls));
      each.perMonth().ifPresent(calls -> limit.put("perMonth", calls));
    }
    return all.toString();
  }

  static List<CallLimit> readLimits(String json) {
    List<CallLimit> limits = new ArrayList<>();
    try {
      for (JsonNode each : JSON.readTree(json)) {
        limits.add(
            new CallLimit(
                text(each, "action"),
                text(each, "region").map(Region::new),
                number(each, "perSecond"),
                number(each, "perDay"),
                number(each, "perMonth")));
      }
      return limits;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column holds no limits", e);
    }
  }

  private static Optional<String> text(JsonNode limit, String name) {
    return limit.has(name) ? Optional.of(limit.get(name).asText()) : Optional.empty();
  }

  private static OptionalLong number(JsonNode limit, String name) {
    return limit.has(name) ? OptionalLong.of(limit.get(name).asLong()) : OptionalLong.empty();
  }
}
