package io.palimpsest.platform.testkit;

import io.palimpsest.platform.backups.BackupVault;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A vault in memory. Thread-safe. */
public final class InMemoryVault implements BackupVault {
  private final Outage outage = new Outage("vault");
  private final NavigableMap<String, byte[]> things = new TreeMap<>();

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  @Override
  public synchronized void put(String name, byte[] content) {
    outage.check("write " + name);
    things.put(name, content.clone());
  }

  @Override
  public synchronized Optional<byte[]> find(String name) {
    outage.check("read " + name);
    return Optional.ofNullable(things.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized List<String> names(String prefix) {
    outage.check("list");
    return things.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  @Override
  public synchronized void erase(String name) {
    outage.check("erase " + name);
    things.remove(name);
  }
}
