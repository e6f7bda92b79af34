package io.palimpsest.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job of one region: runs its work, keeps its failures to itself and remembers how it went. */
final class Job {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  private final String place;
  private final String name;
  private final Duration every;
  private final boolean needsDatabase;
  private final Consumer<Tally> work;
  private final Runnable remember;
  private final Clock clock;
  private final ReentrantLock running = new ReentrantLock();
  private final Map<String, Long> numbers = new TreeMap<>(); // guarded by this, as all below
  private long runs;
  private long failures;
  private long endedAt = Long.MIN_VALUE; // by System.nanoTime
  private Optional<Instant> lastSuccess = Optional.empty();
  private Optional<String> fault = Optional.empty();

  /**
   * @param place a region's name, or the control plane's
   * @param needsDatabase whether there is nothing it could do while its database is away
   */
  Job(
      String place,
      String name,
      Duration every,
      boolean needsDatabase,
      Consumer<Tally> work,
      Clock clock) {
    this(place, name, every, needsDatabase, work, () -> {}, clock);
  }

  /**
   * @param remember asks what must be known while its database is away; throws nothing
   */
  Job(
      String place,
      String name,
      Duration every,
      boolean needsDatabase,
      Consumer<Tally> work,
      Runnable remember,
      Clock clock) {
    this.place = place;
    this.name = name;
    this.every = every;
    this.needsDatabase = needsDatabase;
    this.work = work;
    this.remember = remember;
    this.clock = clock;
  }

  /** Every process does it every few seconds, whoever runs the job, while the database is there. */
  void remember() {
    remember.run();
  }

  String place() {
    return place;
  }

  String name() {
    return name;
  }

  Duration every() {
    return every;
  }

  boolean needsDatabase() {
    return needsDatabase;
  }

  /**
   * Runs once, unless it is running in this process already; throws nothing.
   *
   * @return whether it ended well
   */
  boolean run() {
    if (!running.tryLock()) {
      return true;
    }
    try {
      work.accept(this::count);
      ended(Optional.empty());
      return true;
    } catch (RuntimeException | Error e) {
      ended(Optional.of(String.valueOf(e.getMessage())));
      LOG.debug("{} of {} broke off", name, place, e);
      return false;
    } finally {
      running.unlock();
    }
  }

  /**
   * How it is doing, by what this process saw and by what the schedule says of all of them.
   *
   * @param mark empty where nothing is known of other processes
   */
  synchronized JobStatus status(Optional<Mark> mark) {
    Optional<Instant> success = lastSuccess;
    Optional<String> now = fault;
    if (mark.isPresent()) {
      success = later(lastSuccess, mark.get().lastSuccess());
      if (endedAt < mark.get().readAt()) { // else the mark does not know of this process's last run
        now =
            mark.get().failures() == 0
                ? Optional.empty()
                : Optional.of(fault.orElse("broke off in another process"));
      }
    }
    return new JobStatus(place, name, runs, failures, success, now, numbers);
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || other.isPresent() && other.get().isAfter(one.get()) ? other : one;
  }

  private synchronized void count(String number, long count) {
    numbers.merge(number, count, Long::sum);
  }

  /** An outage is told when it begins and when it ends, not at every tick between. */
  private synchronized void ended(Optional<String> how) {
    runs++;
    endedAt = System.nanoTime();
    how.ifPresentOrElse(
        why -> {
          failures++;
          if (!fault.equals(how)) {
            LOG.warn("{} of {} broke off, tried again in {}: {}", name, place, every, why);
          }
        },
        () -> {
          lastSuccess = Optional.of(clock.instant());
          if (fault.isPresent()) {
            LOG.info("{} of {} works again", name, place);
          }
        });
    fault = how;
  }
}
