package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that need not be durable at once: gathered, written in groups every {@link #FLUSH_EVERY},
 * kept while the database is away and written when it is back. When too many wait, the oldest are
 * given up: what they would have told is then found by the sweep, or not billed.
 */
final class DeferredWrites<T> implements AutoCloseable {
  static final Duration FLUSH_EVERY = Duration.ofMillis(250);
  private static final Logger LOG = LoggerFactory.getLogger(DeferredWrites.class);
  private static final int GROUP = 500;
  private static final int MOST_WAITING = 200_000;

  private final String name;
  private final Consumer<List<T>> writer;
  private final ScheduledExecutorService timer;
  private final ReentrantLock flushing = new ReentrantLock();
  private final Deque<T> waiting = new ArrayDeque<>();
  private long givenUp;

  /**
   * @param name for threads and messages, such as {@code deliveries eu-frankfurt}
   * @param writer writes one group durably, or throws {@link StoreUnavailable}
   */
  DeferredWrites(String name, Consumer<List<T>> writer) {
    this.name = name;
    this.writer = writer;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    timer.scheduleWithFixedDelay(
        this::flushQuietly, FLUSH_EVERY.toMillis(), FLUSH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void add(T note) {
    synchronized (waiting) {
      waiting.addLast(note);
      if (waiting.size() > MOST_WAITING) {
        waiting.removeFirst();
        givenUp++;
      }
    }
  }

  /**
   * Writes everything that waits.
   *
   * @throws StoreUnavailable when the database is away; then it waits on
   */
  void flush() {
    flushing.lock();
    try {
      for (List<T> group = next(); !group.isEmpty(); group = next()) {
        try {
          writer.accept(group);
        } catch (RuntimeException e) {
          putBack(group);
          throw e;
        }
      }
    } finally {
      flushing.unlock();
    }
  }

  long waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** How many notes were dropped because too many waited. */
  long givenUp() {
    synchronized (waiting) {
      return givenUp;
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      flush();
    } catch (RuntimeException e) {
      LOG.warn("{}: {} notes were lost at the end: {}", name, waiting(), e.getMessage());
    }
  }

  private void flushQuietly() {
    try {
      flush();
    } catch (StoreUnavailable e) {
      LOG.debug("{}: {} notes wait: {}", name, waiting(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{}: notes could not be written", name, e);
    }
  }

  private List<T> next() {
    synchronized (waiting) {
      List<T> group = new ArrayList<>();
      while (group.size() < GROUP && !waiting.isEmpty()) {
        group.add(waiting.removeFirst());
      }
      return group;
    }
  }

  private void putBack(List<T> group) {
    synchronized (waiting) {
      for (T each : group.reversed()) {
        waiting.addFirst(each);
      }
    }
  }
}
