package io.palimpsest.platform.reports;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what a sequencer does within a second, and not for ever. */
final class Patience {
  /** A sequencer that died is followed by another one within seconds. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(100);

  private Patience() {}

  /** Asks again and again until there is an answer. */
  static <T> T until(String what, Supplier<Optional<T>> question) {
    long from = System.nanoTime();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() - from > LONGEST.toNanos() || Thread.currentThread().isInterrupted()) {
        throw new StoreUnavailable("evidence", what, new TimeoutException("not within " + LONGEST));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** The newest checkpoint, once the log is published up to this size. */
  static Checkpoint until(LogReader reader, long size) {
    return until(
        "publish its leaves",
        () -> Optional.of(reader.latest().checkpoint()).filter(latest -> latest.size() >= size));
  }
}
