package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Expired;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.platform.evidence.LeavingDays.Leaving;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.RetentionFixtures.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortenedKeeperTest {
  private static final Instant HOLDS = Instant.parse("2028-03-01T00:00:00Z");

  private final MovableClock clock = new MovableClock(HOLDS.minusMillis(1));
  private final InMemoryRegion region = InMemoryRegion.of(FRANKFURT, FRANKFURT_TIME);
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final RetainedRegion retained =
      new RetainedRegion(region.cell(), region.ledger(), region.log()).telling(evidence.queue());
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
    assertThat(evidence.queue().notices(10))
        .extracting(notice -> (Erased) Leaf.parse(notice.leaf()))
        .singleElement()
        .matches(leaf -> leaf.dataClass().equals("monitoring"))
        .matches(leaf -> leaf.cause() == Cause.PERIOD_OVER && !leaf.late())
        .matches(leaf -> leaf.policy().equals("mine-1.1.0"));
  }

  @Test
  void theEntriesOfAShortenedPeriodShouldBeToldOnceThoughTheirErasureBrokeOff() throws IOException {
    write("1.2.0", "announced: 2028-01-02\neffective: 2028-04-01", "P1Y", "P1M");
    keeper = new ShortenedKeeper(accounts, PolicyStore.open(folder, clock), clock);
    clock.set(Instant.parse("2028-04-01T00:00:00Z"));
    AppId owner = old.appId();
    Instant lately = Instant.parse("2028-02-20T12:00:00Z");
    region.log().append(logEntry(owner, callId(lately)));
    region.log().append(logEntry(owner, callId(lately.plusSeconds(1))));
    evidence.queue().enter(leavingOf(lately)); // as if it had died after the erasure of more

    keep();
    keep();

    assertThat(evidence.queue().notices(10))
        .extracting(notice -> Leaf.parse(notice.leaf()))
        .filteredOn(Expired.class::isInstance)
        .extracting(leaf -> (Expired) leaf)
        .filteredOn(leaf -> leaf.place().day().equals(LocalDate.of(2028, 2, 20)))
        .singleElement()
        .matches(leaf -> leaf.dataClass().equals("operation-log") && leaf.count() == 5)
        .matches(leaf -> leaf.period().equals("P1M") && leaf.policy().equals("mine-1.2.0"));
    assertThat(region.log().all()).noneMatch(each -> each.appId().equals(Optional.of(owner)));
  }

  private static Leaving leavingOf(Instant lately) {
    return new Leaving(
        DataClass.OPERATION_LOG,
        PlatformFixtures.LOG_PERIOD,
        LocalDate.ofInstant(lately, FRANKFURT_TIME),
        "mine",
        RetentionPeriod.parse("P1M"),
        LocalDate.of(2028, 4, 1),
        "mine-1.2.0",
        5);
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
    write(version, dates, period, "P3M");
  }

  private void write(String version, String dates, String period, String log) throws IOException {
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
          operation-log:
            retention: %s
        """
            .formatted(version, dates, period, log));
  }
}
