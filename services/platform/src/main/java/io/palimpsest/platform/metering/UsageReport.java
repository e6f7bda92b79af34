package io.palimpsest.platform.metering;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One region's usage by day, action and key. A month's lines add up to its {@link Statement}, to
 * the last millionth: free calls and tiers depend on how many calls came before, so each line
 * carries what the bill grew by when its calls are added in the order of days, actions and keys.
 *
 * <p>Calls of the last moments, which a statement leaves for later, are counted already.
 */
public final class UsageReport {
  private final Region region;
  private final CallLedger ledger;
  private final PriceList prices;
  private final Duration over;
  private final Clock clock;

  /**
   * @param over the age at which a call is over
   */
  public UsageReport(
      Region region, CallLedger ledger, PriceList prices, Duration over, Clock clock) {
    this.region = region;
    this.ledger = ledger;
    this.prices = prices;
    this.over = over;
    this.clock = clock;
  }

  /**
   * An AppID's lines from {@code first} to {@code last}, both days included, by day, action and
   * key.
   *
   * @throws StoreUnavailable when the ledger does not answer
   */
  public List<UsageLine> of(AppId appId, LocalDate first, LocalDate last) {
    ledger.revokeUndelivered(clock.instant().minus(over)); // as a statement does
    // What a line costs depends on the days of its month before it.
    List<DailyUsage> days = ledger.usage(appId, first.withDayOfMonth(1), last);
    Map<MonthOfAction, Long> billed = new HashMap<>();
    List<UsageLine> lines = new ArrayList<>();
    for (List<DailyUsage> results : byLine(days)) {
      DailyUsage one = results.getFirst();
      MonthOfAction month = new MonthOfAction(YearMonth.from(one.day()), one.action());
      long before = billed.getOrDefault(month, 0L);
      UsageLine line = line(appId, results, before);
      billed.put(month, before + line.billedVolume());
      if (!one.day().isBefore(first)) {
        lines.add(line);
      }
    }
    return List.copyOf(lines);
  }

  private UsageLine line(AppId appId, List<DailyUsage> results, long billedBefore) {
    DailyUsage one = results.getFirst();
    long calls = 0;
    long billed = 0;
    long errors = 0;
    long listFee = 0;
    for (DailyUsage each : results) {
      calls += each.calls();
      listFee += each.fee();
      billed += prices.billedResults().contains(each.result()) ? each.volume() : 0;
      errors += MonitoringRecord.SUCCESS.equals(each.result()) ? 0 : each.calls();
    }
    long fee =
        prices.due(one.action(), billedBefore + billed) - prices.due(one.action(), billedBefore);
    return new UsageLine(
        one.day(),
        region,
        appId,
        one.action(),
        one.key(),
        calls,
        billed,
        errors,
        listFee,
        fee,
        prices.currency());
  }

  /** The results of one line each, in order. */
  private static Iterable<List<DailyUsage>> byLine(List<DailyUsage> days) {
    return days.stream()
        .collect(
            Collectors.groupingBy(
                each -> List.of(each.day(), each.action(), each.key()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private record MonthOfAction(YearMonth month, String action) {}
}
