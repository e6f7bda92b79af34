package io.palimpsest.retention.reconciliation;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.ToldActs;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compares what one region's stores hold, what its records say and what its evidence log tells; or
 * what was done in the control plane and what the control plane's log tells. Each part is asked by
 * itself: a store that does not answer makes its part unknown, and never a part without
 * differences. Reads only, but for what it remembers; one at a time.
 */
public final class Reconciliation {
  private final Region place;
  private final ZoneId zone;
  private final List<Comparison> comparisons;
  private final ReconciliationStore memory;
  private final Duration over;
  private final Patience patience;
  private final Clock clock;

  private Reconciliation(
      Region place,
      ZoneId zone,
      List<Comparison> comparisons,
      ReconciliationStore memory,
      Duration over,
      Patience patience,
      Clock clock) {
    this.place = place;
    this.zone = zone;
    this.comparisons = List.copyOf(comparisons);
    this.memory = memory;
    this.over = over;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * A region's.
   *
   * @param stored what the stores themselves can tell
   * @param holds the legal holds in force in the region
   * @param periods for which records of calls are kept
   * @param over the age at which a call is over
   */
  public static Reconciliation ofRegion(
      Cell cell,
      EvidenceCell evidence,
      List<Comparison> stored,
      Supplier<List<HeldScope>> holds,
      Supplier<Set<RetentionPeriod>> periods,
      ReconciliationStore memory,
      Duration over,
      Patience patience,
      Clock clock) {
    List<Comparison> all = new ArrayList<>(List.of(new UploadComparison(cell, holds)));
    all.addAll(stored);
    all.add(new LogComparison(evidence, new LeafComparison(evidence, periods), memory));
    return new Reconciliation(cell.region(), cell.zone(), all, memory, over, patience, clock);
  }

  /**
   * The control plane's, which takes no calls.
   *
   * @param periods for which acts are kept after their end
   */
  public static Reconciliation ofControl(
      EvidenceCell evidence,
      ToldActs acts,
      Supplier<Set<RetentionPeriod>> periods,
      ReconciliationStore memory,
      Patience patience,
      Clock clock) {
    return new Reconciliation(
        evidence.region(),
        evidence.zone(),
        List.of(
            new ActComparison(evidence, acts, periods),
            new LogComparison(evidence, new LeafComparison(evidence, Set::of), memory)),
        memory,
        Duration.ZERO,
        patience,
        clock);
  }

  /** Compares all there is. */
  public Reconciled everything(Consumer<Difference> found) {
    return compare(true, found);
  }

  /**
   * Compares what was not compared before; of calls, leaves and days that were found right once,
   * nothing is asked again.
   */
  public Reconciled whatIsNew(Consumer<Difference> found) {
    return compare(false, found);
  }

  /** What it came to the last times, by whichever process. */
  public List<Reconciled> last() {
    return memory.last();
  }

  private Reconciled compare(boolean everything, Consumer<Difference> found) {
    Instant now = clock.instant();
    Bounds bounds =
        new Bounds(now, zone, over, patience.prompt(), patience.daily(), Optional.empty());
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    TreeSet<String> unknown = new TreeSet<>();
    Consumer<Difference> counting =
        difference -> {
          counts.merge(difference.kind(), 1L, Long::sum);
          found.accept(difference);
        };
    for (Comparison each : comparisons) {
      try {
        compare(each, bounds, everything, counting);
      } catch (StoreUnavailable e) {
        unknown.add(each.part() + " (" + each.store() + ")");
      }
    }
    return new Reconciled(place, now, everything, counts, unknown);
  }

  /** What was received until then is right: it was compared, and nothing was found. */
  private void compare(
      Comparison comparison, Bounds bounds, boolean everything, Consumer<Difference> found) {
    if (!comparison.goesOn()) {
      comparison.find(everything ? bounds : bounds.since(Optional.of(bounds.settled())), found);
      return;
    }
    Optional<Instant> since = everything ? Optional.empty() : memory.until(comparison.part());
    long[] differences = {0};
    comparison.find(
        bounds.since(since),
        difference -> {
          differences[0]++;
          found.accept(difference);
        });
    if (differences[0] == 0) {
      memory.remember(comparison.part(), bounds.settled());
    }
  }
}
