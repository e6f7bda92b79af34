package io.palimpsest.standalone.server;

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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log folder as short as the strictest policy wants it, from the start and then every
 * hour.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final DataFolder folder;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("housekeeping").factory());

  Housekeeping(DataFolder folder, Supplier<PolicyLibrary> policies, Clock clock) {
    this.folder = folder;
    this.policies = policies;
    this.clock = clock;
  }

  void begin() {
    timer.scheduleWithFixedDelay(this::clean, 0, 1, TimeUnit.HOURS);
  }

  private void clean() {
    try {
      new LogCleaner(folder.logs(), strictest(), clock).clean();
    } catch (IOException e) {
      LOG.error("log files whose period is over could not be erased: {}", e.toString());
    }
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
