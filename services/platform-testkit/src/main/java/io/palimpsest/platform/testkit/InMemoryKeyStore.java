package io.palimpsest.platform.testkit;

import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Wrapped keys in memory. Thread-safe. */
public final class InMemoryKeyStore implements KeyStore {
  private final Outage outage = new Outage("keys");
  private final NavigableMap<String, byte[]> keys = new TreeMap<>();

  /** Takes the store away and brings it back. */
  public Outage outage() {
    return outage;
  }

  @Override
  public synchronized Optional<byte[]> find(KeyName name) {
    outage.check("find a key");
    return Optional.ofNullable(keys.get(name.text())).map(byte[]::clone);
  }

  @Override
  public synchronized byte[] putIfAbsent(KeyName name, byte[] wrapped) {
    outage.check("store a key");
    keys.putIfAbsent(name.text(), wrapped.clone());
    return keys.get(name.text()).clone();
  }

  @Override
  public synchronized boolean replace(KeyName name, byte[] before, byte[] wrapped) {
    outage.check("replace a key");
    if (!Arrays.equals(keys.get(name.text()), before)) {
      return false;
    }
    keys.put(name.text(), wrapped.clone());
    return true;
  }

  @Override
  public synchronized boolean destroy(KeyName name) {
    outage.check("destroy a key");
    return keys.remove(name.text()) != null;
  }

  @Override
  public synchronized List<String> names(String prefix) {
    outage.check("list keys");
    return keys.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }
}
