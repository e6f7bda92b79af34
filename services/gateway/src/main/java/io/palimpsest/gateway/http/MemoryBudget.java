package io.palimpsest.gateway.http;

import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of requests may be held at once, over all connections. Nobody waits: what does not
 * fit is refused, so that memory stays bounded however many large requests arrive together.
 * Thread-safe.
 */
public final class MemoryBudget {
  /** A call costs about this much beside its body: buffers, parameters, the answer. */
  private static final int CALL_OVERHEAD = 16 * 1024;

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  public MemoryBudget(long limit) {
    this.limit = limit;
  }

  /** Room for one call. */
  public Lease open() {
    Lease lease = new Lease();
    lease.take(CALL_OVERHEAD);
    return lease;
  }

  public long used() {
    return used.get();
  }

  /** One call's share. */
  public final class Lease implements AutoCloseable {
    private long held; // guarded by this
    private boolean closed; // guarded by this

    private Lease() {}

    /**
     * Takes more.
     *
     * @throws CallFailure {@code ServiceUnavailable} when there is no more to be had, or the call
     *     is over
     */
    public synchronized void take(long bytes) {
      if (closed || used.addAndGet(bytes) > limit) {
        used.addAndGet(closed ? 0 : -bytes);
        throw new CallFailure(
            ErrorCode.SERVICE_UNAVAILABLE, "too much data is being worked on, try again");
      }
      held += bytes;
    }

    /** Gives everything back; once is enough, more does no harm. */
    @Override
    public synchronized void close() {
      closed = true;
      used.addAndGet(-held);
      held = 0;
    }
  }
}
