package io.palimpsest.platform.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Runs the same piece of a test on many threads that start at one time. */
public final class Concurrently {
  private Concurrently() {}

  /** Runs {@code work} with 0 to {@code count - 1}; rethrows the first failure. */
  public static void run(int count, IntConsumer work) {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  work.accept(number);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new AssertionError("a concurrent part failed", e.getCause());
    }
  }
}
