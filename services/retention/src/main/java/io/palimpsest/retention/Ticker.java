package io.palimpsest.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the jobs of one database by its schedule, and watches over that: while the database does not
 * answer nobody can be asked whose turn it is, so this process then does by itself what needs no
 * database and bears being done by several at once.
 */
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_BEAT = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofMinutes(1);

  /** What runs less often than this is about days, and runs when a day begins as well. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final String place;
  private final List<Job> jobs;
  private final Schedule schedule;
  private final List<Job> seldom;
  private final Duration beat;
  private final Supplier<LocalDate> today;
  private final Clock ticks = Clock.systemUTC();
  private final ScheduledExecutorService watch;
  private final Map<Job, Instant> alone = new HashMap<>(); // of the watching thread
  private Optional<LocalDate> day = Optional.empty(); // of the watching thread
  private volatile Map<String, Mark> marks = Map.of();
  private volatile Optional<Instant> awaySince = Optional.empty();

  /**
   * @param today there, by the clock that the jobs see
   */
  Ticker(String place, DataSource database, List<Job> jobs, Supplier<LocalDate> today) {
    this.place = place;
    this.jobs = jobs;
    this.seldom = jobs.stream().filter(job -> job.every().compareTo(SELDOM) > 0).toList();
    this.today = today;
    Duration shortest = jobs.stream().map(Job::every).min(Duration::compareTo).orElseThrow();
    this.beat = between(Duration.ofMillis(200), shortest.dividedBy(2), LONGEST_BEAT);
    Duration poll = between(Duration.ofMillis(50), shortest.dividedBy(4), LONGEST_POLL);
    this.schedule = new Schedule(place, database, jobs, poll, beat);
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("retention-" + place + "-watch").factory());
  }

  void start() {
    schedule.start();
    watch.scheduleWithFixedDelay(this::look, 0, beat.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What the schedule says of a job; empty while it is not known. */
  Optional<Mark> mark(Job job) {
    return Optional.ofNullable(marks.get(job.name()));
  }

  /** What is wrong with the ticking itself. */
  Optional<String> fault() {
    return awaySince
        .map(since -> "schedule of " + place + ": its database does not answer since " + since)
        .or(this::overdue);
  }

  private Optional<String> overdue() {
    Instant bound = ticks.instant().minus(LATE);
    return jobs.stream()
        .filter(job -> mark(job).filter(it -> !it.picked() && it.due().isBefore(bound)).isPresent())
        .map(job -> job.name() + " of " + place + " is due and not run")
        .findFirst();
  }

  private void look() {
    try {
      marks = schedule.look(ticks.instant());
      awaySince.ifPresent(
          since -> LOG.info("{}: the schedule goes on, away since {}", place, since));
      awaySince = Optional.empty();
      alone.clear();
      jobs.forEach(Job::remember);
      beginDay();
    } catch (RuntimeException e) {
      if (awaySince.isEmpty()) {
        awaySince = Optional.of(ticks.instant());
        LOG.warn("{}: the schedule's database does not answer: {}", place, e.getMessage());
      }
      marks = Map.of();
      goOnAlone();
    }
  }

  /**
   * What a midnight ends goes now and not in an hour. A process that starts cannot know how many
   * midnights it missed, nor which its clock jumped over: it looks as well.
   */
  private void beginDay() {
    Optional<LocalDate> now = Optional.of(today.get());
    if (!now.equals(day) && schedule.hasten(seldom, marks, ticks.instant())) {
      day = now;
    }
  }

  private void goOnAlone() {
    for (Job job : jobs) {
      Instant now = ticks.instant();
      Instant last = alone.computeIfAbsent(job, _ -> now);
      if (!job.needsDatabase() && !now.isBefore(last.plus(job.every()))) {
        job.run();
        alone.put(job, now);
      }
    }
  }

  private static Duration between(Duration least, Duration wanted, Duration most) {
    return wanted.compareTo(least) < 0 ? least : wanted.compareTo(most) > 0 ? most : wanted;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    schedule.close();
  }
}
