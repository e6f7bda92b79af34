package io.palimpsest.ocr.fuzz;

import com.sun.management.ThreadMXBean;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.error.OcrFailure;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives files to the decoder, as any caller would, and watches what it costs. */
final class Trial {
  /** How long a decoding that was given up may go on in the background. */
  static final Duration GRACE = Duration.ofSeconds(3);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final DocumentReader reader = DocumentReaders.of(new BlindEngine());
  private final DocumentOptions options;

  /**
   * @param options the limits under which files are decoded
   */
  Trial(DocumentOptions options) {
    this.options = options;
  }

  /**
   * What one file led to.
   *
   * @param nanos until the caller had its answer
   * @param allocated bytes, garbage included
   */
  record Result(Outcome outcome, long nanos, long allocated) {}

  Result of(byte[] file, int page) {
    long allocated = THREADS.getTotalThreadAllocatedBytes();
    long start = System.nanoTime();
    Outcome outcome = outcome(file, page);
    long nanos = System.nanoTime() - start;
    if (nanos > options.decodeLimit().plus(GRACE).toNanos()) {
      outcome = new Outcome.Broken("answered after " + nanos / 1_000_000 + " ms", new Hang(null));
    }
    Thread left = leftBehind();
    if (left != null) {
      outcome = new Outcome.Broken("still decoding", new Hang(left));
    }
    return new Result(outcome, nanos, THREADS.getTotalThreadAllocatedBytes() - allocated);
  }

  private Outcome outcome(byte[] file, int page) {
    try {
      Reading reading = reader.read(file, options.withPage(page));
      return new Outcome.Decoded(reading.page().width(), reading.page().height());
    } catch (OcrFailure failure) {
      for (Throwable t = failure; t != null; t = t.getCause()) {
        if (t instanceof Error) {
          return new Outcome.Broken("an error inside " + failure.getClass().getSimpleName(), t);
        }
      }
      return failure instanceof OcrFailure.EngineFailed
          ? new Outcome.Broken("blamed on us", failure)
          : new Outcome.Refused(failure);
    } catch (Throwable t) {
      return new Outcome.Broken("not a documented failure", t);
    }
  }

  private static @Nullable Thread leftBehind() {
    long until = System.nanoTime() + GRACE.toNanos();
    Thread left = decoding();
    while (left != null && System.nanoTime() < until) {
      try {
        left.join(until - System.nanoTime() >> 20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      left = decoding();
    }
    return left;
  }

  private static @Nullable Thread decoding() {
    Thread[] threads = new Thread[256];
    int n = Thread.enumerate(threads);
    for (int i = 0; i < n; i++) {
      if (threads[i].getName().equals("decoding") && threads[i].isAlive()) {
        return threads[i];
      }
    }
    return null;
  }

  /** Shows where a decoding stays. */
  static final class Hang extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hang(@Nullable Thread thread) {
      super("no end");
      if (thread != null) {
        setStackTrace(thread.getStackTrace());
      }
    }
  }
}
