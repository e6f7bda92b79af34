package io.palimpsest.standalone.server;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.InstanceLock;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.standalone.launch.Steps;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * One life of an instance in this process: from the lock on its folder to the end of everything.
 */
public final class UpRun {
  private static final int LOCK_TRIES = 10;

  private final UpSettings settings;
  private final Steps steps;
  private final Consumer<RunState> ready;
  private final Shutdown shutdown = new Shutdown();
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * @param ready hears when calls are taken
   */
  public UpRun(UpSettings settings, PrintWriter out, Consumer<RunState> ready) {
    this.settings = settings;
    this.steps = new Steps(out);
    this.ready = ready;
  }

  /**
   * Starts everything and returns when all has ended again, by a signal or because the start
   * failed.
   *
   * @throws UserError why the start failed
   */
  public int run() throws InterruptedException {
    DataFolder folder = settings.folder();
    lock(folder);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    try {
      settings.ports().requireFree();
      steps.print("Starting on " + folder.root() + " (log files in " + folder.logs() + ")");
      Instance.Started started = new Instance(settings, steps, shutdown, Clock.systemUTC()).start();
      ready.accept(started.state());
    } catch (RuntimeException | Error e) {
      if (shutdown.isOver()) {
        ended.await(); // a Ctrl-C in the middle of the start: whatever broke, broke because of it
        return 0;
      }
      ServerLog.startFailed(e);
      shutdown.run();
      throw e;
    }
    ended.await();
    return 0;
  }

  private void lock(DataFolder folder) throws InterruptedException {
    Optional<InstanceLock> lock = InstanceLock.tryTake(folder.lockFile());
    for (int tries = 1; lock.isEmpty() && tries < LOCK_TRIES; tries++) {
      Thread.sleep(50); // a status that looks at this very moment holds it too
      lock = InstanceLock.tryTake(folder.lockFile());
    }
    if (lock.isEmpty()) {
      RunState other = RunState.of(folder);
      throw new UserError(
          "the data folder "
              + folder.root()
              + " is in use by process "
              + other.pid()
              + " ("
              + other.state()
              + "). Stop it with: palimpsest down, or name another folder with --data.");
    }
    InstanceLock held = lock.get();
    RunState.starting(folder).write(folder);
    shutdown.add(
        "data folder",
        () -> {
          RunState.forget(folder);
          held.close();
        });
  }

  /** Runs on a thread of its own when the process is told to end. */
  private void end() {
    if (!shutdown.isOver()) { // else a failed start has undone everything already
      steps.print("Stopping ...");
      shutdown.run();
      steps.print("Stopped.");
    }
    ended.countDown();
  }
}
