package io.palimpsest.stores.internal.oplog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.Step;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries as JSON and back. Durations are microseconds. */
final class LogDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogDocuments() {}

  static ObjectNode toJson(OperationLogEntry entry) {
    ObjectNode json = JSON.createObjectNode();
    json.put("callId", entry.callId().toString());
    entry.appId().ifPresent(appId -> json.put("appId", appId.toString()));
    json.put("timestamp", entry.timestamp().truncatedTo(ChronoUnit.MILLIS).toString());
    json.put("region", entry.region().name());
    json.put("action", entry.action());
    json.put("result", entry.result());
    ArrayNode steps = json.putArray("steps");
    for (Step each : entry.steps()) {
      steps
          .addObject()
          .put("name", each.name())
          .put("offsetMicros", each.offset().toNanos() / 1000)
          .put("tookMicros", each.took().toNanos() / 1000)
          .put("ok", each.ok());
    }
    json.set("request", JSON.valueToTree(entry.request()));
    json.set("response", JSON.valueToTree(entry.response()));
    return json;
  }

  /**
   * @param keptFor by the index that it lies in
   */
  static OperationLogEntry fromJson(JsonNode json, RetentionPeriod keptFor) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode each : json.path("steps")) {
      steps.add(
          new Step(
              each.path("name").asText(),
              Duration.of(each.path("offsetMicros").asLong(), ChronoUnit.MICROS),
              Duration.of(each.path("tookMicros").asLong(), ChronoUnit.MICROS),
              each.path("ok").asBoolean()));
    }
    return new OperationLogEntry(
        CallId.parse(json.path("callId").asText()),
        Optional.of(json.path("appId").asText(""))
            .filter(text -> !text.isEmpty())
            .map(LogDocuments::appId),
        Instant.parse(json.path("timestamp").asText()),
        new Region(json.path("region").asText()),
        json.path("action").asText(),
        json.path("result").asText(),
        steps,
        map(json.path("request")),
        map(json.path("response")),
        keptFor);
  }

  private static AppId appId(String text) {
    return new AppId(Long.parseLong(text));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(JsonNode json) {
    return JSON.convertValue(json, Map.class);
  }
}
