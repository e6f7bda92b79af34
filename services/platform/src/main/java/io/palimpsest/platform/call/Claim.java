package io.palimpsest.platform.call;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Between whoever writes and whoever waits for it: once given up, nothing is written any more; once
 * writing has begun, nobody can say that nothing was. Thread-safe.
 */
final class Claim {
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  private enum State {
    OPEN,
    WRITING,
    GIVEN_UP
  }

  /** False when it was given up before. */
  boolean write() {
    return state.compareAndSet(State.OPEN, State.WRITING) || state.get() == State.WRITING;
  }

  /** False when writing had begun before. */
  boolean giveUp() {
    return state.compareAndSet(State.OPEN, State.GIVEN_UP) || state.get() == State.GIVEN_UP;
  }
}
