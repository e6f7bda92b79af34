package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs decodings on threads of their own, so that a caller can leave one that takes too long. A
 * left one keeps its place until it has really ended, which its guard sees to: so no flood of bad
 * files piles up threads.
 */
final class DecodingWorkers {
  /**
   * Bytes that a decoding may allocate in all, garbage included, so that it can never hold more.
   * The largest honest page of a PDF takes 600 MB: forty megapixels in two copies, and what its
   * images unfold to.
   */
  static final long ALLOCATION_LIMIT = 768L << 20;

  private final Semaphore places;

  /**
   * @param places decodings at once; fewer where the heap could not hold what so many may take
   */
  DecodingWorkers(int places) {
    this(places, Runtime.getRuntime().maxMemory());
  }

  private DecodingWorkers(int places, long heap) {
    this.places = new Semaphore(placesWithin(heap, places), true);
  }

  /** A quarter of the heap is left to everyone else. */
  static int placesWithin(long heap, int wanted) {
    return (int) Math.clamp(heap / 4 * 3 / ALLOCATION_LIMIT, 1, wanted);
  }

  <T> T run(Duration limit, Cancellation cancellation, Function<Guard, T> work) {
    Guard guard = new Guard(ALLOCATION_LIMIT);
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("decoding").start(() -> decode(work, guard, answer, limit));
    try (Cancellation.Registration _ =
        cancellation.onCancel(() -> answer.completeExceptionally(new OcrFailure.Cancelled()))) {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new OcrFailure.Undecodable(
          "decoding took longer than " + limit.toMillis() + " ms", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OcrFailure.Cancelled();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof OcrFailure f
          ? f
          : new OcrFailure.Undecodable("the decoder failed", e.getCause());
    } finally {
      guard.stop();
    }
  }

  private <T> void decode(
      Function<Guard, T> work, Guard guard, CompletableFuture<T> answer, Duration limit) {
    try {
      if (places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          guard.begin();
          guard.check();
          answer.complete(work.apply(guard));
        } finally {
          places.release();
        }
      }
    } catch (
        Throwable
            e) { // whatever a decoder throws at bad input, errors too, is the waiting caller's to
      // hear
      answer.completeExceptionally(e);
    }
  }
}
