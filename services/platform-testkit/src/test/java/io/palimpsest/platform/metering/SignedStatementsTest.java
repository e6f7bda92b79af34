package io.palimpsest.platform.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.RetentionPeriod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedStatementsTest {
  private static final AppId APP = new AppId(1300000001);
  private static final YearMonth MONTH = YearMonth.of(2028, 2);
  private static final Instant NOW = Instant.parse("2028-03-15T12:00:00Z");
  private static final RetentionPeriod TWO_YEARS = RetentionPeriod.parse("P2Y");
  private static final SigningKey KEY = SigningKey.generate("log.example/ap-singapore/2028");

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);

  @Test
  void statementShouldCarryTheRootOfExactlyTheRecordsBesideIt() throws IOException {
    for (int i = 0; i < 1_100; i++) {
      delivered("2028-02-10T00:00:00Z");
    }
    settle("2028-02-10T00:00:01Z"); // undelivered
    delivered("2028-03-10T00:00:00Z"); // of the next month
    ByteArrayOutputStream csv = new ByteArrayOutputStream();

    SignedDocument signed = statements(KEY).write(APP, MONTH, TWO_YEARS, csv);

    signed.verify(KEY.verifier());
    MeteringStatement statement = MeteringStatement.of(signed);
    List<String> lines = csv.toString(StandardCharsets.US_ASCII).lines().toList();
    assertThat(lines.getFirst()).isEqualTo(RecordLine.HEADER);
    assertThat(lines.subList(1, lines.size())).isSorted().hasSize(1_100);
    assertThat(statement.records().size()).isEqualTo(1_100);
    assertThat(statement.lines())
        .singleElement()
        .satisfies(line -> assertThat(line.free()).isEqualTo(1_000));
    assertThat(statement.due()).isEqualTo(100 * 8_000);
    assertThat(statement.from()).isEqualTo("2028-01-31T16:00:00Z");
    assertThat(statement.to()).isEqualTo("2028-02-29T16:00:00Z");
  }

  @Test
  void partsShouldTogetherBeTheRecordsOfTheStatement() throws IOException {
    for (int i = 0; i < 25; i++) {
      delivered("2028-02-10T00:00:00Z"); // in one millisecond
    }
    for (int i = 10; i < 30; i++) {
      delivered("2028-02-10T00:00:" + i + "Z");
    }
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    statements(KEY).write(APP, MONTH, TWO_YEARS, csv);

    List<RecordLine> all = new ArrayList<>();
    Optional<CallId> after = Optional.empty();
    do {
      SignedStatements.Part part = statements(KEY).part(APP, MONTH, TWO_YEARS, after, 7);
      all.addAll(part.lines());
      after = part.next();
    } while (after.isPresent());

    StringBuilder joined = new StringBuilder(RecordLine.HEADER + RecordLine.END);
    all.forEach(
        line ->
            joined
                .append(new String(line.bytes(), StandardCharsets.US_ASCII))
                .append(RecordLine.END));
    assertThat(joined).hasToString(csv.toString(StandardCharsets.US_ASCII));
  }

  @Test
  void aMonthThatIsNotOverShouldBeToldUpToNow() throws IOException {
    delivered("2028-03-10T00:00:00Z");

    MeteringStatement statement =
        MeteringStatement.of(
            statements(KEY)
                .write(APP, YearMonth.of(2028, 3), TWO_YEARS, OutputStream.nullOutputStream()));

    assertThat(statement.to()).isEqualTo(NOW.minusSeconds(40));
    assertThat(statement.records().size()).isEqualTo(1);
  }

  @Test
  void monthsOfTheFutureAndOfErasedRecordsShouldBeRefused() {
    RetentionPeriod ninety = RetentionPeriod.parse("P90D");

    assertThatThrownBy(() -> write(YearMonth.of(2028, 4), TWO_YEARS))
        .isInstanceOf(StatementRefused.NotBegun.class)
        .hasMessage("2028-04 has not begun");
    assertThatThrownBy(() -> write(YearMonth.of(2026, 3), TWO_YEARS))
        .isInstanceOf(StatementRefused.Gone.class);
    assertThatThrownBy(() -> write(YearMonth.of(2027, 12), ninety))
        .isInstanceOf(StatementRefused.Gone.class);
    assertThat(write(YearMonth.of(2028, 1), ninety).kind()).isEqualTo("statement");
    assertThatThrownBy(
            () -> statements(null).write(APP, MONTH, TWO_YEARS, OutputStream.nullOutputStream()))
        .isInstanceOf(StatementRefused.NoKey.class);
  }

  @Test
  void recordsOfAnEarlierPriceListShouldBeDeclared() throws IOException {
    MonitoringRecord old = PlatformFixtures.success(APP, Instant.parse("2028-02-10T00:00:00Z"));
    MonitoringRecord dear =
        new MonitoringRecord(
            old.appId(),
            old.action(),
            old.result(),
            old.callId(),
            old.start(),
            old.end(),
            old.region(),
            9_999,
            1);
    region.ledger().settle(PlatformFixtures.settlement(dear));
    region.ledger().delivered(dear.callId());

    assertThat(MeteringStatement.of(write(MONTH, TWO_YEARS)).otherList()).isEqualTo(1);
  }

  private SignedDocument write(YearMonth month, RetentionPeriod keptFor) {
    try {
      return statements(KEY).write(APP, month, keptFor, OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SignedStatements statements(@org.jspecify.annotations.Nullable SigningKey key) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    PriceList prices = PriceLists.shipped();
    return new SignedStatements(
        new Statements(
            region.region(), region.zone(), region.ledger(), prices, Duration.ofSeconds(40), clock),
        prices,
        _ -> Optional.ofNullable(key),
        clock);
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
