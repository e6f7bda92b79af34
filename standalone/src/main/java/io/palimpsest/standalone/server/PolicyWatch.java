package io.palimpsest.standalone.server;

import io.palimpsest.platform.health.StoreHealth;
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
  private volatile Optional<String> refused = Optional.empty();

  PolicyWatch(PolicyStore store, InstantSource clock) {
    this.store = store;
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
