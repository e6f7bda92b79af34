package io.palimpsest.ocr.internal.decode;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches over one decoding. Decoders cannot be stopped from outside, so what they call of ours
 * (the stream under them, the drawing of PDF operators) asks here. Also counts what the decoding
 * thread allocates: a small file can unfold into gigabytes, and the runtime's own count notices
 * that wherever it happens.
 */
final class Guard {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long allocationLimit;
  private final List<Runnable> aborts = new ArrayList<>(); // guarded by this
  private volatile boolean stopped;
  private volatile long allocatedBefore;

  /**
   * @param allocationLimit bytes that the decoding thread may allocate in all, garbage included
   */
  Guard(long allocationLimit) {
    this.allocationLimit = allocationLimit;
  }

  /** To be called on the decoding thread before anything else. */
  void begin() {
    allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
  }

  /**
   * To be called on the decoding thread, often.
   *
   * @throws Stopped when the decoding is to end
   */
  void check() {
    if (stopped) {
      throw new Stopped("decoding was called off");
    }
    if (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore > allocationLimit) {
      throw new Stopped("decoding takes more memory than a file of this kind may");
    }
  }

  /** Ends the decoding soon; from any thread. */
  synchronized void stop() {
    stopped = true;
    aborts.forEach(Runnable::run);
  }

  /** Registers a decoder's own way of being stopped; taken back by {@link #forget}. */
  synchronized void onStop(Runnable abort) {
    aborts.add(abort);
  }

  /** To be called before a registered decoder is disposed of. */
  synchronized void forget() {
    aborts.clear();
  }

  /** The decoding ended because its guard said so. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }
}
