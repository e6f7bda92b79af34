package io.palimpsest.gateway.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.gateway.testing.MarkedPictures;
import io.palimpsest.gateway.testing.TestGateway;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.health.StoreProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ManagementIT {
  private final AtomicBoolean up = new AtomicBoolean(true);
  private final StoreProbe store =
      () ->
          new StoreHealth(
              "monitoring eu-frankfurt",
              up.get(),
              up.get() ? "8.4" : "connection refused",
              Map.of("spool_bytes", 42L));

  @Test
  void healthShouldSayWhatWorksAndWhatDoesNotAndWhy() throws Exception {
    try (TestGateway gateway = TestGateway.start(Map.of(), store)) {
      await().untilAsserted(() -> assertThat(get(gateway, "/health").statusCode()).isEqualTo(200));

      up.set(false);
      HttpResponse<String> down = get(gateway, "/health");

      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body())
          .contains(
              "\"status\":\"DOWN\"",
              "monitoring eu-frankfurt",
              "connection refused",
              "key directory",
              "up to date");
      assertThat(get(gateway, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(gateway, "/elsewhere").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aDirectoryThatCannotBeReachedShouldBeDown() throws Exception {
    try (TestGateway gateway = TestGateway.start()) {
      gateway.control.outage().begin();

      await()
          .untilAsserted(
              () ->
                  assertThat(get(gateway, "/health").body())
                      .contains("\"name\":\"key directory\",\"ok\":false"));
    }
  }

  @Test
  void metricsShouldCountCallsWithoutNamingAnybody() throws Exception {
    try (TestGateway gateway = TestGateway.start(Map.of(), store)) {
      Caller caller = gateway.tenant();
      gateway.client(caller).read("GeneralBasicOCR", MarkedPictures.png("hello"));
      gateway.client(caller).call("Made-up-" + caller.application().appId(), Map.of());

      String metrics = get(gateway, "/prometheus").body();

      assertThat(metrics)
          .contains(
              "palimpsest_calls_total{action=\"GeneralBasicOCR\",region=\"ap-singapore\",result=\"Success\"} 1.0")
          .contains(
              "palimpsest_calls_total{action=\"unknown\",region=\"none\",result=\"InvalidAction\"} 1.0")
          .contains("palimpsest_call_step_seconds_count{step=\"recognise\"} 1")
          .contains("palimpsest_calls_in_flight 0")
          .contains("palimpsest_up{part=\"monitoring eu-frankfurt\"} 1")
          .contains("palimpsest_part{number=\"spool_bytes\",part=\"monitoring eu-frankfurt\"} 42")
          .contains("jvm_memory_used_bytes")
          .doesNotContain(caller.application().appId().toString());
    }
  }

  @Test
  void aProbeThatDoesNotAnswerShouldNotHoldUpTheOthers() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    StoreProbe stuck =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new StoreHealth("stuck", true, "", Map.of());
        };
    HealthMonitor monitor =
        new HealthMonitor(
            List.of(stuck, store),
            Duration.ofMillis(50),
            Duration.ZERO,
            task -> Thread.ofVirtual().start(task),
            System::nanoTime);

    List<StoreHealth> parts = monitor.look();

    assertThat(parts.getFirst().ok()).isFalse();
    assertThat(parts.getFirst().detail()).contains("50 ms");
    assertThat(parts.getLast().ok()).isTrue();
    never.countDown();
  }

  private static HttpResponse<String> get(TestGateway gateway, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + gateway.gateway.managementPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
