package io.palimpsest.standalone.server;

import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.embedded.StartFailed;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.Ports;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.standalone.launch.Steps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts the embedded stores side by side, and says how far they are. */
final class OwnStores {
  private OwnStores() {}

  /**
   * Returns when all three answer.
   *
   * @throws UserError when one does not start, with what it said
   */
  static EmbeddedStores start(UpSettings settings, Steps steps, Shutdown shutdown)
      throws InterruptedException {
    EmbeddedSettings where =
        new EmbeddedSettings(
            settings.folder().stores(),
            settings.cache().software(),
            settings.ports().mysql(),
            settings.ports().elasticsearch(),
            settings.ports().s3());
    try {
      EmbeddedStores stores =
          shutdown.add(
              "embedded stores",
              EmbeddedStores.prepare(where, (store, doing) -> steps.say(store + ": " + doing)));
      startAll(stores);
      return stores;
    } catch (StartFailed e) {
      String advice = String.valueOf(e.getMessage()).contains("is taken") ? Ports.ADVICE : "";
      throw new UserError(e.getMessage() + advice, e);
    }
  }

  /**
   * Entered into the shutdown before it began, so that a Ctrl-C meanwhile stops what is half
   * started.
   */
  private static void startAll(EmbeddedStores stores) throws InterruptedException {
    List<Runnable> starts =
        List.of(stores.elasticsearch()::start, stores.mariaDb()::start, stores.s3()::start);
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 0).factory())) {
      List<Future<?>> running = starts.stream().<Future<?>>map(threads::submit).toList();
      for (Future<?> each : running) {
        try {
          each.get();
        } catch (ExecutionException e) {
          running.forEach(other -> other.cancel(true));
          throw e.getCause() instanceof RuntimeException known
              ? known
              : new IllegalStateException(e.getCause());
        }
      }
    }
  }

  static Map<String, Long> processes(EmbeddedStores stores) {
    return Map.of("mariadb", stores.mariaDb().pid(), "elasticsearch", stores.elasticsearch().pid());
  }
}
