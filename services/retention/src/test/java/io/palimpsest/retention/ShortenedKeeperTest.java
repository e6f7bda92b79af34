package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.RetentionFixtures.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortenedKeeperTest {
  private static final Instant HOLDS = Instant.parse("2028-03-01T00:00:00Z");

  private final MovableClock clock = new MovableClock(HOLDS.minusMillis(1));
  private final InMemoryRegion region = InMemoryRegion.of(FRANKFURT, FRANKFURT_TIME);
  private final RetainedRegion retained =
      new RetainedRegion(region.cell(), region.ledger(), region.log());
  private final InMemoryControlStore accounts = new InMemoryControlStore();

  @TempDir private Path folder;

  private ShortenedKeeper keeper;
  private MonitoringRecord old;
  private MonitoringRecord young;
  private MonitoringRecord elsewhere;

  @BeforeEach
  void shorten() throws IOException {
    write("1.0.0", "effective: 2026-01-01", "P2Y");
    write("1.1.0", "announced: 2028-01-01\neffective: 2028-03-01", "P1Y");
    keeper = new ShortenedKeeper(accounts, PolicyStore.open(folder, clock), clock);
    AppId mine = application("mine");
    old = record(mine, "2027-02-28");
    young = record(mine, "2027-03-01");
    elsewhere = record(application("tencent-ocr"), "2027-02-28");
  }

  @Test
  void aShortenedPeriodShouldApplyToWhatIsThereFromItsFirstDayOnAndToNoOtherTenants() {
    Counted before = keep();
    clock.set(HOLDS);
    Counted after = keep();

    assertThat(before.numbers).isEmpty();
    assertThat(after.numbers).containsEntry("records", 1L);
    assertThat(after.numbers).doesNotContainKey("entries");
    assertThat(region.ledger().all()).containsExactlyInAnyOrder(young, elsewhere);
    assertThat(region.log().all()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "P1Y,2028-03-01,2027-03-01",
    "P1M,2028-03-30,2028-03-01",
    "P0D,2028-03-01,2028-03-01"
  })
  void theFirstDayToKeepShouldBeTheFirstThatIsNotGone(
      String period, LocalDate today, LocalDate day) {
    RetentionPeriod kept = RetentionPeriod.parse(period);

    assertThat(ShortenedKeeper.firstToKeep(kept, today)).isEqualTo(day);
    assertThat(kept.goneBy(day)).isAfter(today);
    assertThat(kept.goneBy(day.minusDays(1))).isBeforeOrEqualTo(today);
  }

  private Counted keep() {
    Counted counted = new Counted();
    keeper.keep(retained, counted);
    return counted;
  }

  private AppId application(String policy) {
    Tenant tenant = new Tenant(PlatformFixtures.tenant().id(), "Toys", Tenant.State.ACTIVE, policy);
    accounts.save(tenant);
    Application application = PlatformFixtures.application(accounts.nextAppId(), tenant.id());
    accounts.save(application);
    return application.appId();
  }

  private MonitoringRecord record(AppId owner, String day) {
    LocalDate stored = LocalDate.parse(day);
    Instant noon = stored.atTime(12, 0).atZone(FRANKFURT_TIME).toInstant();
    MonitoringRecord record = success(owner, noon);
    region.ledger().ensure(PlatformFixtures.MONITORING_PERIOD, stored, stored);
    region.ledger().settle(settlement(record));
    region.log().append(logEntry(owner, callId(noon)));
    return record;
  }

  private void write(String version, String dates, String period) throws IOException {
    Files.writeString(
        folder.resolve("mine-" + version + ".yml"),
        """
        id: mine
        version: %s
        %s
        extends: tencent-ocr@1.0.0
        classes:
          monitoring:
            retention: %s
        """
            .formatted(version, dates, period));
  }
}
