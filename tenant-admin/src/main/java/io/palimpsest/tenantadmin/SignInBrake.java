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
 * #FAILURES} wrong ones within {@link #WINDOW}. Holds the last 10,000 addresses, in memory, and
 * none of them for longer than that once anybody signs in again. Thread-safe.
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
    forgetOld();
    Deque<Instant> recent = failures.get(email);
    return recent == null || recent.size() < FAILURES;
  }

  synchronized void failed(String email) {
    failures.computeIfAbsent(email, _ -> new ArrayDeque<>()).addLast(clock.instant());
  }

  /** How many addresses it holds. */
  synchronized int held() {
    return failures.size();
  }

  private void forgetOld() {
    Instant begin = clock.instant().minus(WINDOW);
    failures.values().forEach(each -> each.removeIf(begin::isAfter));
    failures.values().removeIf(Deque::isEmpty);
  }
}
