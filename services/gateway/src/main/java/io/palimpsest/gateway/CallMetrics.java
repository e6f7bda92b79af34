package io.palimpsest.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.platform.call.CallTrace;
import io.palimpsest.platform.call.Copied;
import io.palimpsest.platform.call.Kept;
import io.palimpsest.platform.oplog.Step;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts and times calls. Labels come from closed lists only: no AppID, nothing that a caller made
 * up. Thread-safe.
 */
final class CallMetrics {
  private final MeterRegistry registry;
  private final AtomicInteger inFlight;

  CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.inFlight = new AtomicInteger();
    registry.gauge("palimpsest.calls.in.flight", inFlight);
  }

  /**
   * What a call is counted under.
   *
   * @param region where it was recorded, or {@code none}
   * @param result {@code Success} or the error code
   */
  record Measured(String action, String region, String result) {}

  /** One more call under way, until it is closed. */
  InFlight inFlight() {
    inFlight.incrementAndGet();
    return inFlight::decrementAndGet;
  }

  void done(Measured call, CallTrace trace) {
    registry
        .counter(
            "palimpsest.calls",
            "action",
            call.action(),
            "region",
            call.region(),
            "result",
            call.result())
        .increment();
    registry.timer("palimpsest.call", "action", call.action()).record(trace.elapsed());
    for (Step step : trace.steps()) {
      registry.timer("palimpsest.call.step", "step", step.name()).record(step.took());
    }
  }

  /** What became of one call's identification data. */
  void kept(Kept kept) {
    registry
        .counter("palimpsest.identification", "outcome", kept.outcome(), "reason", kept.reason())
        .increment();
  }

  /** What became of the debug copy of one call whose tenant wants them. */
  void copied(Copied copied) {
    registry.counter("palimpsest.debug.copies", "outcome", copied.outcome()).increment();
  }

  void dropped() {
    registry.counter("palimpsest.clients.dropped").increment();
  }

  /** Calls under way now. */
  int running() {
    return inFlight.get();
  }

  /** Ends a call's being under way. */
  interface InFlight extends AutoCloseable {
    @Override
    void close();
  }
}
