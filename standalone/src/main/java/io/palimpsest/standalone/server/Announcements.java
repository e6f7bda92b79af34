package io.palimpsest.standalone.server;

import io.palimpsest.platform.consent.EndTeller;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.rights.RevokedData;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from what tenants say: what stood on a revoked attestation is erased, looked for
 * every second; attestations that are about to end are told of every hour.
 */
final class Announcements implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final EndTeller teller;
  private final RevokedData revoked;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("announcements").factory());

  Announcements(Stores stores, Supplier<PolicyLibrary> policies, Clock clock) {
    this.teller =
        new EndTeller(stores.control(), stores.controlStores().consents(), policies, clock);
    this.revoked = new RevokedData(stores.controlStores().consents(), stores.subjects(), clock);
  }

  void begin() {
    timer.scheduleWithFixedDelay(this::tell, 0, 1, TimeUnit.HOURS);
    timer.scheduleWithFixedDelay(this::clear, 1, 1, TimeUnit.SECONDS);
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

  private void clear() {
    try {
      revoked.clear();
    } catch (StoreUnavailable e) {
      LOG.debug("revocations are not looked for this time: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("revocations are not seen through: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
