package io.palimpsest.platform.testkit;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.erasure.UploadStore;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket in memory. Nobody ever reads an upload back, so it keeps names and lengths only.
 * Thread-safe.
 */
public final class InMemoryUploadStore implements UploadStore {
  private final Outage outage = new Outage("uploads");
  private final ConcurrentNavigableMap<String, Integer> lengths = new ConcurrentSkipListMap<>();
  private final AtomicLong staged = new AtomicLong();
  private volatile boolean lastNet = true;

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  /** How many uploads were ever staged. */
  public long staged() {
    return staged.get();
  }

  @Override
  public void stage(UploadKey key, byte[] content) {
    outage.check("stage " + key);
    lengths.put(key.path(), content.length);
    staged.incrementAndGet();
  }

  @Override
  public void erase(UploadKey key) {
    eraseNamed(key.path());
  }

  @Override
  public boolean exists(UploadKey key) {
    outage.check("look for " + key);
    return lengths.containsKey(key.path());
  }

  @Override
  public List<String> list(String after, int limit) {
    outage.check("list");
    return lengths.tailMap(after, false).keySet().stream().limit(limit).toList();
  }

  @Override
  public void eraseNamed(String name) {
    outage.check("erase " + name);
    lengths.remove(name);
  }

  @Override
  public void lastNet(boolean on) {
    outage.check("set the last net");
    lastNet = on;
  }

  /** Whether the store itself would delete what is old. */
  public boolean hasLastNet() {
    return lastNet;
  }

  /** Whether there is nothing under this name but the name. */
  public boolean isEmptied(UploadKey key) {
    return Integer.valueOf(0).equals(lengths.get(key.path()));
  }

  /** Puts an object there that no call of ours staged. */
  public void plant(String name) {
    lengths.put(name, 1);
  }
}
