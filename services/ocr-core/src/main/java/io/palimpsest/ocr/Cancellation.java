package io.palimpsest.ocr;

import io.palimpsest.ocr.error.OcrFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A caller's word that it no longer wants an answer. Made per call, handed down as an argument,
 * thread-safe. Code that runs long either asks {@link #throwIfCancelled()} between steps or
 * registers a hook that breaks off the step.
 */
public final class Cancellation {
  private final boolean cancellable;
  private final List<Runnable> hooks = new ArrayList<>(); // guarded by itself
  private volatile boolean cancelled;

  private Cancellation(boolean cancellable) {
    this.cancellable = cancellable;
  }

  public static Cancellation create() {
    return new Cancellation(true);
  }

  /** One that cannot be cancelled. */
  public static Cancellation never() {
    return new Cancellation(false);
  }

  /** One that is cancelled once all of some are. */
  public static Cancellation whenAll(Collection<Cancellation> all) {
    Set<Cancellation> distinct = new HashSet<>(all);
    if (distinct.size() == 1) {
      return distinct.iterator().next();
    }
    Cancellation together = create();
    AtomicInteger left = new AtomicInteger(distinct.size());
    for (Cancellation one : distinct) {
      one.onCancel(
          () -> {
            if (left.decrementAndGet() == 0) {
              together.cancel();
            }
          });
    }
    return together;
  }

  /** Cancels, once; runs the hooks on the calling thread. */
  public void cancel() {
    List<Runnable> toRun;
    synchronized (hooks) {
      if (!cancellable || cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(hooks);
      hooks.clear();
    }
    toRun.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * @throws OcrFailure.Cancelled when {@link #cancel()} was called
   */
  public void throwIfCancelled() {
    if (cancelled) {
      throw new OcrFailure.Cancelled();
    }
  }

  /**
   * Runs {@code hook} on cancellation, at once when that has already happened. The hook must be
   * quick and must not throw.
   *
   * @return takes the hook back; close it when the step is over
   */
  public Registration onCancel(Runnable hook) {
    if (!cancellable) {
      return () -> {};
    }
    synchronized (hooks) {
      if (!cancelled) {
        hooks.add(hook);
        return () -> {
          synchronized (hooks) {
            hooks.remove(hook);
          }
        };
      }
    }
    hook.run();
    return () -> {};
  }

  /** Takes back a hook. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
