package io.palimpsest.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of ours as a child process, under the same account, that is started again when it ends
 * by itself: at once the first time, after longer and longer pauses when it keeps ending. It ends
 * with this process, however that ends.
 */
public final class SupervisedProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** One that lived for so long was well, and may be started again at once. */
  private static final Duration WELL = Duration.ofMinutes(1);

  private final String name;
  private final Path folder;
  private final List<String> command;
  private final ChildProcess child;
  private final Spawner spawner = new Spawner();
  private volatile boolean closed;
  private volatile LongConsumer restarted = _ -> {};
  private volatile int restarts;

  /**
   * @param name for messages
   * @param folder where the pid file and the output go; part of the command, by which an orphan is
   *     known
   */
  public SupervisedProcess(String name, Path folder, List<String> command) {
    this.name = name;
    this.folder = folder;
    this.command = List.copyOf(command);
    this.child = new ChildProcess(name, folder);
  }

  /** Hears the process id of each later life. */
  public void onRestart(LongConsumer listener) {
    restarted = listener;
  }

  /**
   * Starts it and returns when it is ready; what an earlier instance left running is ended before.
   *
   * @throws StartFailed when it ended first or time is up, with the last lines it wrote
   */
  public void start(BooleanSupplier ready, Duration patience) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartFailed(folder + " cannot be made", e);
    }
    child.endOrphan();
    spawn();
    child.awaitReady(ready, patience);
    Thread.ofPlatform().daemon().name(name + " keeper").start(this::keep);
  }

  /** Process id of the present life; empty between two. */
  public Optional<Long> pid() {
    return child.alive() ? child.pid() : Optional.empty();
  }

  /** How often it was started again. */
  public int restarts() {
    return restarts;
  }

  /** Asks it to end, waits until it has, and does not start it again. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    child.stop();
    spawner.close();
  }

  private void keep() {
    Duration pause = Duration.ZERO;
    try {
      while (true) {
        long from = System.nanoTime();
        int code = child.awaitExit();
        if (closed) {
          return;
        }
        boolean well = System.nanoTime() - from > WELL.toNanos();
        pause = well ? Duration.ZERO : pause;
        LOG.error("{} ended by itself with {}; it is started again", name, code);
        respawn(pause);
        pause = longer(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it cannot be started, the next turn of the keeper finds it ended and tries once more. */
  private synchronized void respawn(Duration pause) throws InterruptedException {
    if (pause.isPositive() && !closed) {
      wait(pause.toMillis());
    }
    if (closed) {
      return;
    }
    keepLastWords();
    try {
      spawn();
      restarts++;
      child.pid().ifPresent(restarted::accept);
    } catch (StartFailed | UncheckedIOException e) {
      LOG.error("{} cannot be started again now", name, e);
    }
  }

  private void spawn() {
    child.start(spawner, Account.ours(command), Map.of());
  }

  private void keepLastWords() {
    try {
      Files.move(
          folder.resolve("output.log"),
          folder.resolve("output.before.log"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("the last words of {} are lost: {}", name, e.toString());
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
