package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.metering.PriceList.Tier;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReportTest {
  private static final AppId APP = new AppId(1300000001);
  private static final AppId OTHER = new AppId(1300000002);
  private static final Instant NOW = Instant.parse("2028-04-15T12:00:00Z");
  private static final String BILLED_ERROR = "FailedOperation.EmptyImageError";
  private static final List<String> RESULTS =
      List.of("Success", "Success", "Success", BILLED_ERROR, "FailedOperation.OcrFailed");
  private static final List<String> ACTIONS =
      List.of("GeneralBasicOCR", "GeneralAccurateOCR", "TextDetect");

  /** Short tiers, so that a small history crosses them; one that begins at nothing. */
  private static final PriceList PRICES =
      new PriceList(
          "USD",
          Set.of("Success", BILLED_ERROR),
          30,
          Map.of(
              "GeneralAccurateOCR",
              List.of(new Tier(40, 20_001), new Tier(90, 13_337), new Tier(Long.MAX_VALUE, 7)),
              "TextDetect",
              List.of(new Tier(20, 0), new Tier(Long.MAX_VALUE, 999_999))),
          List.of(new Tier(50, 1_000), new Tier(Long.MAX_VALUE, 333)));

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final UsageReport report =
      new UsageReport(region.region(), region.ledger(), PRICES, Duration.ofSeconds(40), clock);
  private final Statements statements =
      new Statements(
          region.region(), region.zone(), region.ledger(), PRICES, Duration.ofSeconds(40), clock);

  @ParameterizedTest(name = "history of seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void everyHistorysLinesShouldAddUpToTheBillToTheLastMillionth(long seed) {
    Random random = new Random(seed);
    Instant from = Instant.parse("2028-01-25T00:00:00Z");
    for (int i = 0; i < 1_500; i++) {
      call(random, from.plusSeconds(random.nextLong(Duration.ofDays(76).toSeconds())));
    }

    for (AppId app : List.of(APP, OTHER)) {
      for (YearMonth month = YearMonth.of(2028, 1);
          month.isBefore(YearMonth.of(2028, 5));
          month = month.plusMonths(1)) {
        Statement bill = statements.of(app, month);
        List<UsageLine> lines = report.of(app, month.atDay(1), month.atEndOfMonth());
        for (String action : ACTIONS) {
          assertThat(sum(lines, action, UsageLine::fee))
              .as("%s of %s", action, month)
              .isEqualTo(billed(bill, action, Statement.Line::due));
          assertThat(sum(lines, action, UsageLine::billedVolume))
              .isEqualTo(billed(bill, action, Statement.Line::billedCalls));
        }
      }
    }
  }

  @ParameterizedTest(name = "history of seed {0}")
  @ValueSource(longs = {7, 77, 777})
  void linesOfAFewDaysShouldBeThoseOfTheWholeMonth(long seed) {
    Random random = new Random(seed);
    Instant from = Instant.parse("2028-01-31T16:00:00Z");
    for (int i = 0; i < 800; i++) {
      call(random, from.plusSeconds(random.nextLong(Duration.ofDays(29).toSeconds())));
    }
    LocalDate first = LocalDate.of(2028, 2, 1);
    List<UsageLine> month = report.of(APP, first, LocalDate.of(2028, 2, 29));

    List<UsageLine> fewDays = report.of(APP, first.plusDays(9), first.plusDays(11));

    assertThat(fewDays)
        .isNotEmpty()
        .containsExactlyElementsOf(
            month.stream()
                .filter(
                    line ->
                        !line.day().isBefore(first.plusDays(9))
                            && !line.day().isAfter(first.plusDays(11)))
                .toList());
  }

  @Test
  void errorsAndUndeliveredCallsShouldStandInALineWithoutBeingBilled() {
    Instant noon = Instant.parse("2028-03-01T04:00:00Z");
    settle(record(APP, noon, "TextDetect", "Success"), key(1), true);
    settle(record(APP, noon, "TextDetect", "Success"), key(1), false);
    settle(record(APP, noon, "TextDetect", "FailedOperation.OcrFailed"), key(1), true);
    settle(record(APP, noon, "TextDetect", BILLED_ERROR), key(1), true);

    List<UsageLine> lines = report.of(APP, LocalDate.of(2028, 3, 1), LocalDate.of(2028, 3, 1));

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .satisfies(line -> assertThat(line.calls()).isEqualTo(4))
        .satisfies(line -> assertThat(line.billedVolume()).isEqualTo(2))
        .satisfies(line -> assertThat(line.errors()).isEqualTo(3));
  }

  @Test
  void csvShouldWriteMoneyExactlyAndNameEveryColumn() throws IOException {
    Instant noon = Instant.parse("2028-03-01T04:00:00Z");
    for (int i = 0; i < 31; i++) {
      settle(record(APP, noon, "GeneralAccurateOCR", "Success"), key(1), true);
    }
    StringBuilder csv = new StringBuilder();

    UsageCsv.write(report.of(APP, LocalDate.of(2028, 3, 1), LocalDate.of(2028, 3, 2)), csv);

    assertThat(csv)
        .hasToString(
            """
            day,region,app_id,action,secret_id,calls,billed_volume,errors,list_fee,fee,currency
            2028-03-01,ap-singapore,1300000001,GeneralAccurateOCR,AKIDusage0001,31,31,0,0.620031,0.020001,USD
            """);
  }

  /** A call of one of two AppIDs, delivered, undelivered or with no end yet. */
  private void call(Random random, Instant received) {
    AppId app = random.nextInt(4) == 0 ? OTHER : APP;
    String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
    String result = RESULTS.get(random.nextInt(RESULTS.size()));
    settle(record(app, received, action, result), key(random.nextInt(3)), random.nextInt(10) != 0);
  }

  private void settle(MonitoringRecord record, SecretId key, boolean delivered) {
    region.ledger().settle(PlatformFixtures.settlement(record, key));
    if (delivered) {
      region.ledger().delivered(record.callId());
    }
  }

  private static MonitoringRecord record(
      AppId app, Instant received, String action, String result) {
    return new MonitoringRecord(
        app,
        action,
        result,
        PlatformFixtures.callId(received),
        received,
        received.plusMillis(300),
        PlatformFixtures.SINGAPORE,
        PRICES.fee(action, result),
        1);
  }

  private static SecretId key(int number) {
    return new SecretId("AKIDusage000" + number);
  }

  private static long sum(
      List<UsageLine> lines, String action, java.util.function.ToLongFunction<UsageLine> column) {
    return lines.stream()
        .filter(line -> line.action().equals(action))
        .mapToLong(column)
        .reduce(0, Math::addExact);
  }

  private static long billed(
      Statement bill, String action, java.util.function.ToLongFunction<Statement.Line> column) {
    return bill.lines().stream()
        .filter(line -> line.action().equals(action))
        .mapToLong(column)
        .sum();
  }
}
