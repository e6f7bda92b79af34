package io.palimpsest.stores.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldAct;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON form of a line of the history of holds. */
final class HoldBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HoldBody() {}

  static String write(HoldAct act) {
    ObjectNode body = JSON.createObjectNode();
    switch (act) {
      case HoldAct.Placed(Hold hold) -> {
        body.put("by", hold.placedBy()).put("reason", hold.reason()).put("basis", hold.basis());
        body.put("until", hold.until().toString());
        ArrayNode classes = body.putArray("classes");
        hold.classes().stream().sorted().map(DataClass::key).forEach(classes::add);
        write(hold.scope(), body.putObject("scope"));
      }
      case HoldAct.Released released ->
          body.put("by", released.by()).put("reason", released.reason());
      case HoldAct.Lapsed _ -> {}
    }
    return body.toString();
  }

  static HoldAct read(HoldRow row) {
    JsonNode body = parsed(row.body());
    if (row.ended()) {
      return body.has("by")
          ? new HoldAct.Released(row.holdId(), text(body, "by"), text(body, "reason"), row.saidAt())
          : new HoldAct.Lapsed(row.holdId(), row.saidAt());
    }
    Set<DataClass> classes = new HashSet<>();
    body.required("classes").forEach(each -> classes.add(DataClass.of(each.asText())));
    return new HoldAct.Placed(
        new Hold(
            row.holdId(),
            scope(body.required("scope")),
            classes,
            text(body, "by"),
            text(body, "reason"),
            text(body, "basis"),
            row.saidAt(),
            Instant.parse(text(body, "until"))));
  }

  private static void write(HoldScope scope, ObjectNode form) {
    switch (scope) {
      case HoldScope.OfTenant(TenantId tenant) -> form.put("tenant", tenant.value());
      case HoldScope.OfApplication(AppId appId) -> form.put("appId", appId.value());
      case HoldScope.OfCall(CallId callId) -> form.put("call", callId.toString());
      case HoldScope.OfEndUser(TenantId tenant, Map<Region, List<Pseudonym>> names) -> {
        form.put("endUserOf", tenant.value());
        ObjectNode regions = form.putObject("names");
        names.forEach(
            (region, all) -> {
              ArrayNode list = regions.putArray(region.name());
              all.forEach(
                  name ->
                      list.addObject()
                          .put("kind", name.kind().name())
                          .put("keyVersion", name.keyVersion())
                          .put("hash", name.hash()));
            });
      }
    }
  }

  private static HoldScope scope(JsonNode form) {
    if (form.has("tenant")) {
      return new HoldScope.OfTenant(new TenantId(text(form, "tenant")));
    }
    if (form.has("appId")) {
      return new HoldScope.OfApplication(new AppId(form.required("appId").asLong()));
    }
    if (form.has("call")) {
      return new HoldScope.OfCall(CallId.parse(text(form, "call")));
    }
    Map<Region, List<Pseudonym>> names = new HashMap<>();
    form.required("names")
        .properties()
        .forEach(each -> names.put(new Region(each.getKey()), names(each.getValue())));
    return new HoldScope.OfEndUser(new TenantId(text(form, "endUserOf")), names);
  }

  private static List<Pseudonym> names(JsonNode list) {
    List<Pseudonym> names = new ArrayList<>();
    for (JsonNode each : list) {
      names.add(
          new Pseudonym(
              Pseudonym.Kind.valueOf(text(each, "kind")),
              each.required("keyVersion").asInt(),
              text(each, "hash")));
    }
    return names;
  }

  private static String text(JsonNode form, String name) {
    return form.required(name).asText();
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line of the history of holds is no JSON", e);
    }
  }
}
