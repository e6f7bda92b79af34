package io.palimpsest.gateway;

import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.gateway.tls.ReloadingTls;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.health.StoreProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway's own parts are: key directory, memory, TLS, and the engine where it runs in this
 * process.
 */
final class OwnProbes {
  private OwnProbes() {}

  static List<StoreProbe> of(
      Directory directory,
      MemoryBudget memory,
      Optional<ReloadingTls> tls,
      Optional<OcrEngine> engine,
      Clock clock) {
    List<StoreProbe> probes = new ArrayList<>();
    probes.add(() -> directory(directory, clock));
    probes.add(
        () -> new StoreHealth("request memory", true, "", Map.of("held_bytes", memory.used())));
    tls.ifPresent(
        certificate ->
            probes.add(
                () ->
                    new StoreHealth(
                        "tls", certificate.healthy(clock), certificate.describe(clock), Map.of())));
    engine.ifPresent(
        found ->
            probes.add(
                () ->
                    new StoreHealth(
                        "engine",
                        true,
                        "model " + found.modelId() + " on " + found.device(),
                        Map.of())));
    return probes;
  }

  private static StoreHealth directory(Directory directory, Clock clock) {
    Instant asOf = directory.asOf();
    if (asOf.equals(Instant.MIN)) {
      return new StoreHealth(
          "key directory", false, "the control database was never reached", Map.of());
    }
    Duration age = Duration.between(asOf, clock.instant());
    boolean fresh = age.compareTo(Directory.FRESH_FOR) <= 0;
    return new StoreHealth(
        "key directory",
        fresh,
        fresh
            ? "up to date"
            : "the control database was last heard of " + age.toMillis() + " ms ago",
        Map.of("age_millis", age.toMillis()));
  }
}
