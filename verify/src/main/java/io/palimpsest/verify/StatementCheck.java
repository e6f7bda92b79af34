package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Miscounted;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.MeteringStatement.Line;
import io.palimpsest.evidence.statement.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts a statement again: from its price list alone, and from its records. */
final class StatementCheck {
  private final MeteringStatement statement;
  private final Findings findings;

  /**
   * @throws ForeignKey when the statement is of another region than the key's
   */
  StatementCheck(MeteringStatement statement, VerifierKey key, Findings findings) {
    this.statement = statement;
    this.findings = findings;
    if (!("/" + key.name() + "/").contains("/" + statement.region() + "/")) {
      throw new ForeignKey(
          "a statement of " + statement.region() + ", signed by the key of " + key.name());
    }
    findings.note(
        "AppID %s, %s in %s: %s %s for %d records",
        statement.appId(),
        statement.month(),
        statement.region(),
        Money.text(statement.due()),
        statement.prices().currency(),
        statement.records().size());
  }

  /** By itself, and against its records where they are there. */
  void check(Optional<Given.OneFile> records) {
    amounts();
    records.ifPresentOrElse(
        this::records,
        () -> findings.note("the records were not recounted: name records.csv after it"));
  }

  /** Period, free calls, tiers and sums. */
  private void amounts() {
    period();
    String before = "";
    long records = 0;
    long listFee = 0;
    long due = 0;
    for (Line line : statement.lines()) {
      if (line.action().compareTo(before) <= 0) {
        throw new Miscounted("lines that are not in the order of actions");
      }
      before = line.action();
      demandDue(line);
      records = sum(records, line.records());
      listFee = sum(listFee, line.listFee());
      due = sum(due, line.due());
    }
    demand(statement.records().size(), records, "the lines have %s records, the statement %s");
    demandMoney(statement.listFee(), listFee, "the lines' list fees add up to %s, not to %s");
    demandMoney(statement.due(), due, "the lines add up to %s, not to %s");
    findings.ok(
        "free calls, tiers and sums of %d actions come to %s %s",
        statement.lines().size(), Money.text(due), statement.prices().currency());
  }

  private void period() {
    Instant from = statement.month().atDay(1).atStartOfDay(statement.zone()).toInstant();
    Instant end =
        statement.month().plusMonths(1).atDay(1).atStartOfDay(statement.zone()).toInstant();
    if (!statement.from().equals(from)
        || statement.to().isBefore(from)
        || statement.to().isAfter(end)) {
      throw new Miscounted("the period is not that of " + statement.month());
    }
    if (statement.to().isBefore(end)) {
      findings.note("the month was not over: calls received before %s count", statement.to());
    }
  }

  private void demandDue(Line line) {
    long due = Recount.due(statement.prices(), line.action(), line.billed());
    demandMoney(
        line.due(), due, line.action() + ": its calls cost %s after free calls and tiers, not %s");
    demand(
        line.free(),
        Math.min(line.billed(), statement.prices().free()),
        line.action() + ": %s calls are free, not %s");
  }

  /** Each line's form, place and fee; the root; and what the lines come to. */
  private void records(Given.OneFile csv) {
    Recount recount = new Recount(statement);
    if (!new RecordsCheck(statement.records(), findings).check(csv, recount::take)) {
      return;
    }
    List<Line> counted = recount.lines();
    for (Line line : statement.lines()) {
      if (!counted.contains(line)) {
        throw new Miscounted("the records of " + line.action() + " come to another sum");
      }
    }
    demand(statement.lines().size(), counted.size(), "the records are of %s actions, not of %s");
    demand(
        statement.otherList(),
        recount.otherList(),
        "%s records have the fee of another price list, not %s");
    if (statement.otherList() > 0) {
      findings.note(
          "%d records carry the fee of an earlier price list; they are billed by the one here",
          statement.otherList());
    }
    findings.ok("fee of each record, and calls and sums of each action, are the statement's");
  }

  private static long sum(long a, long b) {
    try {
      return Math.addExact(a, b);
    } catch (ArithmeticException e) {
      throw new Miscounted("amounts larger than can be counted");
    }
  }

  private static void demand(long said, long counted, String otherwise) {
    if (said != counted) {
      throw new Miscounted(String.format(otherwise, counted, said));
    }
  }

  private static void demandMoney(long said, long counted, String otherwise) {
    if (said != counted) {
      throw new Miscounted(String.format(otherwise, Money.text(counted), Money.text(said)));
    }
  }
}
