package io.palimpsest.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

  @Test
  void defaultsShouldBeTheContracts() {
    try (ApplicationContext context = context(Map.of())) {
      assertThat(context.getBean(ApiConfig.class))
          .isEqualTo(
              new ApiConfig(
                  "127.0.0.1",
                  8080,
                  "en-US",
                  seconds(30),
                  seconds(10),
                  seconds(10),
                  50_000_000,
                  seconds(20)));
      assertThat(context.getBean(LimitsConfig.class))
          .isEqualTo(
              new LimitsConfig(
                  (10 << 20) + (64 << 10),
                  32 << 10,
                  16 << 10,
                  256 << 20,
                  seconds(30),
                  seconds(10),
                  seconds(75),
                  seconds(30),
                  seconds(1)));
      assertThat(context.getBean(ImageUrlConfig.class))
          .isEqualTo(new ImageUrlConfig(seconds(3), 3, List.of(80, 443), List.of()));
      assertThat(context.getBean(TlsConfig.class))
          .isEqualTo(new TlsConfig(null, null, seconds(10)));
      assertThat(context.getBean(ManagementConfig.class))
          .isEqualTo(new ManagementConfig("127.0.0.1", 8081, seconds(3), seconds(2)));
    }
  }

  @Test
  void everyKeyShouldBeMapped() {
    Map<String, Object> all =
        Map.ofEntries(
            Map.entry("palimpsest.api.host", "0.0.0.0"),
            Map.entry("palimpsest.api.port", 1),
            Map.entry("palimpsest.api.language", "zh-CN"),
            Map.entry("palimpsest.api.call-timeout", "1s"),
            Map.entry("palimpsest.api.call-grace", "2s"),
            Map.entry("palimpsest.api.decode-timeout", "3s"),
            Map.entry("palimpsest.api.max-pixels", 4),
            Map.entry("palimpsest.api.shutdown-timeout", "5s"),
            Map.entry("palimpsest.limits.body", "1MB"),
            Map.entry("palimpsest.limits.query", "2KB"),
            Map.entry("palimpsest.limits.headers", "3KB"),
            Map.entry("palimpsest.limits.memory", "4MB"),
            Map.entry("palimpsest.limits.request-timeout", "5s"),
            Map.entry("palimpsest.limits.silence", "6s"),
            Map.entry("palimpsest.limits.keep-alive", "7s"),
            Map.entry("palimpsest.limits.response-timeout", "8s"),
            Map.entry("palimpsest.limits.drain", "9s"),
            Map.entry("palimpsest.image-url.timeout", "1s"),
            Map.entry("palimpsest.image-url.redirects", 2),
            Map.entry("palimpsest.image-url.ports", "80,8080"),
            Map.entry("palimpsest.image-url.allowed-networks", "127.0.0.0/8,::1"),
            Map.entry("palimpsest.tls.certificate", "c"),
            Map.entry("palimpsest.tls.key", "k"),
            Map.entry("palimpsest.tls.reload-every", "1s"),
            Map.entry("palimpsest.management.host", "::1"),
            Map.entry("palimpsest.management.port", 2),
            Map.entry("palimpsest.management.probe-timeout", "3s"),
            Map.entry("palimpsest.management.probe-every", "4s"));
    try (ApplicationContext context = context(all)) {
      assertThat(context.getBean(ApiConfig.class))
          .isEqualTo(
              new ApiConfig(
                  "0.0.0.0", 1, "zh-CN", seconds(1), seconds(2), seconds(3), 4, seconds(5)));
      assertThat(context.getBean(LimitsConfig.class))
          .isEqualTo(
              new LimitsConfig(
                  1 << 20,
                  2 << 10,
                  3 << 10,
                  4 << 20,
                  seconds(5),
                  seconds(6),
                  seconds(7),
                  seconds(8),
                  seconds(9)));
      assertThat(context.getBean(ImageUrlConfig.class))
          .isEqualTo(
              new ImageUrlConfig(seconds(1), 2, List.of(80, 8080), List.of("127.0.0.0/8", "::1")));
      assertThat(context.getBean(TlsConfig.class)).isEqualTo(new TlsConfig("c", "k", seconds(1)));
      assertThat(context.getBean(ManagementConfig.class))
          .isEqualTo(new ManagementConfig("::1", 2, seconds(3), seconds(4)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "palimpsest.api.port, 70000",
    "palimpsest.api.port, eighty",
    "palimpsest.api.language, fr-FR",
    "palimpsest.api.call-timeout, 0s",
    "palimpsest.api.max-pixels, 0",
    "palimpsest.limits.body, -1",
    "palimpsest.limits.memory, 1MB",
    "palimpsest.limits.drain, 0s",
    "palimpsest.image-url.redirects, -1",
    "palimpsest.image-url.ports, 99999",
    "palimpsest.image-url.allowed-networks, localhost",
    "palimpsest.tls.key, alone.pem",
    "palimpsest.management.port, -1",
    "palimpsest.management.probe-timeout, 0s"
  })
  void aBadValueShouldBeRefusedByTheNameOfItsKey(String key, String value) {
    assertThatThrownBy(
            () -> {
              try (ApplicationContext context = context(Map.of(key, value))) {
                context.getBean(ApiConfig.class);
                context.getBean(LimitsConfig.class);
                context.getBean(ImageUrlConfig.class);
                context.getBean(TlsConfig.class);
                context.getBean(ManagementConfig.class);
              }
            })
        .hasStackTraceContaining(key);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /**
   * Settings only: there is a cell, without which the gateway's beans are not there, but no port is
   * opened.
   */
  private static ApplicationContext context(Map<String, Object> properties) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .properties(Map.of("palimpsest.api.enabled", false))
            .propertySources(PropertySource.of("test", properties))
            .build();
    InMemoryRegion region =
        InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
    context.registerSingleton(Cells.class, new Cells(List.of(region.cell())));
    return context.start();
  }
}
