package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.metering.PriceList.Tier;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static final AppId APP = new AppId(1300000001);
  private static final Region REGION = new Region("eu-frankfurt");
  private static final YearMonth MONTH = YearMonth.of(2028, 2);

  private final CallIds ids =
      new CallIds(Clock.fixed(Instant.parse("2028-02-29T12:00:00Z"), ZoneOffset.UTC));
  private final PriceList prices =
      new PriceList(
          "EUR",
          Set.of("Success", "FailedOperation.EmptyImageError"),
          2,
          Map.of(),
          List.of(new Tier(3, 100), new Tier(Long.MAX_VALUE, 10)));

  @Test
  void countShouldBillListedResultsOnly() {
    List<MonitoringRecord> records =
        List.of(
            record("GeneralBasicOCR", "Success"),
            record("GeneralBasicOCR", "FailedOperation.EmptyImageError"),
            record("GeneralBasicOCR", "undelivered"),
            record("GeneralBasicOCR", "RequestLimitExceeded"),
            record("GeneralBasicOCR", "Success"),
            record("TextDetect", "Success"),
            record("EnglishOCR", "InternalError"));

    Statement statement = Statement.count(APP, MONTH, REGION, prices, records);

    assertThat(statement.lines())
        .containsExactly(
            new Statement.Line("GeneralBasicOCR", 3, 2, 100),
            new Statement.Line("TextDetect", 1, 1, 0));
    assertThat(statement.due()).isEqualTo(100);
  }

  @Test
  void countShouldNotDependOnTheOrderOfRecords() {
    List<MonitoringRecord> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      records.add(
          record(i % 3 == 0 ? "TextDetect" : "EnglishOCR", i % 7 == 0 ? "undelivered" : "Success"));
    }
    Statement first = Statement.count(APP, MONTH, REGION, prices, records);

    Collections.shuffle(records, new Random(1));

    assertThat(Statement.count(APP, MONTH, REGION, prices, records)).isEqualTo(first);
  }

  private MonitoringRecord record(String action, String result) {
    CallId id = ids.next();
    return new MonitoringRecord(
        APP,
        action,
        result,
        id,
        id.received(),
        id.received(),
        REGION,
        prices.fee(action, result),
        1);
  }
}
