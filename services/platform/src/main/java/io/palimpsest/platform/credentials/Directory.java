package io.palimpsest.platform.credentials;

import io.palimpsest.platform.credentials.ControlStore.Changes;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the holder of a key without asking the control database for each call. What it remembers is
 * good until its tenant changes anything; {@link #poll()} runs every {@link #POLL_EVERY}, and once
 * it has failed for {@link #FRESH_FOR} every look-up fails closed: a revoked key is refused within
 * a second wherever it is used.
 */
public final class Directory {
  public static final Duration POLL_EVERY = Duration.ofMillis(250);
  public static final Duration FRESH_FOR = Duration.ofSeconds(1);

  private final ControlStore store;
  private final Clock clock;
  private final ReentrantLock polling = new ReentrantLock();
  private volatile Known known;

  public Directory(ControlStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.known = new Known(Long.MIN_VALUE, Instant.MIN, Map.of());
  }

  /**
   * Looks whether anything changed.
   *
   * @throws StoreUnavailable when the control database does not answer
   */
  public void poll() {
    // One at a time: of two that overlap the slower would bring an older epoch back.
    polling.lock();
    try {
      ask();
    } finally {
      polling.unlock();
    }
  }

  private void ask() {
    Instant asked = clock.instant(); // before asking: what is remembered is never older than this
    Known before = known;
    Changes changes = store.since(before.epoch);
    known = new Known(changes.epoch(), asked, before.without(changes));
  }

  /**
   * The holder of a key; empty when there is no such key.
   *
   * @throws CallFailure {@code InternalError} when the control database cannot be asked and the
   *     last good poll is too old
   */
  public Optional<Caller> find(SecretId id) {
    Known now = fresh();
    Caller remembered = now.callers.get(id);
    if (remembered != null) {
      return Optional.of(remembered);
    }
    // Unknown ids are not remembered: made-up keys must not fill the memory.
    try {
      Optional<Caller> found = store.find(id);
      found.ifPresent(caller -> now.callers.put(id, caller));
      return found;
    } catch (StoreUnavailable e) {
      throw unreachable(e);
    }
  }

  /** What is known, after a look of its own when the poll has fallen behind on a busy machine. */
  private Known fresh() {
    if (isFresh()) {
      return known;
    }
    try {
      // Only one asks, or a database that is down would make every caller wait its turn to see it.
      if (polling.tryLock(POLL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          if (!isFresh()) {
            ask();
          }
        } finally {
          polling.unlock();
        }
      }
    } catch (StoreUnavailable e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!isFresh()) {
      throw unreachable(null);
    }
    return known;
  }

  private boolean isFresh() {
    Instant asOf = known.asOf;
    return !asOf.equals(Instant.MIN) && !asOf.plus(FRESH_FOR).isBefore(clock.instant());
  }

  private static CallFailure unreachable(@Nullable Throwable cause) {
    return new CallFailure(
        ErrorCode.INTERNAL_ERROR, "the account directory is not reachable", cause);
  }

  /** When the control database was last heard of; {@link Instant#MIN} before the first time. */
  public Instant asOf() {
    return known.asOf;
  }

  private record Known(long epoch, Instant asOf, Map<SecretId, Caller> callers) {

    /**
     * The callers whom no change concerns, in a map of their own: whoever is still about to
     * remember what it read before the change does so in the old one.
     */
    Map<SecretId, Caller> without(Changes changes) {
      if (changes.tenants().isEmpty()) {
        return new ConcurrentHashMap<>();
      }
      if (changes.epoch() == epoch) {
        return callers;
      }
      Map<SecretId, Caller> rest = new ConcurrentHashMap<>(callers);
      rest.values().removeIf(caller -> changes.tenants().get().contains(caller.tenant().id()));
      return rest;
    }
  }
}
