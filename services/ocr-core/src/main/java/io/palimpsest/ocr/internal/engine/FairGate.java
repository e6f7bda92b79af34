package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Lets a number of callers in at once, the others in the order of their coming. Unlike {@code
 * Semaphore} a waiting caller can be called off from another thread without interrupting it.
 */
public final class FairGate {
  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>(); // guarded by this
  private int places; // guarded by this

  public FairGate(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("places must be at least 1");
    }
    this.places = places;
  }

  /**
   * Waits for a place; close what is returned to give it back.
   *
   * @throws OcrFailure.Cancelled when cancelled before a place was free
   */
  public Place enter(Cancellation cancellation) {
    cancellation.throwIfCancelled();
    CompletableFuture<Void> turn = new CompletableFuture<>();
    synchronized (this) {
      if (places > 0) {
        places--;
        return this::leave;
      }
      waiting.add(turn);
    }
    try (Cancellation.Registration _ =
        cancellation.onCancel(() -> turn.completeExceptionally(new OcrFailure.Cancelled()))) {
      turn.join();
      return this::leave;
    } catch (CompletionException e) {
      synchronized (this) {
        waiting.remove(turn);
      }
      throw new OcrFailure.Cancelled();
    }
  }

  /** How many callers stand in line. */
  synchronized int waiting() {
    return waiting.size();
  }

  void leave() {
    synchronized (this) {
      for (CompletableFuture<Void> next = waiting.poll(); next != null; next = waiting.poll()) {
        if (next.complete(null)) {
          return; // the place went from hand to hand
        }
      }
      places++;
    }
  }

  /** A place inside. */
  @FunctionalInterface
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }
}
