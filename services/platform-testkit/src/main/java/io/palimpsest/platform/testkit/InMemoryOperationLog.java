package io.palimpsest.platform.testkit;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** An operation log in memory; while it is away, entries wait. Thread-safe. */
public final class InMemoryOperationLog implements OperationLog, OperationLogIndexes {
  private final Outage outage = new Outage("operation log");
  private final ZoneId zone;
  private final Map<CallId, OperationLogEntry> entries = new TreeMap<>();

  public InMemoryOperationLog(ZoneId zone) {
    this.zone = zone;
  }

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  /** Every entry, in order of receipt. */
  public synchronized List<OperationLogEntry> all() {
    return List.copyOf(entries.values());
  }

  @Override
  public synchronized void append(OperationLogEntry entry) {
    entries.put(entry.callId(), entry);
  }

  @Override
  public synchronized Optional<OperationLogEntry> find(CallId callId) {
    outage.check("find an entry");
    return Optional.ofNullable(entries.get(callId));
  }

  @Override
  public synchronized void drop(RetentionPeriod period, LocalDate day) {
    outage.check("drop a day");
    entries
        .values()
        .removeIf(each -> each.keptFor().equals(period) && dayOf(each.callId()).equals(day));
  }

  @Override
  public synchronized List<LocalDate> days(RetentionPeriod period) {
    outage.check("list days");
    return entries.values().stream()
        .filter(each -> each.keptFor().equals(period))
        .map(each -> dayOf(each.callId()))
        .distinct()
        .toList();
  }

  @Override
  public synchronized long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before) {
    outage.check("erase entries");
    int there = entries.size();
    entries
        .values()
        .removeIf(
            each ->
                each.keptFor().equals(period)
                    && each.appId().filter(owners::contains).isPresent()
                    && dayOf(each.callId()).isBefore(before));
    return there - entries.size();
  }

  private LocalDate dayOf(CallId callId) {
    return LocalDate.ofInstant(callId.received(), zone);
  }
}
