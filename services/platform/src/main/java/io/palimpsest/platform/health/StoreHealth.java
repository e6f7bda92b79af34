package io.palimpsest.platform.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * How one store is.
 *
 * @param name such as {@code monitoring eu-frankfurt}
 * @param ok whether it answered
 * @param detail the server's own version, or why it did not answer; never content or secrets
 * @param numbers what is worth plotting, by a name in snake case, such as {@code spool_bytes}
 */
public record StoreHealth(String name, boolean ok, String detail, Map<String, Long> numbers) {
  public StoreHealth {
    numbers = java.util.Collections.unmodifiableMap(new TreeMap<>(numbers));
  }
}
