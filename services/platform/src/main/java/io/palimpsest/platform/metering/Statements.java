package io.palimpsest.platform.metering;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes statements of one region from its ledger. */
public final class Statements {
  private static final int PAGE = 10_000;

  private final Region region;
  private final ZoneId zone;
  private final CallLedger ledger;
  private final PriceList prices;
  private final Duration over;
  private final Clock clock;

  /**
   * @param zone the region's own, whose midnights end a month
   * @param over the age at which a call is over
   */
  public Statements(
      Region region, ZoneId zone, CallLedger ledger, PriceList prices, Duration over, Clock clock) {
    this.region = region;
    this.zone = zone;
    this.ledger = ledger;
    this.prices = prices;
    this.over = over;
    this.clock = clock;
  }

  /**
   * What an AppID owes for a month. Of a month that is not over it tells what is owed so far: calls
   * that are over, and were seen to be answered.
   *
   * @throws StoreUnavailable when the ledger does not answer
   */
  public Statement of(AppId appId, YearMonth month) {
    Instant certain = clock.instant().minus(over);
    // First of all: until then a record in doubt still says Success.
    ledger.revokeUndelivered(certain);
    Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    Instant to = end.isBefore(certain) ? end : certain;
    return Statement.count(appId, month, region, prices, records(appId, from, to));
  }

  /**
   * Pages by time of receipt; a page begins with the moment the one before ended in, which it may
   * have cut.
   */
  private List<MonitoringRecord> records(AppId appId, Instant from, Instant to) {
    List<MonitoringRecord> all = new ArrayList<>();
    Set<CallId> seen = new HashSet<>();
    Instant next = from;
    int limit = PAGE;
    while (next.isBefore(to)) {
      List<MonitoringRecord> page = ledger.records(appId, next, to, limit);
      page.stream().filter(each -> seen.add(each.callId())).forEach(all::add);
      if (page.size() < limit) {
        break;
      }
      Instant last = page.getLast().callId().received();
      limit = last.equals(next) ? limit * 2 : PAGE;
      next = last;
    }
    return all;
  }
}
