package io.palimpsest.retention.reconciliation;

import io.palimpsest.evidence.LogRange;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.leaf.BreakGlass;
import io.palimpsest.evidence.leaf.ConsentAttested;
import io.palimpsest.evidence.leaf.ConsentWithdrawn;
import io.palimpsest.evidence.leaf.Disclosed;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.PolicyAccepted;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.ToldActs;
import io.palimpsest.platform.evidence.ToldActs.Act;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.ActMissing;
import io.palimpsest.platform.reconciliation.Difference.ActUntold;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The acts in the control database against the leaves of the control plane's log, both ways. All of
 * them each time, but for what is older than last year where not everything is compared: people do
 * these acts, and a million of them fit into memory. A log that cannot be read is told by the
 * comparison of leaves, and not once more for each act in it.
 */
final class ActComparison implements Comparison {
  private final EvidenceCell cell;
  private final ToldActs acts;
  private final Supplier<Set<RetentionPeriod>> periods;

  /**
   * @param periods for which acts are kept after their end, by any policy
   */
  ActComparison(EvidenceCell cell, ToldActs acts, Supplier<Set<RetentionPeriod>> periods) {
    this.cell = cell;
    this.acts = acts;
    this.periods = periods;
  }

  @Override
  public String part() {
    return "acts";
  }

  @Override
  public String store() {
    return "control database";
  }

  @Override
  public void find(Bounds bounds, Consumer<Difference> found) {
    int year = year(bounds.now());
    Instant from =
        bounds.since().isPresent()
            ? LocalDate.ofYearDay(year - 1, 1).atStartOfDay(cell.zone()).toInstant()
            : Instant.EPOCH;
    Map<Hash, Act> untold = new HashMap<>();
    acts.read(from, act -> untold.put(act.leaf(), act)); // before the log, which only grows
    int first = untold.values().stream().mapToInt(act -> year(act.at())).min().orElse(year);
    Leaves leaves = new Leaves(untold, from, bounds, found);
    try {
      for (int each = first; each <= year; each++) {
        int log = each;
        cell.keys().verifier(log).ifPresent(key -> leaves.read(log, key));
      }
    } catch (EvidenceRefused e) {
      return;
    } catch (EvidenceUnavailable e) {
      throw new StoreUnavailable("evidence " + cell.region(), "compare acts", e);
    }
    untold.values().stream()
        .filter(act -> act.at().isBefore(bounds.done()))
        .sorted(Comparator.comparing(Act::at).thenComparing(Act::what))
        .forEach(act -> found.accept(new ActUntold(act.what(), act.at())));
  }

  private int year(Instant at) {
    return LocalDate.ofInstant(at, cell.zone()).getYear();
  }

  /** Takes the leaves one after the other. */
  private final class Leaves {
    private final Map<Hash, Act> untold;
    private final Instant from;
    private final Bounds bounds;
    private final Consumer<Difference> found;

    /** Leaves before the first that an act names are of acts from before they were named. */
    private boolean named;

    Leaves(Map<Hash, Act> untold, Instant from, Bounds bounds, Consumer<Difference> found) {
      this.untold = untold;
      this.from = from;
      this.bounds = bounds;
      this.found = found;
    }

    void read(int year, VerifierKey key) {
      LogReader reader = new LogReader(cell.tiles().apply(year), key);
      Checkpoint at = reader.latest().checkpoint();
      new LogRange(reader, at).read(0, at.size(), (index, entry) -> compare(year, index, entry));
    }

    private void compare(int year, long index, byte[] entry) {
      if (untold.remove(Merkle.leaf(entry)) != null) {
        named = true;
      } else if (named && act(entry).filter(this::mustBeThere).isPresent()) {
        found.accept(new ActMissing(year, index));
      }
    }

    private boolean mustBeThere(Leaf act) {
      LocalDate today = LocalDate.ofInstant(bounds.now(), cell.zone());
      boolean kept =
          periods.get().stream()
              .map(each -> each.goneBy(act.place().day()))
              .min(Comparator.naturalOrder())
              .map(today::isBefore)
              .orElse(false);
      return kept && !act.at().isBefore(from) && act.at().isBefore(bounds.done());
    }

    /** An act ends when it was done at the earliest, and is kept for a period from then on. */
    private static Optional<Leaf> act(byte[] entry) {
      try {
        return Optional.of(Leaf.parse(entry))
            .filter(
                leaf ->
                    leaf instanceof ConsentAttested
                        || leaf instanceof ConsentWithdrawn
                        || leaf instanceof PolicyAccepted
                        || leaf instanceof BreakGlass
                        || leaf instanceof Disclosed);
      } catch (EvidenceRefused e) {
        return Optional.empty(); // of a later version's kind, perhaps
      }
    }
  }
}
