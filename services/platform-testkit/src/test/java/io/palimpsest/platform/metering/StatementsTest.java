package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static final AppId APP = new AppId(1300000001);
  private static final Instant NOW = Instant.parse("2028-03-15T12:00:00Z");

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final Statements statements =
      new Statements(
          region.region(),
          region.zone(),
          region.ledger(),
          PriceLists.shipped(),
          Duration.ofSeconds(40),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aMonthShouldBeginAndEndWithTheRegionsOwnMidnights() {
    delivered("2028-01-31T15:59:59.999Z"); // still January in Singapore
    delivered("2028-01-31T16:00:00Z");
    delivered("2028-02-29T15:59:59.999Z");
    delivered("2028-02-29T16:00:00Z"); // March

    assertThat(billed(YearMonth.of(2028, 2))).isEqualTo(2);
  }

  @Test
  void aCallInDoubtShouldNotStandOnAStatement() {
    settle("2028-02-10T00:00:00Z");
    delivered("2028-02-10T00:00:00Z");

    assertThat(billed(YearMonth.of(2028, 2))).isEqualTo(1);
  }

  @Test
  void aCallUnderWayShouldBeLeftForALaterStatement() {
    settle("2028-03-15T11:59:30Z");
    delivered("2028-03-15T11:59:31Z");
    delivered("2028-03-15T11:00:00Z");

    assertThat(billed(YearMonth.of(2028, 3))).isEqualTo(1);
  }

  @Test
  void everyRecordShouldCountOnceHoweverManyCameInOneMillisecond() {
    for (int i = 0; i < 10_003; i++) {
      delivered("2028-02-10T00:00:00Z");
    }
    for (int i = 0; i < 20_001; i++) {
      delivered("2028-02-10T00:00:00.001Z");
    }
    delivered("2028-02-10T00:00:01Z");

    assertThat(billed(YearMonth.of(2028, 2))).isEqualTo(30_005);
  }

  @Test
  void anEmptyMonthShouldOweNothing() {
    Statement statement = statements.of(APP, YearMonth.of(2028, 2));

    assertThat(statement.lines()).isEmpty();
    assertThat(statement.due()).isZero();
    assertThat(statement.currency()).isEqualTo("USD");
  }

  private long billed(YearMonth month) {
    return statements.of(APP, month).lines().stream().mapToLong(Statement.Line::billedCalls).sum();
  }

  private CallId settle(String received) {
    MonitoringRecord record = PlatformFixtures.success(APP, Instant.parse(received));
    region.ledger().settle(PlatformFixtures.settlement(record));
    return record.callId();
  }

  private void delivered(String received) {
    region.ledger().delivered(settle(received));
  }
}
