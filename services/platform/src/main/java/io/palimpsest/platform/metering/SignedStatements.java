package io.palimpsest.platform.metering;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.MeteringStatement.Line;
import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements of one region with the records they were counted from, signed with the key of its
 * evidence log, so that a tenant can recount them and hold them against whoever made them. A record
 * stands in a statement when it is billed or counted; refused and undelivered calls do not.
 */
public final class SignedStatements {
  private static final byte[] HEADER =
      (RecordLine.HEADER + RecordLine.END).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = RecordLine.END.getBytes(StandardCharsets.US_ASCII);

  private final Statements statements;
  private final PriceList prices;
  private final Function<Instant, Optional<SigningKey>> key;
  private final Clock clock;

  /**
   * @param key the region's at a time; empty where its log has not begun
   */
  public SignedStatements(
      Statements statements,
      PriceList prices,
      Function<Instant, Optional<SigningKey>> key,
      Clock clock) {
    this.statements = statements;
    this.prices = prices;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Makes an AppID's statement of a month; of one that is not over, of what is owed so far. Takes
   * no more memory for millions of records than for one.
   *
   * @param keptFor how long the AppID's records are kept
   * @param csv takes the records, {@code records.csv}; not closed
   * @throws StatementRefused when there is none to be had
   * @throws StoreUnavailable when the ledger does not answer; {@code csv} is cut short then
   * @throws IOException by {@code csv}
   */
  public SignedDocument write(
      AppId appId, YearMonth month, RetentionPeriod keptFor, OutputStream csv) throws IOException {
    demand(month, keptFor);
    Instant made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    SigningKey signing =
        key.apply(made).orElseThrow(() -> new StatementRefused.NoKey(statements.region().name()));
    StatementBook book = new StatementBook(prices);
    csv.write(HEADER);
    Statements.Span span;
    try {
      span =
          statements.each(
              appId,
              month,
              record -> {
                if (StatementBook.takes(record, prices)) {
                  write(book.add(record), csv);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<Line> lines = book.lines();
    MeteringStatement statement =
        new MeteringStatement(
            appId.toString(),
            statements.region().name(),
            month,
            statements.zone(),
            span.from(),
            span.to(),
            made,
            book.prices(),
            book.tree(),
            lines,
            lines.stream().mapToLong(Line::listFee).reduce(0, Math::addExact),
            lines.stream().mapToLong(Line::due).reduce(0, Math::addExact),
            book.otherList());
    return SignedDocument.sign(MeteringStatement.KIND, statement.json(), signing);
  }

  /**
   * A part of a month's records, in the order of {@code records.csv}. All parts together, up to the
   * size of a statement, are its records: later ones only ever come behind.
   *
   * @param after the last record of the part before; empty for the first part
   * @param limit records to look through at most
   */
  public Part part(
      AppId appId, YearMonth month, RetentionPeriod keptFor, Optional<CallId> after, int limit) {
    demand(month, keptFor);
    List<MonitoringRecord> page = statements.page(appId, month, after, limit);
    return new Part(
        page.stream()
            .filter(each -> StatementBook.takes(each, prices))
            .map(StatementBook::line)
            .toList(),
        page.size() < limit ? Optional.empty() : Optional.of(page.getLast().callId()));
  }

  /**
   * Some of a month's records.
   *
   * @param next to be given as {@code after} for what follows; empty at the end
   */
  public record Part(List<RecordLine> lines, Optional<CallId> next) {}

  private void demand(YearMonth month, RetentionPeriod keptFor) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), statements.zone());
    if (month.isAfter(YearMonth.from(today))) {
      throw new StatementRefused.NotBegun(month.toString());
    }
    if (!keptFor.goneBy(month.atDay(1)).isAfter(today)) {
      throw new StatementRefused.Gone(month.toString());
    }
  }

  private static void write(byte[] line, OutputStream csv) {
    try {
      csv.write(line);
      csv.write(END);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
