package io.palimpsest.gateway;

import io.palimpsest.platform.credentials.Directory;
import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done again and again: look for changed keys, look for a changed certificate. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  private final ScheduledExecutorService clockwork =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().daemon().name("gateway-chores-", 0).factory());
  private final List<Chore> chores = new ArrayList<>();
  private volatile boolean directoryReached = true;

  private record Chore(Duration pause, Runnable work) {}

  /** Starts everything that was asked for. */
  void begin() {
    for (Chore chore : chores) {
      clockwork.scheduleWithFixedDelay(
          () -> guarded(chore.work), 0, chore.pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Looks for changed keys as often as the directory wants it. */
  void poll(Directory directory) {
    every(Directory.POLL_EVERY, () -> poll(directory, directoryReached));
  }

  /**
   * From {@link #begin()} on: at once, and then again and again; what it throws is logged and does
   * not end it.
   */
  void every(Duration pause, Runnable work) {
    chores.add(new Chore(pause, work));
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
  }

  private void poll(Directory directory, boolean reachedBefore) {
    try {
      directory.poll();
      directoryReached = true;
      if (!reachedBefore) {
        LOG.info("the control database answers again");
      }
    } catch (StoreUnavailable e) {
      directoryReached = false;
      if (reachedBefore) {
        LOG.warn("keys cannot be looked up, calls are refused: {}", e.getMessage());
      }
    }
  }

  private static void guarded(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      LOG.error("a chore failed: {}", Unexpected.describe(e));
    }
  }
}
