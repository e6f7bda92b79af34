package io.palimpsest.platform.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Opened keys for a short time, a bounded number of them. Entries stand in the order they were
 * loaded in, so those whose time is up are always at the head. Thread-safe.
 */
final class KeyCache {
  private final Clock clock;
  private final Duration life;
  private final int limit;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long generation;

  KeyCache(Clock clock, Duration life, int limit) {
    this.clock = clock;
    this.life = life;
    this.limit = limit;
  }

  /** The key, loaded when it is not there. */
  <T> T get(String name, Class<T> type, Supplier<T> load) {
    long before;
    synchronized (this) {
      dropOld();
      Entry entry = entries.get(name);
      if (entry != null) {
        return type.cast(entry.key);
      }
      before = generation;
    }
    T key = load.get(); // asks the database: not while others wait
    synchronized (this) {
      // What was forgotten meanwhile may be this very key.
      if (generation == before) {
        entries.putIfAbsent(name, new Entry(key, clock.instant().plus(life)));
        if (entries.size() > limit) {
          Iterator<String> oldest = entries.keySet().iterator();
          oldest.next();
          oldest.remove();
        }
      }
    }
    return key;
  }

  synchronized void forget(String name) {
    generation++;
    entries.remove(name);
  }

  synchronized void clear() {
    generation++;
    entries.clear();
  }

  synchronized int size() {
    dropOld();
    return entries.size();
  }

  private void dropOld() {
    Instant now = clock.instant();
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext() && !oldest.next().until.isAfter(now)) {
      oldest.remove();
    }
  }

  private record Entry(Object key, Instant until) {}
}
