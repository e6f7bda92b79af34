package io.palimpsest.retention;

import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The clockwork of all regions: sweeps buckets, settles what crashes left in doubt, makes days
 * ahead, drops expired ones, and erases identification data whose time is up. Each job of each
 * region runs by itself: a store that is down stops nobody else. When a job runs is kept in its
 * region's database: of several processes one runs it at a time, and what one that died was at is
 * taken over. Thread-safe.
 *
 * <pre>{@code
 * try (Retention retention = new Retention(regions, policies, deadlines.over(), RetentionSettings.DEFAULTS, clock)) {
 *   retention.start();
 *   ...
 * }
 * }</pre>
 */
public final class Retention implements AutoCloseable {
  private final List<Place> places = new ArrayList<>();
  private boolean started;

  /** The jobs of one region or of the control plane, and what makes them tick. */
  private record Place(List<Job> jobs, Optional<Ticker> ticker) {
    static Place of(
        String name, Optional<DataSource> schedule, List<Job> jobs, Supplier<LocalDate> today) {
      return new Place(
          jobs, schedule.filter(_ -> !jobs.isEmpty()).map(it -> new Ticker(name, it, jobs, today)));
    }

    Stream<JobStatus> status() {
      return jobs.stream().map(job -> job.status(ticker.flatMap(it -> it.mark(job))));
    }
  }

  /** The regions' clockwork, with nothing to do in the control plane. */
  public Retention(
      List<RetainedRegion> regions,
      Supplier<PolicyLibrary> policies,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    this(regions, RetainedControl.none(), policies, over, settings, clock);
  }

  /**
   * @param policies whose periods are kept: one set of tables and indexes for each that any module
   *     lists
   * @param over the age at which a call is over, by the gateways' deadlines
   */
  public Retention(
      List<RetainedRegion> regions,
      RetainedControl control,
      Supplier<PolicyLibrary> policies,
      Duration over,
      RetentionSettings settings,
      Clock clock) {
    JobList list = new JobList(policies, over, settings, clock);
    for (RetainedRegion each : regions) {
      Cell cell = each.cell();
      Supplier<LocalDate> today = () -> LocalDate.ofInstant(clock.instant(), cell.zone());
      places.add(Place.of(cell.region().name(), each.schedule(), list.of(each), today));
    }
    // The control plane is in no region.
    Supplier<LocalDate> today = () -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    places.add(Place.of(RetainedControl.PLACE, control.schedule(), list.of(control), today));
  }

  /**
   * Runs every job when it is due, again and again. A database that does not answer now is no
   * hindrance: its jobs begin once it does.
   *
   * @throws IllegalStateException when a place with jobs has no schedule
   */
  public synchronized void start() {
    if (places.stream().anyMatch(it -> it.ticker().isEmpty() && !it.jobs().isEmpty())) {
      throw new IllegalStateException("a region without a schedule can only be run by hand");
    }
    started = true;
    places.forEach(it -> it.ticker().ifPresent(Ticker::start));
  }

  /**
   * Runs every job once, on the calling thread; {@link #status()} tells how it went. Not while
   * started.
   */
  public void runOnce() {
    places.forEach(it -> it.jobs().forEach(Job::run));
  }

  /** How every job is doing, by region and job, whichever process ran it last. */
  public List<JobStatus> status() {
    return places.stream().flatMap(Place::status).toList();
  }

  /**
   * How the clockwork is, as one part of a process's health: well unless a job's last run broke off
   * or nobody can tell whose turn it is. The numbers are those of all regions together, named
   * {@code sweep_late} and the like, of what this process did.
   */
  public StoreHealth health() {
    List<JobStatus> all = status();
    Map<String, Long> numbers = new TreeMap<>();
    for (JobStatus each : all) {
      each.numbers().forEach((name, count) -> numbers.merge(each.plot(name), count, Long::sum));
      numbers.merge(each.plot("failures"), each.failures(), Long::sum);
    }
    String faults =
        Stream.concat(
                places.stream().flatMap(it -> it.ticker().flatMap(Ticker::fault).stream()),
                all.stream()
                    .filter(each -> each.fault().isPresent())
                    .map(
                        each ->
                            each.job()
                                + " of "
                                + each.region()
                                + ": "
                                + each.fault().orElseThrow()))
            .collect(Collectors.joining("; "));
    return new StoreHealth(
        "retention", faults.isEmpty(), faults.isEmpty() ? "runs" : faults, numbers);
  }

  /** Starts nothing more and waits a moment for what runs. */
  @Override
  public synchronized void close() {
    if (started) {
      started = false;
      places.parallelStream().forEach(it -> it.ticker().ifPresent(Ticker::close));
    }
  }
}
