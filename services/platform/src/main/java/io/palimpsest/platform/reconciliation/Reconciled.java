package io.palimpsest.platform.reconciliation;

import io.palimpsest.platform.tenancy.Region;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one comparison of a region came to: what a report tells of it.
 *
 * @param at when it began; stores keep microseconds
 * @param everything whether all was compared, or only what came since the last time
 * @param found how many differences of each kind; a kind that is not there has none
 * @param unknown parts that could not be compared, each with its store: {@code indexes
 *     (Elasticsearch)}. Nothing is said about them
 */
public record Reconciled(
    Region region,
    Instant at,
    boolean everything,
    Map<Kind, Long> found,
    SortedSet<String> unknown) {
  public Reconciled {
    Map<Kind, Long> counted = new EnumMap<>(Kind.class);
    counted.putAll(found);
    found = Collections.unmodifiableMap(counted);
    unknown = Collections.unmodifiableSortedSet(new TreeSet<>(unknown));
  }

  /** Whether every part was compared and nothing differs. */
  public boolean isClean() {
    return found.isEmpty() && unknown.isEmpty();
  }

  /** {@code orphan-object 2, stale-index 1}; {@code none} when nothing differs. */
  public String words() {
    String words =
        found.entrySet().stream()
            .map(each -> each.getKey().key() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    String differences = words.isEmpty() ? "none" : words;
    return unknown.isEmpty()
        ? differences
        : differences + "; not known: " + String.join(", ", unknown);
  }
}
