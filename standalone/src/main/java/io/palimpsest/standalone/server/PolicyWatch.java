package io.palimpsest.standalone.server;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.health.StoreHealth;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.PolicyStore.Reload;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at an operator's modules every second. A new version that passes holds from its effective
 * day on; what does not pass is told, in the log and on the health page, and changes nothing.
 */
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  private final PolicyStore store;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("policies").factory());
  private final Consumer<PolicyLibrary> makeRoom;
  private boolean roomIsOwed; // of the looking thread
  private volatile Optional<String> refused = Optional.empty();

  /**
   * @param makeRoom prepares the stores for what a new library keeps; tried again until it succeeds
   */
  PolicyWatch(PolicyStore store, Consumer<PolicyLibrary> makeRoom, InstantSource clock) {
    this.store = store;
    this.makeRoom = makeRoom;
    this.clock = clock;
  }

  void begin() {
    if (store.folder().isPresent()) {
      timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** Looks once; throws nothing. */
  void look() {
    try {
      told(store.poll());
      if (roomIsOwed) {
        makeRoom.accept(store.get());
        roomIsOwed = false;
      }
    } catch (StoreUnavailable e) {
      LOG.warn("no tables are made yet for what a new policy keeps: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("policy modules are not looked at: {}", e.toString());
      refused = Optional.of(e.toString());
    }
  }

  private void told(Reload reload) {
    switch (reload) {
      case Reload.Unchanged() -> {}
      case Reload.Loaded(var added) -> {
        refused = Optional.empty();
        roomIsOwed = true;
        store.get().all().stream()
            .filter(module -> added.contains(module.ref()))
            .forEach(this::announce);
      }
      case Reload.KeptLastGood(String why) -> {
        refused = Optional.of(why);
        LOG.error("policy modules do not pass, the last good ones go on holding:\n{}", why);
      }
    }
  }

  private void announce(PolicyModule module) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (module.effective().isAfter(today)) {
      LOG.info("policy {} is there and holds from {} on", module.ref(), module.effective());
    } else {
      LOG.warn(
          "policy {} is there and holds here from now on: its effective day, {}, has begun, so"
              + " other processes may take it up at another moment",
          module.ref(),
          module.effective());
    }
  }

  /**
   * Well as long as some library holds, which is always: a folder that does not pass takes no
   * gateway out of service. That it does not is in the detail, and {@code refused} is 1.
   */
  StoreHealth probe() {
    List<PolicyModule> all = store.get().all();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String coming =
        all.stream()
            .filter(module -> module.effective().isAfter(today))
            .map(module -> module.ref() + " from " + module.effective())
            .collect(Collectors.joining(", "));
    return new StoreHealth(
        "policies",
        true,
        refused
            .map(why -> "refused, the last good ones hold: " + why)
            .orElse(coming.isEmpty() ? "hold" : "hold; to come: " + coming),
        Map.of("versions", (long) all.size(), "refused", refused.isPresent() ? 1L : 0L));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
