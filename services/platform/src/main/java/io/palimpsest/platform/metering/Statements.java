package io.palimpsest.platform.metering;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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
    Statement.Counter counter = new Statement.Counter(prices);
    each(appId, month, counter::add);
    return counter.statement(appId, month, region);
  }

  /**
   * The part of a month whose calls can be counted.
   *
   * @param to the month's end, or until when calls are certain
   */
  record Span(Instant from, Instant to) {}

  Region region() {
    return region;
  }

  ZoneId zone() {
    return zone;
  }

  /** Gives each record of a month that is certain, in order of callId. */
  Span each(AppId appId, YearMonth month, Consumer<MonitoringRecord> sink) {
    Span span = certain(month);
    eachRecord(appId, span.from(), span.to(), sink);
    return span;
  }

  /** The next records of a month after a call, in order of callId; fewer only at the end. */
  List<MonitoringRecord> page(AppId appId, YearMonth month, Optional<CallId> after, int limit) {
    Span span = certain(month);
    Instant from =
        after.map(CallId::received).filter(each -> each.isAfter(span.from())).orElse(span.from());
    // The moment of the last record is asked for again: others may share it.
    for (int asked = limit + 1; ; asked *= 2) {
      List<MonitoringRecord> page = ledger.records(appId, from, span.to(), asked);
      List<MonitoringRecord> rest =
          page.stream()
              .filter(each -> after.isEmpty() || each.callId().compareTo(after.get()) > 0)
              .limit(limit)
              .toList();
      if (page.size() < asked || rest.size() == limit) {
        return rest;
      }
    }
  }

  private Span certain(YearMonth month) {
    Instant certain = clock.instant().minus(over);
    // First of all: until then a record in doubt still says Success.
    ledger.revokeUndelivered(certain);
    Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    Instant to = end.isBefore(certain) ? end : certain.truncatedTo(ChronoUnit.MILLIS);
    return new Span(from, to.isBefore(from) ? from : to);
  }

  /**
   * Pages by time of receipt. A page begins with the moment that the one before ended in, since
   * that one may have cut it; what it had of that moment is skipped.
   */
  private void eachRecord(AppId appId, Instant from, Instant to, Consumer<MonitoringRecord> sink) {
    Set<CallId> seen = Set.of();
    Instant next = from;
    int limit = PAGE;
    while (next.isBefore(to)) {
      List<MonitoringRecord> page = ledger.records(appId, next, to, limit);
      for (MonitoringRecord each : page) {
        if (!seen.contains(each.callId())) {
          sink.accept(each);
        }
      }
      if (page.size() < limit) {
        return;
      }
      Instant last = page.getLast().callId().received();
      seen =
          page.stream()
              .map(MonitoringRecord::callId)
              .filter(id -> id.received().equals(last))
              .collect(Collectors.toSet());
      limit = last.equals(next) ? limit * 2 : PAGE;
      next = last;
    }
  }
}
