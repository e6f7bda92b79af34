package io.palimpsest.platform.testkit;

import io.palimpsest.platform.erasure.ErasureOutbox;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A region's erasure outbox in memory. Thread-safe. */
public final class InMemoryErasureOutbox implements ErasureOutbox {
  private final Outage outage = new Outage("outbox");
  private final Map<CallId, Entry> entries = new TreeMap<>();
  private final Map<CallId, RetentionPeriod> keptFor = new HashMap<>();
  private final Set<CallId> told = new HashSet<>();

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

  /** A settlement that comes after a sweep keeps what that entered, for its own period. */
  synchronized void enter(UploadKey upload, Cause cause, RetentionPeriod period) {
    entries.putIfAbsent(upload.callId(), new Entry(upload, cause, Instant.MAX));
    keptFor.merge(upload.callId(), period, (old, other) -> cause == Cause.COMPLETED ? other : old);
  }

  /** What is still to be shown outlives its call's record, until it is. */
  synchronized void forget(Predicate<CallId> which, RetentionPeriod period) {
    for (CallId each : List.copyOf(entries.keySet())) {
      if (which.test(each) && period.equals(keptFor.get(each))) {
        keptFor.remove(each);
        if (told.remove(each)) {
          entries.remove(each);
        }
      }
    }
  }

  /** Its leaf has its place. */
  synchronized void told(CallId callId) {
    if (keptFor.containsKey(callId)) {
      told.add(callId);
    } else {
      entries.remove(callId);
    }
  }

  private static Entry closed(Entry entry, Instant when) {
    return new Entry(entry.upload(), entry.cause(), when.truncatedTo(ChronoUnit.MICROS));
  }
}
