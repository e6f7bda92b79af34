package io.palimpsest.standalone.server;

import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.LogCleaner;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log files as short as the strictest policy wants it, from the start and then every
 * minute. It is in no schedule that several processes share: these files are this machine's, and
 * nobody else can erase them.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final DataFolder folder;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;
  private final AtomicLong cut = new AtomicLong();
  private final AtomicLong erased = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile Optional<String> fault = Optional.empty();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  Housekeeping(DataFolder folder, Supplier<PolicyLibrary> policies, Clock clock) {
    this.folder = folder;
    this.policies = policies;
    this.clock = clock;
  }

  void begin() {
    timer.scheduleWithFixedDelay(this::clean, 0, 1, TimeUnit.MINUTES);
  }

  /** Once, on the calling thread; throws nothing. */
  void clean() {
    try {
      LogCleaner.Cleaned cleaned = new LogCleaner(folder.logFiles(), strictest(), clock).clean();
      cut.addAndGet(cleaned.cut());
      erased.addAndGet(cleaned.erased());
      fault = Optional.empty();
    } catch (IOException | RuntimeException e) {
      failures.incrementAndGet();
      if (fault.isEmpty()) {
        LOG.error("log files whose period is over could not be erased: {}", e.toString());
      }
      fault = Optional.of("log files could not be erased: " + e.getClass().getSimpleName());
    }
  }

  /** How it is doing, as one part of the process's health. */
  StoreHealth health() {
    return new StoreHealth(
        "logs",
        fault.isEmpty(),
        fault.orElse("kept for " + strictest().period()),
        Map.of("cut", cut.get(), "erased", erased.get(), "failures", failures.get()));
  }

  private RetentionPeriod strictest() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return policies.get().periods(DataClass.OPERATION_LOG).stream()
        .min(Comparator.comparing(period -> period.goneBy(today)))
        .orElseThrow();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
