package io.palimpsest.platform.testkit;

import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.erasure.ErasureOutbox.Cause;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.CallLedger;
import io.palimpsest.platform.metering.DailyUsage;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.metering.MonitoringPartitions;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A region's ledger in memory, with its days. Thread-safe. */
public final class InMemoryCallLedger implements CallLedger, MonitoringPartitions {
  private final Outage outage = new Outage("monitoring");
  private final ZoneId zone;
  private final InMemoryErasureOutbox outbox;
  private final Map<CallId, Booked> booked = new TreeMap<>();
  private final Map<RetentionPeriod, NavigableSet<LocalDate>> days = new HashMap<>();
  private final Map<CallId, Salt> salts = new HashMap<>();
  private Consumer<List<byte[]>> leaves = _ -> {};
  private final Map<CallId, MonitoringRecord> held = new TreeMap<>();
  private Supplier<List<HeldScope>> scopes = List::of;
  private boolean doubtful;

  public InMemoryCallLedger(ZoneId zone, InMemoryErasureOutbox outbox) {
    this.zone = zone;
    this.outbox = outbox;
  }

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  /**
   * While on, a settlement is stored and then reported as failed: the answer of a commit got lost.
   */
  public synchronized void loseCommitAnswers(boolean on) {
    doubtful = on;
  }

  /** Where the leaves of records go that are erased by themselves; nowhere until it is set. */
  public synchronized void tellTo(Consumer<List<byte[]>> sink) {
    leaves = sink;
  }

  /** Every record, in order of receipt. */
  public synchronized List<MonitoringRecord> all() {
    return booked.values().stream().map(Booked::record).toList();
  }

  /** What legal holds keep beyond its period. */
  public synchronized List<MonitoringRecord> held() {
    return List.copyOf(held.values());
  }

  /** From now on what these hold is copied before it goes. */
  synchronized void heldBy(Supplier<List<HeldScope>> inForce) {
    scopes = inForce;
  }

  /** Erases copies that nothing holds any more. */
  synchronized long eraseReleased(RecordLeaf leaf) {
    List<MonitoringRecord> released = held.values().stream().filter(each -> !isHeld(each)).toList();
    leaves.accept(
        released.stream()
            .map(each -> leaf.of(each.callId(), each.appId(), salt(each.callId())))
            .toList());
    released.forEach(each -> held.remove(each.callId()));
    tidySalts();
    return released.size();
  }

  private void tidySalts() {
    salts.keySet().removeIf(id -> !booked.containsKey(id) && !held.containsKey(id));
  }

  private boolean isHeld(MonitoringRecord record) {
    return scopes.get().stream()
        .anyMatch(each -> each.holds(DataClass.MONITORING, record.appId(), record.callId()));
  }

  private void keep(Predicate<Booked> going) {
    booked.values().stream()
        .filter(going)
        .map(Booked::record)
        .filter(this::isHeld)
        .forEach(each -> held.put(each.callId(), each));
  }

  @Override
  public synchronized void settle(Settlement settlement) {
    outage.check("settle");
    MonitoringRecord record = toMicros(settlement.record());
    if (!booked.containsKey(record.callId())) {
      RetentionPeriod keptFor = settlement.keptFor();
      booked.put(record.callId(), new Booked(record, settlement.key(), Delivery.PENDING, keptFor));
      salts.put(record.callId(), Salt.of(settlement.salt()));
      settlement.upload().ifPresent(key -> outbox.enter(key, Cause.COMPLETED, keptFor));
    }
    if (doubtful) {
      throw new StoreUnavailable(
          "monitoring", "settle", new java.io.IOException("answer lost by a test"));
    }
  }

  @Override
  public synchronized void delivered(CallId callId) {
    outage.check("note a delivery");
    booked.computeIfPresent(
        callId,
        (_, old) ->
            old.delivery == Delivery.PENDING
                ? new Booked(old.record, old.key, Delivery.DELIVERED, old.keptFor)
                : old);
  }

  @Override
  public synchronized int revokeUndelivered(Instant receivedBefore) {
    outage.check("revoke");
    List<CallId> pending =
        booked.entrySet().stream()
            .filter(each -> each.getValue().delivery == Delivery.PENDING)
            .map(Map.Entry::getKey)
            .filter(id -> id.received().isBefore(receivedBefore))
            .toList();
    pending.forEach(id -> booked.computeIfPresent(id, (_, old) -> old.revoked()));
    return pending.size();
  }

  @Override
  public synchronized Optional<MonitoringRecord> find(CallId callId) {
    outage.check("find a call");
    return Optional.ofNullable(booked.get(callId)).map(Booked::record);
  }

  @Override
  public synchronized Optional<Delivery> delivery(CallId callId) {
    outage.check("find a delivery");
    return Optional.ofNullable(booked.get(callId)).map(Booked::delivery);
  }

  @Override
  public synchronized Optional<RetentionPeriod> keptFor(CallId callId) {
    outage.check("find a call's period");
    return Optional.ofNullable(booked.get(callId)).map(Booked::keptFor);
  }

  @Override
  public synchronized List<MonitoringRecord> records(
      AppId appId, Instant from, Instant to, int limit) {
    outage.check("list calls");
    return all().stream()
        .filter(each -> each.appId().equals(appId))
        .filter(
            each ->
                !each.callId().received().isBefore(from) && each.callId().received().isBefore(to))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long calls(AppId appId, String action, LocalDate first, LocalDate last) {
    outage.check("count calls");
    return all().stream()
        .filter(each -> each.appId().equals(appId) && each.action().equals(action))
        .filter(MonitoringRecord::counts)
        .filter(
            each -> !dayOf(each.callId()).isBefore(first) && !dayOf(each.callId()).isAfter(last))
        .mapToLong(MonitoringRecord::volume)
        .sum();
  }

  @Override
  public synchronized List<DailyUsage> usage(AppId appId, LocalDate first, LocalDate last) {
    outage.check("sum up usage");
    return booked.values().stream()
        .filter(each -> each.record.appId().equals(appId))
        .map(each -> each.usage(dayOf(each.record.callId())))
        .filter(each -> !each.day().isBefore(first) && !each.day().isAfter(last))
        .collect(
            Collectors.toMap(
                Function.identity(),
                Function.identity(),
                DailyUsage::plus,
                () -> new TreeMap<>(DailyUsage.ORDER)))
        .values()
        .stream()
        .toList();
  }

  @Override
  public synchronized void ensure(RetentionPeriod period, LocalDate first, LocalDate last) {
    outage.check("make days");
    NavigableSet<LocalDate> there = daysOf(period);
    LocalDate next =
        there.isEmpty() || first.isAfter(there.last()) ? first : there.last().plusDays(1);
    for (LocalDate day = next; !day.isAfter(last); day = day.plusDays(1)) {
      there.add(day);
    }
  }

  /** The first day there is also holds what is older. */
  @Override
  public synchronized void drop(RetentionPeriod period, LocalDate day) {
    outage.check("drop a day");
    NavigableSet<LocalDate> there = daysOf(period);
    if (there.contains(day)) {
      Predicate<CallId> dropped = piece(there, day);
      Predicate<Booked> going =
          each -> each.keptFor.equals(period) && dropped.test(each.record.callId());
      keep(going);
      booked.values().removeIf(going);
      tidySalts();
      outbox.forget(dropped, period);
      there.remove(day);
    }
  }

  @Override
  public synchronized long items(RetentionPeriod period, LocalDate day) {
    outage.check("count a day");
    NavigableSet<LocalDate> there = daysOf(period);
    Predicate<CallId> counted = there.contains(day) ? piece(there, day) : _ -> false;
    return booked.values().stream()
        .filter(each -> each.keptFor.equals(period) && counted.test(each.record.callId()))
        .filter(each -> !isHeld(each.record))
        .count();
  }

  private Predicate<CallId> piece(NavigableSet<LocalDate> there, LocalDate day) {
    LocalDate before = there.lower(day);
    return id -> !dayOf(id).isAfter(day) && (before == null || dayOf(id).isAfter(before));
  }

  @Override
  public synchronized long erase(
      RetentionPeriod period, Set<AppId> owners, LocalDate before, RecordLeaf leaf) {
    outage.check("erase records");
    List<CallId> old =
        booked.values().stream()
            .filter(each -> each.keptFor.equals(period))
            .map(Booked::record)
            .filter(record -> owners.contains(record.appId()))
            .map(MonitoringRecord::callId)
            .filter(id -> dayOf(id).isBefore(before))
            .toList();
    keep(each -> old.contains(each.record.callId()));
    leaves.accept(
        old.stream()
            .filter(id -> !held.containsKey(id))
            .map(id -> leaf.of(id, booked.get(id).record.appId(), salt(id)))
            .toList());
    old.forEach(booked::remove);
    tidySalts();
    outbox.forget(old::contains, period);
    return old.size();
  }

  @Override
  public synchronized List<LocalDate> days(RetentionPeriod period) {
    outage.check("list days");
    return List.copyOf(daysOf(period));
  }

  /** Of a call's record; empty when it has none. */
  public synchronized Optional<Salt> salt(CallId callId) {
    return Optional.ofNullable(salts.get(callId));
  }

  private NavigableSet<LocalDate> daysOf(RetentionPeriod period) {
    return days.computeIfAbsent(period, _ -> new TreeSet<>());
  }

  private LocalDate dayOf(CallId callId) {
    return LocalDate.ofInstant(callId.received(), zone);
  }

  private static MonitoringRecord toMicros(MonitoringRecord r) {
    return new MonitoringRecord(
        r.appId(),
        r.action(),
        r.result(),
        r.callId(),
        r.start().truncatedTo(ChronoUnit.MICROS),
        r.end().truncatedTo(ChronoUnit.MICROS),
        r.region(),
        r.fee(),
        r.volume());
  }

  private record Booked(
      MonitoringRecord record, SecretId key, Delivery delivery, RetentionPeriod keptFor) {
    DailyUsage usage(LocalDate day) {
      return new DailyUsage(
          day,
          record.action(),
          Optional.of(key),
          record.result(),
          1,
          record.volume(),
          record.fee());
    }

    Booked revoked() {
      return new Booked(
          new MonitoringRecord(
              record.appId(),
              record.action(),
              MonitoringRecord.UNDELIVERED,
              record.callId(),
              record.start(),
              record.end(),
              record.region(),
              0,
              record.volume()),
          key,
          Delivery.UNDELIVERED,
          keptFor);
    }
  }
}
