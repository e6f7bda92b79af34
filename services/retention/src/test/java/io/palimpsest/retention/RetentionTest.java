package io.palimpsest.retention;

import static io.palimpsest.retention.RetentionFixtures.OVER;
import static io.palimpsest.retention.RetentionFixtures.staged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final RetentionSettings OFTEN =
      new RetentionSettings(Duration.ofMillis(5), Duration.ofMillis(5), Duration.ofMillis(5), 14);

  private final SetClock clock = new SetClock("2026-11-21T11:00:00Z");
  private final InMemoryRegion singapore =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final InMemoryRegion frankfurt =
      InMemoryRegion.of(PlatformFixtures.FRANKFURT, PlatformFixtures.FRANKFURT_TIME);

  @Test
  void oneRegionsOutageShouldNotStopTheOther() {
    singapore.uploads().outage().begin();
    singapore.ledger().outage().begin();
    staged(frankfurt, clock.now().minusSeconds(60));

    try (Retention retention = retention()) {
      retention.runOnce();

      assertThat(frankfurt.uploads().list(1)).isEmpty();
      assertThat(frankfurt.ledger().days(PlatformFixtures.MONITORING_PERIOD)).hasSize(15);
      assertThat(status(retention, "eu-frankfurt", "sweep").ok()).isTrue();
      assertThat(status(retention, "ap-singapore", "sweep").fault())
          .hasValueSatisfying(f -> assertThat(f).contains("uploads"));
      assertThat(status(retention, "ap-singapore", "partitions").ok()).isFalse();
      assertThat(status(retention, "ap-singapore", "log-indexes").ok()).isTrue();
    }
  }

  @Test
  void startShouldRefuseARegionThatHasNoSchedule() {
    try (Retention retention = retention()) {
      assertThatIllegalStateException()
          .isThrownBy(retention::start)
          .withMessageContaining("schedule");
    }
  }

  @Test
  void choresShouldRunBesideTheRegionsOwnJobs() {
    Chore exports = new Chore("exports", Duration.ofHours(1), tally -> tally.add("expired", 3));
    Chore broken =
        new Chore(
            "consent-records",
            Duration.ofHours(1),
            _ -> {
              throw new IllegalStateException("told by the test");
            });
    RetainedControl control = new RetainedControl(Optional.empty(), List.of(broken));

    try (Retention retention =
        new Retention(
            List.of(retained(singapore).with(exports)),
            control,
            PolicyLibrary::shipped,
            OVER,
            OFTEN,
            clock.clock())) {
      retention.runOnce();

      assertThat(retention.health().numbers()).containsEntry("exports_expired", 3L);
      assertThat(retention.health().detail())
          .isEqualTo("consent-records of control: told by the test");
    }
  }

  @Test
  void healthShouldAddUpAllRegionsAndNameWhatIsBroken() {
    staged(frankfurt, clock.now().minusSeconds(60));
    staged(singapore, clock.now().minusSeconds(60));

    try (Retention retention = retention()) {
      retention.runOnce();
      assertThat(retention.health().ok()).isTrue();
      assertThat(retention.health().numbers())
          .containsEntry("sweep_erased", 2L)
          .containsEntry("sweep_failures", 0L)
          .containsEntry("in_doubt_undelivered", 0L);

      singapore.log().outage().begin();
      retention.runOnce();
      assertThat(retention.health().ok()).isFalse();
      assertThat(retention.health().detail()).contains("log-indexes of ap-singapore");
    }
  }

  @Test
  void settingsShouldNameWhatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RetentionSettings(
                    Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 14))
        .withMessageContaining("sweepEvery");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RetentionSettings(
                    Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 0))
        .withMessageContaining("daysAhead");
  }

  private Retention retention() {
    return new Retention(
        List.of(retained(singapore), retained(frankfurt)),
        PolicyLibrary::shipped,
        OVER,
        OFTEN,
        clock.clock());
  }

  private static RetainedRegion retained(InMemoryRegion region) {
    return new RetainedRegion(region.cell(), region.ledger(), region.log());
  }

  private static JobStatus status(Retention retention, String region, String job) {
    return retention.status().stream()
        .filter(each -> each.region().equals(region) && each.job().equals(job))
        .findFirst()
        .orElseThrow();
  }
}
