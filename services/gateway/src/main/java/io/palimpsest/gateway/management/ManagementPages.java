package io.palimpsest.gateway.management;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.palimpsest.platform.health.StoreHealth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The pages of the management port. Thread-safe. */
public final class ManagementPages {
  private static final JsonFactory JSON = new JsonFactory();

  private final HealthMonitor health;
  private final PrometheusMeterRegistry registry;
  private final MultiGauge up;
  private final MultiGauge numbers;

  public ManagementPages(HealthMonitor health, PrometheusMeterRegistry registry) {
    this.health = health;
    this.registry = registry;
    this.up =
        MultiGauge.builder("palimpsest.up").description("1 when the part works").register(registry);
    this.numbers =
        MultiGauge.builder("palimpsest.part")
            .description("numbers of the parts")
            .register(registry);
  }

  /**
   * One page.
   *
   * @param status HTTP status; 503 when a part does not work
   */
  record Page(int status, String contentType, byte[] body) {}

  /** Restarting the process mends no store: this answers as long as the process does. */
  Page live() {
    return new Page(
        200, "application/json", "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8));
  }

  Page health() {
    List<StoreHealth> parts = health.look();
    boolean ok = parts.stream().allMatch(StoreHealth::ok);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("status", ok ? "UP" : "DOWN");
      json.writeArrayFieldStart("parts");
      for (StoreHealth part : parts) {
        part(json, part);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("the health page could not be written", e);
    }
    return new Page(ok ? 200 : 503, "application/json", body.toByteArray());
  }

  private static void part(JsonGenerator json, StoreHealth part) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", part.name());
    json.writeBooleanField("ok", part.ok());
    json.writeStringField("detail", part.detail());
    for (var number : part.numbers().entrySet()) {
      json.writeNumberField(number.getKey(), number.getValue());
    }
    json.writeEndObject();
  }

  Page metrics() {
    List<MultiGauge.Row<?>> working = new ArrayList<>();
    List<MultiGauge.Row<?>> plotted = new ArrayList<>();
    for (StoreHealth part : health.look()) {
      working.add(MultiGauge.Row.of(Tags.of("part", part.name()), part.ok() ? 1 : 0));
      part.numbers()
          .forEach(
              (name, value) ->
                  plotted.add(
                      MultiGauge.Row.of(Tags.of("part", part.name(), "number", name), value)));
    }
    up.register(working, true);
    numbers.register(plotted, true);
    return new Page(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        registry.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
