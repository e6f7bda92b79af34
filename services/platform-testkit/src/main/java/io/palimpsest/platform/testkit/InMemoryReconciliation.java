package io.palimpsest.platform.testkit;

import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.reconciliation.ReconciliationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of comparisons, in memory. Thread-safe. */
public final class InMemoryReconciliation implements ReconciliationStore {
  private final Map<Integer, LogSeen> logs = new HashMap<>();
  private final Map<String, Instant> parts = new HashMap<>();
  private final Map<Boolean, Reconciled> runs = new HashMap<>();

  @Override
  public synchronized Optional<LogSeen> log(int year) {
    return Optional.ofNullable(logs.get(year));
  }

  @Override
  public synchronized void remember(int year, LogSeen seen) {
    logs.put(year, seen);
  }

  @Override
  public synchronized Optional<Instant> until(String part) {
    return Optional.ofNullable(parts.get(part));
  }

  @Override
  public synchronized void remember(String part, Instant until) {
    parts.put(part, until);
  }

  @Override
  public synchronized List<Reconciled> last() {
    return runs.values().stream().sorted(Comparator.comparing(Reconciled::at)).toList();
  }

  @Override
  public synchronized void remember(Reconciled reconciled) {
    runs.put(reconciled.everything(), reconciled);
  }
}
