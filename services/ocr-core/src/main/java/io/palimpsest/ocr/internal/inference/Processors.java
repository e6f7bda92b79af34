package io.palimpsest.ocr.internal.inference;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The threads on which an engine computes, as many as it may use processors. Work of all pages goes
 * through them, so that one page spreads over all of them, and many pages share them without more
 * threads than processors. Thread-safe.
 */
public final class Processors implements AutoCloseable {
  private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by this
  private final List<Thread> threads = new ArrayList<>();
  private int busy; // guarded by this
  private boolean closed; // guarded by this

  public Processors(int count) {
    for (int i = 1; i <= count; i++) {
      threads.add(Thread.ofPlatform().daemon().name("ocr-" + i).start(this::work));
    }
  }

  /**
   * Does a job before all that waits, and waits for it.
   *
   * @param job hears whether nothing else is to be done now, so that it may use every processor
   * @throws OcrFailure.Cancelled at once when cancelled; the job is told by the same cancellation
   */
  public <T> T first(Function<Boolean, T> job, Cancellation cancellation) {
    CompletableFuture<T> done = new CompletableFuture<>();
    add(
        () -> {
          try {
            done.complete(done.isDone() ? null : job.apply(alone()));
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        },
        true);
    return await(done, cancellation);
  }

  /**
   * Does a job when all that waits has been begun.
   *
   * @param job hears whether nothing else is to be done now; must not throw
   */
  public void later(Consumer<Boolean> job) {
    add(() -> job.accept(alone()), false);
  }

  /**
   * Waits for what others compute.
   *
   * @throws OcrFailure.Cancelled at once when cancelled
   */
  public static <T> T await(CompletableFuture<T> done, Cancellation cancellation) {
    try (Cancellation.Registration _ =
        cancellation.onCancel(() -> done.completeExceptionally(new OcrFailure.Cancelled()))) {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** Jobs not begun. */
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void add(Runnable job, boolean first) {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    if (first) {
      waiting.addFirst(job);
    } else {
      waiting.addLast(job);
    }
    notify();
  }

  private synchronized boolean alone() {
    return busy == 1 && waiting.isEmpty();
  }

  private void work() {
    while (true) {
      Runnable job;
      synchronized (this) {
        while (waiting.isEmpty() && !closed) {
          try {
            wait();
          } catch (InterruptedException e) {
            return; // nobody but close() has reason to
          }
        }
        if (waiting.isEmpty()) {
          return;
        }
        job = waiting.removeFirst();
        busy++;
      }
      try {
        job.run();
      } finally {
        synchronized (this) {
          busy--;
        }
      }
    }
  }

  /** Ends the threads when what waits is done. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    for (Thread thread : threads) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
