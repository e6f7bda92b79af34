package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused.Miscounted;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.MeteringStatement.Line;
import io.palimpsest.evidence.statement.Money;
import io.palimpsest.evidence.statement.Prices;
import io.palimpsest.evidence.statement.Prices.Tier;
import io.palimpsest.evidence.statement.RecordLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Counts a statement's lines anew from its records. */
final class Recount {
  private static final String SUCCESS = "Success";

  private final MeteringStatement statement;
  private final Prices prices;
  private final Map<String, Sums> sums = new TreeMap<>();
  private UUID last = new UUID(0, 0);
  private long otherList;

  Recount(MeteringStatement statement) {
    this.statement = statement;
    this.prices = statement.prices();
  }

  private static final class Sums {
    private long records;
    private long billed;
    private long listFee;
  }

  /**
   * What a month's calls of one action cost: each tier has the calls that reach it.
   *
   * @throws Miscounted when it is more than can be counted
   */
  static long due(Prices prices, String action, long billed) {
    long charged = Math.max(0, billed - prices.free());
    long sum = 0;
    long below = 0;
    try {
      for (Tier tier : prices.of(action)) {
        long upTo = Math.min(charged, tier.upTo().orElse(Long.MAX_VALUE));
        if (upTo > below) {
          sum = Math.addExact(sum, Math.multiplyExact(upTo - below, tier.price()));
          below = upTo;
        }
      }
    } catch (ArithmeticException e) {
      throw new Miscounted(action + ": an amount larger than can be counted");
    }
    return sum;
  }

  /**
   * Counts the next record.
   *
   * @throws Miscounted when it cannot be in this place of this statement, or its fee is wrong
   */
  void take(RecordLine line) {
    demand(follows(line.callId()), "its call_id does not come after the one before");
    last = line.callId();
    demand(
        !line.received().isBefore(statement.from()) && line.received().isBefore(statement.to()),
        "its call is not of this month");
    boolean billed = prices.billed().contains(line.result());
    demand(
        billed || line.result().equals(SUCCESS) || line.listFee() > 0,
        "a call that is neither billed nor counted");
    long listFee = billed ? prices.of(line.action()).getFirst().price() : 0;
    if (line.listFee() != listFee) {
      demand(
          statement.otherList() > 0,
          "its list fee is "
              + Money.text(line.listFee())
              + " where the price list has "
              + Money.text(listFee));
      otherList++;
    }
    add(line, billed);
  }

  private void add(RecordLine line, boolean billed) {
    Sums sum = sums.computeIfAbsent(line.action(), _ -> new Sums());
    sum.records++;
    sum.billed += billed ? line.volume() : 0;
    try {
      sum.listFee = Math.addExact(sum.listFee, line.listFee());
    } catch (ArithmeticException e) {
      throw new Miscounted("fees larger than can be counted");
    }
  }

  /** As strings of the same length compare, and bytes. */
  private boolean follows(UUID id) {
    int high = Long.compareUnsigned(last.getMostSignificantBits(), id.getMostSignificantBits());
    return high < 0
        || high == 0
            && Long.compareUnsigned(last.getLeastSignificantBits(), id.getLeastSignificantBits())
                < 0;
  }

  /** The statement's lines, as the records taken give them. */
  List<Line> lines() {
    return sums.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  private Line line(String action, Sums sum) {
    return new Line(
        action,
        sum.records,
        sum.billed,
        Math.min(sum.billed, prices.free()),
        sum.listFee,
        due(prices, action, sum.billed));
  }

  long otherList() {
    return otherList;
  }

  private static void demand(boolean so, String otherwise) {
    if (!so) {
      throw new Miscounted(otherwise);
    }
  }
}
