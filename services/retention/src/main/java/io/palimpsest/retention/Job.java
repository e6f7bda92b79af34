package io.palimpsest.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job of one region: runs its work, keeps its failures to itself and remembers how it went. */
final class Job {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);

  private final String region;
  private final String name;
  private final Duration every;
  private final Consumer<Tally> work;
  private final Clock clock;
  private final Map<String, Long> numbers = new TreeMap<>(); // guarded by this, as all below
  private long runs;
  private long failures;
  private Optional<Instant> lastSuccess = Optional.empty();
  private Optional<String> fault = Optional.empty();

  Job(String region, String name, Duration every, Consumer<Tally> work, Clock clock) {
    this.region = region;
    this.name = name;
    this.every = every;
    this.work = work;
    this.clock = clock;
  }

  Duration every() {
    return every;
  }

  /** Runs once; throws nothing, so that a scheduler goes on and the other jobs are not touched. */
  void run() {
    try {
      work.accept(this::count);
      ended(Optional.empty());
    } catch (RuntimeException | Error e) {
      ended(Optional.of(String.valueOf(e.getMessage())));
      LOG.debug("{} of {} broke off", name, region, e);
    }
  }

  synchronized JobStatus status() {
    return new JobStatus(region, name, runs, failures, lastSuccess, fault, numbers);
  }

  private synchronized void count(String number, long count) {
    numbers.merge(number, count, Long::sum);
  }

  /** An outage is told when it begins and when it ends, not at every tick between. */
  private synchronized void ended(Optional<String> how) {
    runs++;
    how.ifPresentOrElse(
        why -> {
          failures++;
          if (!fault.equals(how)) {
            LOG.warn("{} of {} broke off, tried again in {}: {}", name, region, every, why);
          }
        },
        () -> {
          lastSuccess = Optional.of(clock.instant());
          if (fault.isPresent()) {
            LOG.info("{} of {} works again", name, region);
          }
        });
    fault = how;
  }
}
