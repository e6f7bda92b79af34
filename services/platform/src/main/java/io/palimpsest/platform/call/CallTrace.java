package io.palimpsest.platform.call;

import io.palimpsest.platform.oplog.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The steps of one call with their timings. Belongs to the thread that works on the call. */
public final class CallTrace {
  private final LongSupplier nanos;
  private final long start;
  private final List<Step> steps = new ArrayList<>();

  public CallTrace(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** Runs one step and notes when it began, how long it took and whether it threw. */
  public <T> T step(String name, Supplier<T> work) {
    long from = nanos.getAsLong();
    boolean ok = false;
    try {
      T result = work.get();
      ok = true;
      return result;
    } finally {
      add(name, from, nanos.getAsLong(), ok);
    }
  }

  public void step(String name, Runnable work) {
    step(
        name,
        () -> {
          work.run();
          return name;
        });
  }

  /** Adds a step that was timed elsewhere and ended just now. */
  public void ended(String name, Duration took) {
    long now = nanos.getAsLong();
    add(name, now - took.toNanos(), now, true);
  }

  public List<Step> steps() {
    return List.copyOf(steps);
  }

  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  private void add(String name, long from, long to, boolean ok) {
    steps.add(new Step(name, Duration.ofNanos(from - start), Duration.ofNanos(to - from), ok));
  }
}
