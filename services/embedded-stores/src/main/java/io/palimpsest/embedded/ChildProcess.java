package io.palimpsest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One child: its process id is in a file, its output in another. Started by one thread, stopped by
 * any.
 *
 * <p>The signal that ends a child with its parent follows the <em>thread</em> that started it, so
 * starting is left to a {@link Spawner} whose thread lives as long as the application.
 */
final class ChildProcess {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(25);

  private final String name;
  private final Path folder;

  /** Another thread may stop what is half started. */
  private volatile @Nullable Process process;

  /**
   * @param name for messages
   * @param folder where the pid file and the output go; part of the child's command line, by which
   *     an orphan is known
   */
  ChildProcess(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /** Starts the command and returns at once. */
  void start(Spawner spawner, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    try {
      Files.deleteIfExists(output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Appended to: whoever cuts the file off by the day leaves no hole at its beginning.
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
    Process started = spawner.start(builder);
    process = started;
    try {
      Files.writeString(pidFile(), Long.toString(started.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until {@code ready}, asking every 50 ms.
   *
   * @throws StartFailed when the child ended first or time is up, with the last lines it wrote
   */
  void awaitReady(BooleanSupplier ready, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      if (!alive()) {
        throw new StartFailed(name + " ended while starting:\n" + lastLines());
      }
      if (System.nanoTime() > end) {
        stop();
        throw new StartFailed(
            name + " was not ready after " + patience.toSeconds() + " s:\n" + lastLines());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        stop();
        Thread.currentThread().interrupt();
        throw new StartFailed(name + " was interrupted while starting", e);
      }
    }
    if (!alive()) {
      throw new StartFailed(
          name
              + " ended while starting, and another program answers in its place:\n"
              + lastLines());
    }
  }

  /**
   * Waits for the end of a child that does one thing.
   *
   * @throws StartFailed when it failed or time is up, with the last lines it wrote
   */
  void awaitEnd(Duration patience) {
    Process running = java.util.Objects.requireNonNull(process);
    try {
      if (!running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          || running.exitValue() != 0) {
        throw new StartFailed(name + " failed:\n" + lastLines());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed(name + " was interrupted", e);
    } finally {
      stop();
    }
  }

  /** Waits for the end of a child that should go on; its exit code. */
  int awaitExit() throws InterruptedException {
    Process running = process;
    return running == null ? 0 : running.waitFor();
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /** Process id; empty when it was not started. */
  Optional<Long> pid() {
    return Optional.ofNullable(process).map(Process::pid);
  }

  /** Asks it to end, and insists when it does not. */
  void stop() {
    if (process != null) {
      end(process.toHandle());
      process = null;
    }
    try {
      Files.deleteIfExists(pidFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a signal, such as {@code STOP} or {@code CONT}, to the child and its own children. */
  void signal(String signal) {
    Process target = process;
    if (target == null) {
      throw new IllegalStateException(name + " is not running");
    }
    target.descendants().forEach(each -> kill(signal, each.pid()));
    kill(signal, target.pid());
  }

  /**
   * Ends what an earlier application left running here. The folder is locked by us, so it can be
   * nobody else's.
   */
  void endOrphan() {
    try {
      long pid = Long.parseLong(Files.readString(pidFile()).strip());
      ProcessHandle.of(pid).filter(this::isOurs).ifPresent(ChildProcess::end);
      Files.deleteIfExists(pidFile());
    } catch (java.nio.file.NoSuchFileException | NumberFormatException e) {
      // Nothing was left.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the child wrote last, for a message. */
  String lastLines() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(output()), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(no output)";
    }
  }

  private boolean isOurs(ProcessHandle handle) {
    try {
      String command = Files.readString(Path.of("/proc/" + handle.pid() + "/cmdline"));
      return command.contains(folder.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static void end(ProcessHandle handle) {
    List<ProcessHandle> all = handle.descendants().toList();
    handle.destroy();
    kill("CONT", handle.pid()); // one that was stopped hears nothing else
    try {
      handle.onExit().get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // Below.
    }
    handle.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static void kill(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path pidFile() {
    return folder.resolve("pid");
  }

  private Path output() {
    return folder.resolve("output.log");
  }
}
