package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a region promised in a period, and what its stores and its evidence logs say of it. All that
 * is counted of a period are the leaves that the logs took in it, from {@link LogPart#start()} to
 * {@link LogPart#end()}; periods that follow each other miss no leaf and count none twice.
 *
 * @param region by the name callers use
 * @param zone whose midnights begin its days
 * @param from the first day
 * @param to the last day
 * @param issued when the stores were asked
 * @param policies that were in force in the region at any time of the period
 * @param classes of data, each with what became of it
 * @param acts what was told beside erasures
 * @param inFlightAtMidnight calls that were received on one day and answered on the next
 * @param days with at least one erasure, ascending
 * @param holds legal holds in force when the report was issued
 * @param heldRecords monitoring records that holds keep beyond their period
 * @param logs every log that took a leaf in the period: the region's, one for each year, and the
 *     control plane's where there is one
 * @param comparisons of stores, records and leaves; empty in reports of before there were any
 */
public record RetentionReport(
    String region,
    String zone,
    LocalDate from,
    LocalDate to,
    Instant issued,
    List<PolicyInForce> policies,
    List<ClassReport> classes,
    Acts acts,
    Figure inFlightAtMidnight,
    List<DayErasures> days,
    List<HoldInForce> holds,
    Figure heldRecords,
    List<LogPart> logs,
    Optional<Comparisons> comparisons) {
  /** The kind of signed document that a report is. */
  public static final String KIND = "retention-report";

  /** The kind that its leaf in the log names. */
  public static final String LEAF_KIND = "retention";

  public RetentionReport {
    policies = List.copyOf(policies);
    classes = List.copyOf(classes);
    days = List.copyOf(days);
    holds = List.copyOf(holds);
    logs = List.copyOf(logs);
    ZoneId.of(zone);
    if (from.isAfter(to) || from.getYear() < 2000 || to.getYear() > 9998) {
      throw new IllegalArgumentException("a report from " + from + " to " + to);
    }
  }

  /** The document that is signed. */
  public Map<String, Object> document() {
    return RecordJson.write(this);
  }

  /**
   * The report that a document holds.
   *
   * @throws Malformed when it is not exactly what {@link #document} gives for some report
   */
  public static RetentionReport read(Map<String, ?> document) {
    return RecordJson.read(RetentionReport.class, document);
  }

  /** What the logs took, all of them together. */
  public LeafCounts counted() {
    LeafCounts all = new LeafCounts();
    logs.forEach(log -> log.counted().forEach(all::add));
    return all;
  }

  /**
   * Holds every number that follows from the counts of the logs against them, and sums against
   * their parts.
   *
   * @throws WrongProof for the first that does not add up, in words
   */
  public void demandArithmetic() {
    logs.forEach(RetentionReport::demandSum);
    Set<String> known = new HashSet<>();
    LeafCounts all = counted();
    for (ClassReport each : classes) {
      if (!each.leafClasses().stream().allMatch(known::add)) {
        throw new WrongProof("two classes of the report count the same leaves");
      }
      Erasures expected = Erasures.of(all, each.leafClasses());
      if (!each.erasures().equals(expected)) {
        throw new WrongProof(
            each.dataClass()
                + ": the report says "
                + each.erasures().text()
                + ", its leaves say "
                + expected.text());
      }
    }
    List<String> left = new ArrayList<>(all.dataClasses());
    left.removeAll(known);
    if (!left.isEmpty()) {
      throw new WrongProof("leaves of " + left + " are in no class of the report");
    }
    if (!acts.equals(Acts.of(logs))) {
      throw new WrongProof("the acts in the report are not those of its leaves");
    }
    demandDays();
    comparisons.ifPresent(Comparisons::demandSums);
  }

  private static void demandSum(LogPart log) {
    LeafCounts counts = new LeafCounts();
    log.counted().forEach(counts::add);
    if (!counts.all().equals(log.counted()) || counts.leaves() != log.leaves()) {
      throw new WrongProof("the kinds of leaves of " + log.origin() + " do not add up to its size");
    }
  }

  private void demandDays() {
    long erased = 0;
    long late = 0;
    LocalDate before = from.minusDays(1);
    for (DayErasures each : days) {
      if (!each.day().isAfter(before) || each.day().isAfter(to)) {
        throw new WrongProof("the days of the report are not in order or not of its period");
      }
      before = each.day();
      erased += each.erased();
      late += each.late();
    }
    if (erased != classes.stream().mapToLong(each -> each.erasures().all()).sum()
        || late != classes.stream().mapToLong(each -> each.erasures().allLate()).sum()) {
      throw new WrongProof("the days of the report do not add up to its classes");
    }
  }
}
