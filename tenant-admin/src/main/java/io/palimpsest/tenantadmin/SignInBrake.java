package io.palimpsest.tenantadmin;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: an account is not looked at any more after {@link
 * #FAILURES} wrong ones within {@link #WINDOW}. Holds the last 10,000 addresses. Thread-safe.
 */
@Singleton
final class SignInBrake {
  static final int FAILURES = 10;
  static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Deque<Instant>> failures =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > MOST;
        }
      };

  SignInBrake(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean mayTry(String email) {
    Deque<Instant> recent = failures.get(email);
    if (recent == null) {
      return true;
    }
    Instant begin = clock.instant().minus(WINDOW);
    while (!recent.isEmpty() && recent.peekFirst().isBefore(begin)) {
      recent.removeFirst();
    }
    return recent.size() < FAILURES;
  }

  synchronized void failed(String email) {
    failures.computeIfAbsent(email, _ -> new ArrayDeque<>()).addLast(clock.instant());
  }
}
