package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The clockwork of all regions: sweeps buckets, reconciles what crashes left in doubt, makes days
 * ahead, drops expired ones, and erases identification data whose time is up. Each job of each
 * region runs by itself: a store that is down stops nobody else. Thread-safe.
 *
 * <pre>{@code
 * try (Retention retention = new Retention(regions, policies, deadlines.over(), RetentionSettings.DEFAULTS, clock)) {
 *   retention.start();
 *   ...
 * }
 * }</pre>
 */
public final class Retention implements AutoCloseable {
  private final List<Job> jobs = new ArrayList<>();
  private final ScheduledThreadPoolExecutor scheduler;

  /**
   * @param policies whose periods are kept: one set of tables and indexes for each that any module
   *     lists
   * @param over the age at which a call is over, by the gateways' deadlines
   */
  public Retention(
      List<RetainedRegion> regions,
      Supplier<PolicyLibrary> policies,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    // Asked at each run: a module that was loaded meanwhile may list another period.
    Supplier<Set<RetentionPeriod>> monitoring = () -> policies.get().periods(DataClass.MONITORING);
    Supplier<Set<RetentionPeriod>> log = () -> policies.get().periods(DataClass.OPERATION_LOG);
    for (RetainedRegion each : regions) {
      Cell cell = each.cell();
      String name = cell.region().name();
      DayKeeper days = new DayKeeper(name, cell.zone(), clock);
      jobs.add(
          new Job(
              name,
              "partitions",
              settings.expireEvery(),
              tally -> {
                days.ensure(each.partitions(), monitoring.get(), settings.daysAhead());
                days.expire(each.partitions(), monitoring.get(), tally);
              },
              clock));
      jobs.add(
          new Job(
              name,
              "log-indexes",
              settings.expireEvery(),
              tally -> days.expire(each.indexes(), log.get(), tally),
              clock));
      jobs.add(
          new Job(
              name,
              "reconcile",
              settings.reconcileEvery(),
              new Reconciler(cell, over, clock)::reconcile,
              clock));
      jobs.add(
          new Job(
              name, "sweep", settings.sweepEvery(), new Sweeper(cell, over, clock)::sweep, clock));
      each.identification()
          .map(erasure -> new IdentificationKeeper(name, cell.zone(), erasure, over, clock))
          .ifPresent(keeper -> addIdentification(name, keeper, settings, clock));
    }
    // A thread for each job: one that hangs in a time-out holds up no other.
    scheduler =
        new ScheduledThreadPoolExecutor(
            jobs.size(), Thread.ofPlatform().daemon().name("retention-", 0).factory());
  }

  private void addIdentification(
      String region, IdentificationKeeper keeper, RetentionSettings settings, Clock clock) {
    jobs.add(new Job(region, "identification", settings.reconcileEvery(), keeper::expire, clock));
    jobs.add(new Job(region, "identification-sweep", settings.expireEvery(), keeper::sweep, clock));
  }

  /** Runs every job now and then again and again. */
  public void start() {
    for (Job job : jobs) {
      scheduler.scheduleWithFixedDelay(job::run, 0, job.every().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Runs every job once, on the calling thread; {@link #status()} tells how it went. Not while
   * started.
   */
  public void runOnce() {
    jobs.forEach(Job::run);
  }

  /** How every job is doing, by region and job. */
  public List<JobStatus> status() {
    return jobs.stream().map(Job::status).toList();
  }

  /**
   * How the clockwork is, as one part of a process's health: well unless a job's last run broke
   * off. The numbers are those of all regions together, named {@code sweep_late} and the like.
   */
  public StoreHealth health() {
    List<JobStatus> all = status();
    Map<String, Long> numbers = new TreeMap<>();
    for (JobStatus each : all) {
      each.numbers().forEach((name, count) -> numbers.merge(each.plot(name), count, Long::sum));
      numbers.merge(each.plot("failures"), each.failures(), Long::sum);
    }
    String faults =
        all.stream()
            .filter(each -> each.fault().isPresent())
            .map(each -> each.job() + " of " + each.region() + ": " + each.fault().orElseThrow())
            .collect(Collectors.joining("; "));
    return new StoreHealth(
        "retention", faults.isEmpty(), faults.isEmpty() ? "runs" : faults, numbers);
  }

  /** Starts nothing more and waits a moment for what runs. */
  @Override
  public void close() {
    scheduler.shutdown();
    try {
      if (!scheduler.awaitTermination(5, TimeUnit.SECONDS)) {
        scheduler.shutdownNow();
      }
    } catch (InterruptedException e) {
      scheduler.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
