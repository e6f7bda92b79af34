package io.palimpsest.node.internal.server;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.error.OcrFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Who may come in. A call takes a seat before its file is taken in, waits there for a place in the
 * order of coming, and leaves at its end. What finds no seat is turned away at once, so that a
 * flood costs its senders a retry and the node nothing. Thread-safe.
 */
public final class WaitingRoom {
  private static final Duration FIRST_GUESS = Duration.ofMillis(500);

  private final int places;
  private final int seats;
  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>(); // guarded by this
  private int inside; // guarded by this
  private int busy; // guarded by this
  private boolean closed; // guarded by this
  private long answered; // guarded by this
  private long refused; // guarded by this
  private double usualNanos = FIRST_GUESS.toNanos(); // guarded by this

  /**
   * @param places calls worked on at once
   * @param seats calls that may wait beside them
   */
  public WaitingRoom(int places, int seats) {
    this.places = places;
    this.seats = seats;
  }

  /**
   * How it is in here.
   *
   * @param busy places taken
   * @param waiting calls inside without a place, those whose file is still on its way included
   * @param answered calls that had a place and left
   * @param refused calls that found no seat
   */
  public record State(
      int places,
      int seats,
      int busy,
      int waiting,
      boolean draining,
      long answered,
      long refused) {}

  /** A seat; empty when there is none, or the room is closed. */
  public synchronized Optional<Seat> take() {
    if (closed) {
      return Optional.empty();
    }
    if (inside >= places + seats) {
      refused++;
      return Optional.empty();
    }
    inside++;
    return Optional.of(new Seat());
  }

  public synchronized State state() {
    return new State(places, seats, busy, inside - busy, closed, answered, refused);
  }

  /** When, by the calls of late, there should be a seat again. */
  public synchronized Duration nextSeat() {
    return Duration.ofNanos((long) (usualNanos / places));
  }

  /** Lets nobody in any more. */
  public synchronized void close() {
    closed = true;
  }

  /** Waits until all have left; false when they have not by then. */
  public synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (inside > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private synchronized void handOn() {
    for (CompletableFuture<Void> next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.complete(null)) {
        return; // the place went from hand to hand
      }
    }
    busy--;
  }

  /** One call's right to be here. For one thread at a time. */
  public final class Seat {
    private boolean placed;
    private boolean left;
    private long from;

    private Seat() {}

    /**
     * Waits for a place.
     *
     * @throws OcrFailure.Cancelled when cancelled before there was one
     */
    public void enter(Cancellation cancellation) {
      cancellation.throwIfCancelled();
      CompletableFuture<Void> turn = new CompletableFuture<>();
      synchronized (WaitingRoom.this) {
        if (busy < places) {
          busy++;
          turn.complete(null);
        } else {
          waiting.add(turn);
        }
      }
      try (Cancellation.Registration _ =
          cancellation.onCancel(() -> turn.completeExceptionally(new OcrFailure.Cancelled()))) {
        turn.join();
        placed = true;
        from = System.nanoTime();
      } catch (CompletionException e) {
        synchronized (WaitingRoom.this) {
          waiting.remove(turn);
        }
        throw new OcrFailure.Cancelled();
      }
    }

    /** Gives place and seat back, once. */
    public void leave() {
      synchronized (WaitingRoom.this) {
        if (left) {
          return;
        }
        left = true;
        inside--;
        if (placed) {
          answered++;
          usualNanos += (System.nanoTime() - from - usualNanos) / 10;
          handOn();
        }
        WaitingRoom.this.notifyAll();
      }
    }
  }
}
