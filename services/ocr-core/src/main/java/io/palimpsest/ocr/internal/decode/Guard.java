package io.palimpsest.ocr.internal.decode;

import java.lang.management.ManagementFactory;

/**
 * Watches over one decoding. Decoders cannot be stopped from outside (a reader of the JDK is locked
 * by the thread that reads, and throws at whoever aborts it), so what they call of ours (the stream
 * under them, the rows they write, the drawing of PDF operators) asks here. Also counts what the
 * decoding thread allocates: a small file can unfold into gigabytes, and the runtime's own count
 * notices that wherever it happens.
 */
final class Guard {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private volatile long allocationLimit;
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
   * Forgives garbage: to be called where what is kept has been bounded, and what a decoder throws
   * away row by row grows with the picture.
   */
  void allow(long bytes) {
    allocationLimit += bytes;
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
  void stop() {
    stopped = true;
  }

  /** The decoding ended because its guard said so. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String message) {
      super(message, null, false, false);
    }
  }
}
