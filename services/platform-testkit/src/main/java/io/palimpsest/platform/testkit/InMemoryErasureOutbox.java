package io.palimpsest.platform.testkit;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A region's erasure outbox in memory. Thread-safe. */
public final class InMemoryErasureOutbox implements ErasureOutbox {
  private final Outage outage = new Outage("outbox");
  private final Map<CallId, Entry> entries = new TreeMap<>();
  private final Map<CallId, RetentionPeriod> keptFor = new HashMap<>();

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  @Override
  public synchronized void seenGone(CallId callId, Instant when) {
    outage.check("note an erasure");
    entries.computeIfPresent(callId, (_, old) -> old.open() ? closed(old, when) : old);
  }

  @Override
  public synchronized void swept(UploadKey upload) {
    outage.check("enter an erasure");
    enter(upload, Cause.SWEPT, PlatformFixtures.SHORT_PERIOD);
  }

  @Override
  public synchronized List<Entry> open(Instant receivedBefore, int limit) {
    outage.check("list duties");
    return entries.values().stream()
        .filter(Entry::open)
        .filter(each -> each.upload().callId().received().isBefore(receivedBefore))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Entry> completed(int limit) {
    outage.check("list erasures");
    return entries.values().stream().filter(each -> !each.open()).limit(limit).toList();
  }

  @Override
  public synchronized Optional<Entry> find(CallId callId) {
    outage.check("find an erasure");
    return Optional.ofNullable(entries.get(callId));
  }

  synchronized void enter(UploadKey upload, Cause cause, RetentionPeriod period) {
    entries.putIfAbsent(upload.callId(), new Entry(upload, cause, Instant.MAX));
    keptFor.putIfAbsent(upload.callId(), period);
  }

  synchronized void forget(Predicate<CallId> which, RetentionPeriod period) {
    entries.keySet().removeIf(id -> which.test(id) && period.equals(keptFor.get(id)));
  }

  private static Entry closed(Entry entry, Instant when) {
    return new Entry(entry.upload(), entry.cause(), when.truncatedTo(ChronoUnit.MICROS));
  }
}
