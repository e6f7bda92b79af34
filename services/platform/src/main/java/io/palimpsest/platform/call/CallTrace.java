package io.palimpsest.platform.call;

import io.palimpsest.ocr.Reading;
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

  /**
   * Runs a reading and notes its two steps, {@code decode} and {@code recognise}: where one ends
   * and the other begins only the reading knows. One that fails leaves the step it failed in.
   */
  Reading read(Supplier<Reading> work) {
    long from = nanos.getAsLong();
    try {
      Reading reading = work.get();
      long decoded = from + reading.decoding().toNanos();
      add("decode", from, decoded, true);
      add("recognise", decoded, nanos.getAsLong(), true);
      return reading;
    } catch (RuntimeException | Error e) {
      add(Failures.inDecoding(e) ? "decode" : "recognise", from, nanos.getAsLong(), false);
      throw e;
    }
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
