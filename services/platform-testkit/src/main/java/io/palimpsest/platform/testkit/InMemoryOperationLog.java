package io.palimpsest.platform.testkit;

import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.oplog.OperationLog;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An operation log in memory; while it is away, entries wait. Thread-safe. */
public final class InMemoryOperationLog implements OperationLog, OperationLogIndexes {
  private final Outage outage = new Outage("operation log");
  private final ZoneId zone;
  private final Map<CallId, OperationLogEntry> entries = new TreeMap<>();
  private final Map<CallId, OperationLogEntry> held = new TreeMap<>();

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
  public synchronized long items(RetentionPeriod period, LocalDate day) {
    outage.check("count a day");
    return of(period, day).count();
  }

  @Override
  public synchronized long items(RetentionPeriod period, LocalDate day, Set<AppId> owners) {
    outage.check("count a day");
    return of(period, day)
        .filter(each -> each.appId().filter(owners::contains).isPresent())
        .count();
  }

  private Stream<OperationLogEntry> of(RetentionPeriod period, LocalDate day) {
    return entries.values().stream()
        .filter(each -> each.keptFor().equals(period) && dayOf(each.callId()).equals(day));
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

  @Override
  public synchronized long keep(
      RetentionPeriod period, LocalDate day, Collection<HeldScope> scopes) {
    outage.check("keep what is held");
    List<OperationLogEntry> kept = of(period, day).filter(each -> isHeld(each, scopes)).toList();
    kept.forEach(each -> held.put(each.callId(), each));
    return kept.size();
  }

  @Override
  public synchronized long released(Collection<HeldScope> scopes) {
    outage.check("count what is held no more");
    return held.values().stream().filter(each -> !isHeld(each, scopes)).count();
  }

  @Override
  public synchronized long eraseReleased(Collection<HeldScope> scopes) {
    outage.check("erase what is held no more");
    int before = held.size();
    held.values().removeIf(each -> !isHeld(each, scopes));
    return before - held.size();
  }

  /** What legal holds keep beyond its day. */
  public synchronized List<OperationLogEntry> held() {
    return List.copyOf(held.values());
  }

  private static boolean isHeld(OperationLogEntry entry, Collection<HeldScope> scopes) {
    return entry.appId().isPresent()
        && scopes.stream()
            .anyMatch(
                scope ->
                    scope.holds(
                        DataClass.OPERATION_LOG, entry.appId().orElseThrow(), entry.callId()));
  }

  private LocalDate dayOf(CallId callId) {
    return LocalDate.ofInstant(callId.received(), zone);
  }
}
