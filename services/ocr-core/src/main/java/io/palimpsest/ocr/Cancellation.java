package io.palimpsest.ocr;

import io.palimpsest.ocr.error.OcrFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A caller's word that it no longer wants an answer. Made per call, handed down as an argument,
 * thread-safe. Code that runs long either asks {@link #throwIfCancelled()} between steps or
 * registers a hook that breaks off the step.
 */
public sealed class Cancellation {
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
    Set<Cancellation> distinct = Set.copyOf(all);
    return distinct.size() == 1 ? distinct.iterator().next() : new All(distinct);
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
    if (isCancelled()) {
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

  /** Nothing of its own: it leaves no hook with its parts but for as long as it has one itself. */
  private static final class All extends Cancellation {
    private final Set<Cancellation> parts;

    private All(Set<Cancellation> parts) {
      super(true);
      this.parts = parts;
    }

    @Override
    public void cancel() {
      parts.forEach(Cancellation::cancel);
    }

    @Override
    public boolean isCancelled() {
      return parts.stream().allMatch(Cancellation::isCancelled);
    }

    @Override
    public Registration onCancel(Runnable hook) {
      AtomicInteger left = new AtomicInteger(parts.size());
      Runnable one =
          () -> {
            if (left.decrementAndGet() == 0) {
              hook.run();
            }
          };
      List<Registration> registered = parts.stream().map(part -> part.onCancel(one)).toList();
      return () -> registered.forEach(Registration::close);
    }
  }
}
