package io.palimpsest.gateway.lookup;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.Money;
import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.SignedStatements;
import io.palimpsest.platform.metering.StatementRefused;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.tenancy.AppId;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers with an AppID's signed statement, and part by part with the records it was made from. */
public record StatementAnswers(StatementDesk desk) {
  /** Records that one answer looks through: 600 kB of lines. */
  private static final int PART = 5_000;

  /** The statement as the text of its file, with what most want to know beside it. */
  public Envelope.Members statement(Cell cell, AppId appId, YearMonth month) {
    SignedDocument signed = told(() -> desk.of(cell, appId, month));
    MeteringStatement statement = MeteringStatement.of(signed);
    return json -> {
      json.writeStringField("Region", statement.region());
      json.writeStringField("Month", month.toString());
      json.writeStringField("Due", Money.text(statement.due()));
      json.writeStringField("Currency", statement.prices().currency());
      json.writeNumberField("Records", statement.records().size());
      json.writeStringField("Statement", new String(signed.bytes(), StandardCharsets.UTF_8));
    };
  }

  /** Some of the records: all answers joined are {@code records.csv}. */
  public Envelope.Members records(Cell cell, AppId appId, YearMonth month, Optional<CallId> after) {
    SignedStatements.Part part = told(() -> desk.part(cell, appId, month, after, PART));
    StringBuilder csv = new StringBuilder();
    if (after.isEmpty()) {
      csv.append(RecordLine.HEADER).append(RecordLine.END);
    }
    for (RecordLine line : part.lines()) {
      csv.append(new String(line.bytes(), StandardCharsets.US_ASCII)).append(RecordLine.END);
    }
    return json -> {
      json.writeStringField("Region", cell.region().name());
      json.writeStringField("Month", month.toString());
      json.writeStringField("Records", csv.toString());
      json.writeStringField("Next", part.next().map(CallId::toString).orElse(""));
    };
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (StatementRefused e) {
      throw new CallFailure(ErrorCode.RESOURCE_NOT_FOUND, String.valueOf(e.getMessage()), e);
    }
  }
}
