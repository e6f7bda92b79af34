package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts entries of a log by their kind. Only the members that every version understands are looked
 * at, so kinds of leaves that came later are counted too. Not thread-safe.
 */
public final class LeafCounts {
  private final Map<Counted, Counted> byKind = new TreeMap<>();

  /**
   * Counts one entry.
   *
   * @throws Malformed when it is no leaf
   */
  public void add(byte[] entry) {
    add(LeafHead.parse(entry).counted());
  }

  /**
   * Counts what was counted elsewhere.
   *
   * @throws Malformed when there are more than can be
   */
  public void add(Counted more) {
    try {
      byKind.merge(more, more, Counted::plus);
    } catch (ArithmeticException e) {
      throw new Malformed("leaves that count more than a number can hold");
    }
  }

  /** Every kind, ascending. */
  public List<Counted> all() {
    return List.copyOf(byKind.values());
  }

  /** How many leaves of a type there are. */
  public long leaves(String type) {
    return byKind.values().stream()
        .filter(each -> each.type().equals(type))
        .mapToLong(Counted::leaves)
        .sum();
  }

  /** All leaves. */
  public long leaves() {
    return byKind.values().stream().mapToLong(Counted::leaves).sum();
  }

  /** The classes of data that leaves speak of. */
  public Set<String> dataClasses() {
    Set<String> classes = new TreeSet<>();
    byKind.values().forEach(each -> classes.add(each.dataClass()));
    classes.remove("");
    return classes;
  }
}
