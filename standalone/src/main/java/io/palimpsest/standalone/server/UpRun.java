package io.palimpsest.standalone.server;

import io.palimpsest.node.EndSignals;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.InstanceLock;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.launch.Shutdown;
import io.palimpsest.standalone.launch.Steps;
import java.io.PrintWriter;
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

  /**
   * @param ready hears when calls are taken
   */
  public UpRun(UpSettings settings, PrintWriter out, Consumer<RunState> ready) {
    this.settings = settings;
    this.steps = new Steps(out);
    this.ready = ready;
  }

  /**
   * Starts everything, and runs until a signal comes and the calls under way have been answered;
   * then it ends the process.
   *
   * @throws UserError why the start failed
   */
  public void run() throws InterruptedException {
    DataFolder folder = settings.folder();
    lock(folder);
    EndSignals.take(this::end);
    try {
      settings.ports().requireFree();
      steps.print("Starting on " + folder.root() + " (log files in " + folder.logs() + ")");
      Instance.Started started =
          Instance.of(settings, steps, shutdown, RehearsalClock.ofThisProcess()).start();
      ready.accept(started.state());
    } catch (RuntimeException | Error e) {
      if (shutdown.isOver()) {
        awaitExit(); // a Ctrl-C in the middle of the start: whatever broke, broke because of it
      }
      ServerLog.startFailed(e);
      shutdown.run();
      throw e;
    }
    awaitExit();
  }

  private static void awaitExit() throws InterruptedException {
    new CountDownLatch(1).await();
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

  /** Ends everything, then the process, whatever its start may still be waiting for. */
  private void end(int code) {
    if (!shutdown.isOver()) { // else a failed start has undone everything already
      steps.print("Stopping ...");
      shutdown.run();
      steps.print("Stopped.");
    }
    System.exit(code);
  }
}
