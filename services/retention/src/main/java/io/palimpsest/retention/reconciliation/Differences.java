package io.palimpsest.retention.reconciliation;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chore that compares again and again, and its part of the health page. It counts {@code
 * compared}; how many differences there are is told by {@link #health}.
 */
public final class Differences {
  private static final Logger LOG = LoggerFactory.getLogger(Differences.class);
  private static final Duration EVERY = Duration.ofMinutes(10);

  /** What was right once, and was altered in a store since, is found within that. */
  private static final Duration EVERYTHING_EVERY = Duration.ofDays(7);

  private final Region region;
  private final Reconciliation reconciliation;
  private final ReconciliationStore memory;
  private final Clock clock;

  private Differences(
      Region region, Reconciliation reconciliation, ReconciliationStore memory, Clock clock) {
    this.region = region;
    this.reconciliation = reconciliation;
    this.memory = memory;
    this.clock = clock;
  }

  /** Compares what is new every ten minutes, and everything once a week. */
  public static Chore telling(
      Region region, Reconciliation reconciliation, ReconciliationStore memory, Clock clock) {
    Differences differences = new Differences(region, reconciliation, memory, clock);
    return new Chore("differences", EVERY, differences::compare);
  }

  private void compare(Tally tally) {
    List<Reconciled> last = memory.last();
    Optional<Instant> whole =
        last.stream().filter(Reconciled::everything).map(Reconciled::at).findFirst();
    boolean everything =
        whole.map(at -> !clock.instant().isBefore(at.plus(EVERYTHING_EVERY))).orElse(true);
    Reconciled now =
        everything ? reconciliation.everything(_ -> {}) : reconciliation.whatIsNew(_ -> {});
    memory.remember(now);
    tally.add("compared", 1);
    if (!now.words().equals(last.isEmpty() ? "none" : last.getLast().words())) {
      if (now.isClean()) {
        LOG.info("{}: stores, records and leaves agree again", region);
      } else {
        LOG.warn("{}: stores, records and leaves differ: {}", region, now.words());
      }
    }
  }

  /**
   * What the last comparisons of a region came to, by whichever process: for each kind how many,
   * and when it was compared. It stays well whatever was found, since no call need wait for it;
   * alarms go by the numbers.
   */
  public static StoreHealth health(Region region, ReconciliationStore memory) {
    String name = "differences " + region;
    List<Reconciled> last;
    try {
      last = memory.last();
    } catch (StoreUnavailable e) {
      return new StoreHealth(name, false, "not known: " + e.getMessage(), Map.of());
    }
    Map<String, Long> numbers = new TreeMap<>();
    for (Kind each : Kind.values()) {
      long most =
          last.stream().mapToLong(run -> run.found().getOrDefault(each, 0L)).max().orElse(0);
      numbers.put(each.key().replace('-', '_'), most);
    }
    last.stream()
        .map(Reconciled::unknown)
        .reduce((_, newest) -> newest)
        .ifPresent(unknown -> numbers.put("unknown", (long) unknown.size()));
    String detail =
        last.stream()
            .map(
                run ->
                    (run.everything() ? "everything at " : "what is new at ")
                        + run.at()
                        + ": "
                        + run.words())
            .collect(Collectors.joining("; "));
    return new StoreHealth(name, true, detail.isEmpty() ? "not compared yet" : detail, numbers);
  }
}
