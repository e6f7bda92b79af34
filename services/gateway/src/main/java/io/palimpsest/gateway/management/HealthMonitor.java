package io.palimpsest.gateway.management;

import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.platform.health.StoreProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks every part how it is, all at once, and remembers the answers for a moment, so that whoever
 * polls does not load the stores. Thread-safe.
 */
public final class HealthMonitor {
  private final List<StoreProbe> probes;
  private final Duration timeout;
  private final Duration maxAge;
  private final Executor worker;
  private final LongSupplier nanos;
  private List<StoreHealth> last = List.of(); // guarded by this
  private long asked; // guarded by this

  /**
   * @param timeout how long one probe may take; after it the part counts as not working
   * @param maxAge how old an answer may be
   */
  public HealthMonitor(
      List<StoreProbe> probes,
      Duration timeout,
      Duration maxAge,
      Executor worker,
      LongSupplier nanos) {
    this.probes = List.copyOf(probes);
    this.timeout = timeout;
    this.maxAge = maxAge;
    this.worker = worker;
    this.nanos = nanos;
  }

  /** How every part is, in the order of the probes. */
  public synchronized List<StoreHealth> look() {
    if (last.isEmpty() || nanos.getAsLong() - asked > maxAge.toNanos()) {
      last = ask();
      asked = nanos.getAsLong();
    }
    return last;
  }

  private List<StoreHealth> ask() {
    List<CompletableFuture<StoreHealth>> answers =
        probes.stream()
            .map(
                probe ->
                    CompletableFuture.supplyAsync(probe::probe, worker)
                        .completeOnTimeout(silent(probe), timeout.toNanos(), TimeUnit.NANOSECONDS)
                        .exceptionally(e -> broken(probe, e)))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private StoreHealth silent(StoreProbe probe) {
    return new StoreHealth(
        nameOf(probe), false, "no answer within " + timeout.toMillis() + " ms", Map.of());
  }

  private static StoreHealth broken(StoreProbe probe, Throwable e) {
    return new StoreHealth(
        nameOf(probe), false, "probe failed: " + e.getClass().getSimpleName(), Map.of());
  }

  private static String nameOf(StoreProbe probe) {
    return probe.getClass().getSimpleName();
  }
}
