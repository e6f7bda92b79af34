package io.palimpsest.platform.metering;

import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.MeteringStatement.Line;
import io.palimpsest.evidence.statement.Prices;
import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.evidence.statement.RecordTree;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts what a signed statement says, record by record; holds sums and hashes, no records. */
final class StatementBook {
  private final PriceList prices;
  private final RecordTree.Builder tree = new RecordTree.Builder();
  private final Map<String, Sums> sums = new TreeMap<>();
  private long otherList;

  StatementBook(PriceList prices) {
    this.prices = prices;
  }

  private static final class Sums {
    private long records;
    private long billed;
    private long listFee;
  }

  /** Whether a record stands in the statement: one that is billed or counted. */
  static boolean takes(MonitoringRecord record, PriceList prices) {
    return record.counts() || prices.billedResults().contains(record.result());
  }

  /**
   * Takes the next record.
   *
   * @return its line
   */
  byte[] add(MonitoringRecord record) {
    byte[] line = line(record).bytes();
    tree.add(line);
    Sums sum = sums.computeIfAbsent(record.action(), _ -> new Sums());
    sum.records++;
    sum.listFee = Math.addExact(sum.listFee, record.fee());
    if (prices.billedResults().contains(record.result())) {
      sum.billed += record.volume();
    }
    if (record.fee() != prices.fee(record.action(), record.result())) {
      otherList++; // from before the operator changed its prices
    }
    return line;
  }

  static RecordLine line(MonitoringRecord record) {
    return new RecordLine(
        record.callId().value(),
        record.action(),
        record.start(),
        record.result(),
        record.volume(),
        record.fee());
  }

  RecordTree tree() {
    return tree.build();
  }

  /** Records whose fee is that of an earlier price list. */
  long otherList() {
    return otherList;
  }

  List<MeteringStatement.Line> lines() {
    return sums.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  private Line line(String action, Sums sum) {
    return new Line(
        action,
        sum.records,
        sum.billed,
        Math.min(sum.billed, prices.freeCalls()),
        sum.listFee,
        prices.due(action, sum.billed));
  }

  /** The price list as statements carry it. */
  Prices prices() {
    Map<String, List<Prices.Tier>> actions = new TreeMap<>();
    prices.tiers().forEach((action, tiers) -> actions.put(action, tiers(tiers)));
    return new Prices(
        prices.currency(),
        prices.billedResults().stream().sorted().toList(),
        prices.freeCalls(),
        tiers(prices.standard()),
        actions);
  }

  private static List<Prices.Tier> tiers(List<PriceList.Tier> tiers) {
    return tiers.stream()
        .map(
            tier ->
                new Prices.Tier(
                    tier.upTo() == Long.MAX_VALUE
                        ? OptionalLong.empty()
                        : OptionalLong.of(tier.upTo()),
                    tier.micros()))
        .toList();
  }
}
