package io.palimpsest.evidence.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a class of data, counted from leaves.
 *
 * @param erased items that were erased one by one
 * @param erasedLate those of them that were still there after their day
 * @param causes of these erasures, by their word, ascending
 * @param expiredDays days that went as a whole when their period was over
 * @param expiredItems what was in them
 * @param expiredLateDays those of these days that were still there after their time
 * @param disclosed items that were disclosed because a law demanded it
 */
public record Erasures(
    long erased,
    long erasedLate,
    List<Cause> causes,
    long expiredDays,
    long expiredItems,
    long expiredLateDays,
    long disclosed) {
  public Erasures {
    causes = List.copyOf(causes);
  }

  /** How many items were erased for one cause. */
  public record Cause(String why, long items) {}

  /** Counts the leaves that speak of a class by one of these names. */
  public static Erasures of(LeafCounts counts, Collection<String> leafClasses) {
    long erased = 0;
    long erasedLate = 0;
    long expiredDays = 0;
    long expiredItems = 0;
    long expiredLateDays = 0;
    long disclosed = 0;
    Map<String, Long> causes = new TreeMap<>();
    for (Counted each : counts.all()) {
      if (!leafClasses.contains(each.dataClass())) {
        continue;
      }
      switch (each.type()) {
        case "erased" -> {
          erased += each.leaves();
          erasedLate += each.late() ? each.leaves() : 0;
          causes.merge(each.why(), each.leaves(), Long::sum);
        }
        case "expired" -> {
          expiredDays += each.leaves();
          expiredItems += each.items();
          expiredLateDays += each.late() ? each.leaves() : 0;
        }
        case "disclosed" -> disclosed += each.items();
        default -> {
          // holds and exports are acts
        }
      }
    }
    List<Cause> list = new ArrayList<>();
    causes.forEach((why, items) -> list.add(new Cause(why, items)));
    return new Erasures(
        erased, erasedLate, list, expiredDays, expiredItems, expiredLateDays, disclosed);
  }

  /** Items that went, in whatever way. */
  public long all() {
    return erased + expiredItems;
  }

  /** Leaves that say that something went too late; 0 when all is as it should be. */
  public long allLate() {
    return erasedLate + expiredLateDays;
  }

  /** For people. */
  public String text() {
    return erased
        + " erased ("
        + erasedLate
        + " late), "
        + expiredDays
        + " days with "
        + expiredItems
        + " items expired ("
        + expiredLateDays
        + " late), "
        + disclosed
        + " disclosed";
  }
}
