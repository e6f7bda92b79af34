package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.report.Counted;
import io.palimpsest.evidence.report.LeafCounts;
import io.palimpsest.evidence.report.LeafHead;
import io.palimpsest.platform.evidence.EvidenceQueue.Tallied;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts the leaves of one log day by day, in the order of their places. Not thread-safe.
 *
 * <p>A leaf is of the day on which it was done, or of that of the leaf before it where that is
 * later: what waited for its place over midnight is counted on the day that takes it.
 */
public final class DailyTally {
  private final ZoneId zone;
  private final NavigableMap<LocalDate, LeafCounts> days = new TreeMap<>();
  private LocalDate day;

  /**
   * @param zone of the region
   * @param last the day of the leaf before the first one; the earliest of all where there is none
   */
  public DailyTally(ZoneId zone, LocalDate last) {
    this.zone = zone;
    this.day = last;
  }

  /** Counts the next leaf. */
  public void add(byte[] leaf) {
    LeafHead head = LeafHead.parse(leaf);
    LocalDate done = LocalDate.ofInstant(head.at(), zone);
    day = done.isAfter(day) ? done : day;
    days.computeIfAbsent(day, _ -> new LeafCounts()).add(head.counted());
  }

  /** What was counted, day by day. */
  public List<Tallied> tallies() {
    List<Tallied> all = new ArrayList<>();
    days.forEach(
        (each, counts) -> {
          for (Counted counted : counts.all()) {
            all.add(new Tallied(each, counted));
          }
        });
    return all;
  }
}
