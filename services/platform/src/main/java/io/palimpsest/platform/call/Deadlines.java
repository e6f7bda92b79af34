package io.palimpsest.platform.call;

import io.palimpsest.ocr.Cancellation;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cancels calls that take too long. */
public final class Deadlines implements AutoCloseable {
  private final Duration call;
  private final Duration grace;
  private final ScheduledThreadPoolExecutor alarm =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());

  /**
   * @param call longest time from receipt to answer
   * @param grace how much longer settling and answering may take once the result is there
   */
  public Deadlines(Duration call, Duration grace) {
    this.call = call;
    this.grace = grace;
    // Else every call that ended in time would stay in the queue until its deadline.
    alarm.setRemoveOnCancelPolicy(true);
  }

  /**
   * The age at which a call is over, whatever became of it: nothing it left behind is still in use.
   */
  public Duration over() {
    return call.plus(grace);
  }

  /** What is left of a call's time; zero when it is up. */
  Duration left(CallTrace trace) {
    Duration left = call.minus(trace.elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * Cancels when the call's time is up; close to take it back. After {@link #close()} it is up at
   * once.
   */
  public Cancellation.Registration watch(CallTrace trace, Cancellation cancellation) {
    try {
      Future<?> alarmed =
          alarm.schedule(cancellation::cancel, left(trace).toNanos(), TimeUnit.NANOSECONDS);
      return () -> alarmed.cancel(false);
    } catch (RejectedExecutionException closed) {
      cancellation.cancel();
      return () -> {};
    }
  }

  @Override
  public void close() {
    alarm.shutdownNow();
  }
}
