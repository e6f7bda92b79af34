package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.simulation.Effect;
import io.palimpsest.platform.simulation.Effect.Counts;
import io.palimpsest.platform.simulation.Forecast;
import io.palimpsest.platform.simulation.TenantEffect;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A forecast for programs: what is not known is null. */
final class ForecastJson {
  private ForecastJson() {}

  static String of(Forecast forecast) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("changed", forecast.changed().toString());
      json.writeObjectField("before", forecast.before().map(Object::toString).orElse(null));
      json.writeStringField("holdsFrom", forecast.holdsFrom().toString());
      json.writeBooleanField("certain", forecast.isCertain());
      json.writeArrayFieldStart("effects");
      for (Effect each : forecast.effects()) {
        effect(json, each);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("tenants");
      for (TenantEffect each : forecast.tenants()) {
        tenant(json, each);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string can always be written to", e);
    }
    return text.toString();
  }

  private static void effect(JsonGenerator json, Effect effect) throws IOException {
    json.writeStartObject();
    json.writeStringField("place", effect.place());
    json.writeStringField("class", effect.dataClass().key());
    json.writeStringField("store", effect.store());
    json.writeStringField("keptFor", effect.before());
    json.writeStringField("wouldBeKeptFor", effect.after());
    if (effect.counts().isPresent()) {
      counts(json, effect.counts().get());
    } else {
      json.writeNullField("counts");
    }
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, Counts counts) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("alive", counts.alive());
    json.writeNumberField("days", counts.days());
    json.writeObjectField("oldest", counts.oldest().map(Object::toString).orElse(null));
    json.writeNumberField("goneBefore", counts.goneBefore());
    json.writeNumberField("erasedAtOnce", counts.erasedAtOnce());
    json.writeNumberField("sooner", counts.sooner());
    json.writeNumberField("unchanged", counts.unchanged());
    json.writeEndObject();
  }

  private static void tenant(JsonGenerator json, TenantEffect tenant) throws IOException {
    json.writeStartObject();
    json.writeStringField("tenant", tenant.tenant().value());
    json.writeBooleanField("mustAccept", tenant.mustAccept());
    json.writeBooleanField("objected", tenant.objected());
    json.writeArrayFieldStart("refusedEvenOnceAccepted");
    for (TenantEffect.Refused each : tenant.refused()) {
      json.writeStartObject();
      json.writeStringField("appId", each.appId().toString());
      json.writeStringField("region", each.region());
      json.writeStringField("reason", each.reason().name());
      json.writeStringField("message", each.message());
      json.writeArrayFieldStart("actions");
      for (String action : each.actions()) {
        json.writeString(action);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
