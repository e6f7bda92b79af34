package io.palimpsest.node;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that goes on until it is released or cancelled, and counts how it went. */
public final class Stall {
  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger cancelled = new AtomicInteger();

  /**
   * @throws OcrFailure.Cancelled when cancelled before it was released
   */
  public void work(Cancellation cancellation) {
    begun.incrementAndGet();
    CompletableFuture<Void> end = release.copy();
    try (var _ =
        cancellation.onCancel(() -> end.completeExceptionally(new OcrFailure.Cancelled()))) {
      end.join();
    } catch (CompletionException e) {
      cancelled.incrementAndGet();
      throw new OcrFailure.Cancelled();
    }
  }

  public void release() {
    release.complete(null);
  }

  public int begun() {
    return begun.get();
  }

  public int cancelled() {
    return cancelled.get();
  }
}
