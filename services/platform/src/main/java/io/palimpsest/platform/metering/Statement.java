package io.palimpsest.platform.metering;

import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one AppID owes for one month in one region. Depends on its records alone and not on their
 * order, so that whoever has them can recount it.
 *
 * @param month calendar month in the region's zone, by receipt of the call
 * @param currency ISO 4217
 * @param lines one for each action that was called with a billed result, by action
 */
public record Statement(
    AppId appId, YearMonth month, Region region, String currency, List<Line> lines) {
  public Statement {
    lines = List.copyOf(lines);
  }

  /**
   * One action's share.
   *
   * @param billedCalls calls with a billed result, the free ones among them
   * @param freeCalls how many of them cost nothing
   * @param due millionths of the currency unit, tiers applied
   */
  public record Line(String action, long billedCalls, long freeCalls, long due) {}

  /**
   * Counts a statement from the month's records, in any order. Records of other AppIDs, months or
   * regions must not be among them.
   */
  public static Statement count(
      AppId appId,
      YearMonth month,
      Region region,
      PriceList prices,
      Iterable<MonitoringRecord> records) {
    Counter counter = new Counter(prices);
    records.forEach(counter::add);
    return counter.statement(appId, month, region);
  }

  /** All lines together, in millionths of the currency unit. */
  public long due() {
    return lines.stream().mapToLong(Line::due).reduce(0, Math::addExact);
  }

  /** Counts records one by one: a busy month's do not fit into memory at once. */
  static final class Counter {
    private final PriceList prices;
    private final Map<String, Long> billed = new TreeMap<>();

    Counter(PriceList prices) {
      this.prices = prices;
    }

    void add(MonitoringRecord each) {
      if (prices.billedResults().contains(each.result())) {
        billed.merge(each.action(), (long) each.volume(), Math::addExact);
      }
    }

    Statement statement(AppId appId, YearMonth month, Region region) {
      List<Line> lines =
          billed.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
      return new Statement(appId, month, region, prices.currency(), lines);
    }

    private Line line(String action, long calls) {
      return new Line(
          action, calls, Math.min(calls, prices.freeCalls()), prices.due(action, calls));
    }
  }
}
