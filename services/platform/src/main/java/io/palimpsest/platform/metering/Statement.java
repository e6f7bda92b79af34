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
   * Counts a statement from the month's records. Records of other AppIDs or months must not be
   * among them.
   */
  public static Statement count(
      AppId appId,
      YearMonth month,
      Region region,
      PriceList prices,
      Iterable<MonitoringRecord> records) {
    Map<String, Long> billed = new TreeMap<>();
    for (MonitoringRecord each : records) {
      if (prices.billedResults().contains(each.result())) {
        billed.merge(each.action(), (long) each.volume(), Math::addExact);
      }
    }
    List<Line> lines =
        billed.entrySet().stream()
            .map(
                each ->
                    new Line(
                        each.getKey(),
                        each.getValue(),
                        Math.min(each.getValue(), prices.freeCalls()),
                        prices.due(each.getKey(), each.getValue())))
            .toList();
    return new Statement(appId, month, region, prices.currency(), lines);
  }

  /** All lines together, in millionths of the currency unit. */
  public long due() {
    return lines.stream().mapToLong(Line::due).reduce(0, Math::addExact);
  }
}
