package io.palimpsest.standalone.cli;

import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.InstanceLock;
import io.palimpsest.standalone.launch.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code down}: asks the instance to end and waits until it has. */
@Command(
    name = "down",
    description = "Stop what 'up' started, and wait until it has ended.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  /** Calls under way may finish: a deadline and some. */
  private static final Duration GENTLE = Duration.ofSeconds(60);

  private static final Duration HARD = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Override
  public Integer call() throws InterruptedException {
    DataFolder folder = data.folder();
    RunState state = RunState.of(folder);
    if (!state.isRunning()) {
      spec.commandLine().getOut().println("Nothing is running on " + folder.root() + ".");
      return 0;
    }
    ProcessHandle process =
        processOf(state)
            .orElseThrow(
                () ->
                    new UserError(
                        "an instance is just starting on "
                            + folder.root()
                            + "; try again in a moment"));
    BooleanSupplier ended = () -> !InstanceLock.isHeld(folder.lockFile());
    process.destroy();
    if (!within(GENTLE, ended)) {
      spec.commandLine()
          .getErr()
          .println("palimpsest: process " + process.pid() + " does not end by itself; killing it");
      process.destroyForcibly();
      if (!within(HARD, ended)) {
        throw new UserError("process " + process.pid() + " cannot be stopped");
      }
    }
    spec.commandLine().getOut().println("Stopped.");
    return 0;
  }

  /**
   * The process that wrote the state; a later one that happens to have its id began at another
   * time.
   */
  private static Optional<ProcessHandle> processOf(RunState state) {
    return ProcessHandle.of(state.pid())
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(Object::toString)
                    .orElse("")
                    .equals(state.since()));
  }

  private static boolean within(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(100);
    }
    return condition.getAsBoolean();
  }
}
