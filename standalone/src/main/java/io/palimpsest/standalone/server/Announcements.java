package io.palimpsest.standalone.server;

import io.palimpsest.platform.consent.EndTeller;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of attestations that are about to end, from the start and then every hour. */
final class Announcements implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final EndTeller teller;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("announcements").factory());

  Announcements(Stores stores, PolicyLibrary policies, Clock clock) {
    this.teller =
        new EndTeller(stores.control(), stores.controlStores().consents(), () -> policies, clock);
  }

  void begin() {
    timer.scheduleWithFixedDelay(this::tell, 0, 1, TimeUnit.HOURS);
  }

  private void tell() {
    try {
      teller.tell();
    } catch (StoreUnavailable e) {
      LOG.warn("ends of attestations are not told this time: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("ends of attestations are not told: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
