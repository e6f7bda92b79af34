package io.palimpsest.stores.internal.sql;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.metering.Settlement;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Lets many callers share one commit. Each caller waits for the commit that holds its settlement;
 * while the writers are busy with one group the next one gathers, so a group is as large as the
 * load makes it and a lone caller waits for nobody.
 */
final class GroupCommit implements AutoCloseable {
  /**
   * Settlements per transaction. A crowd shares commits, and its daily sums are changed once for
   * all of a group; one statement stays far below 1 MiB.
   */
  static final int LARGEST_GROUP = 1000;

  private static final int NO_PARTITION = 1526;
  private static final int NO_TABLE = 1146;
  private static final int WRONG_VALUE = 1366;
  private static final int WRITERS = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Database database;
  private final SettlementWriter writer;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final List<Thread> writers;
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private final AtomicLong largest = new AtomicLong();
  private volatile boolean closed;

  GroupCommit(Database database, SettlementWriter writer) {
    this.database = database;
    this.writer = writer;
    this.writers =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .daemon()
                        .name(database.name() + " writer " + i)
                        .start(this::write))
            .toList();
  }

  /**
   * Returns once the settlement is committed.
   *
   * @throws StoreUnavailable when that cannot be said; if it had not been sent by then, it never
   *     will be
   */
  void settle(Settlement settlement) {
    Waiting waiting = new Waiting(settlement, new CompletableFuture<>(), new AtomicBoolean());
    if (closed) {
      throw unavailable(new IOException("closed"));
    }
    queue.add(waiting);
    try {
      waiting.done.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unavailable(e.getCause());
    } catch (TimeoutException e) {
      waiting.taken.set(true);
      throw unavailable(e);
    } catch (InterruptedException e) {
      waiting.taken.set(true);
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  /** Commits, settlements and the largest group since the start, and how many wait now. */
  Map<String, Long> numbers() {
    return Map.of(
        "commits", commits.get(),
        "settlements", settled.get(),
        "largest_group", largest.get(),
        "settlements_waiting", (long) queue.size());
  }

  @Override
  public void close() {
    closed = true;
    writers.forEach(Thread::interrupt);
    for (Thread each : writers) {
      try {
        each.join(LONGEST_WAIT);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    queue.forEach(each -> each.done.completeExceptionally(new IOException("closed")));
  }

  private void write() {
    List<Waiting> group = new ArrayList<>();
    while (!closed) {
      try {
        group.add(queue.take());
        queue.drainTo(group, LARGEST_GROUP - 1);
        group.removeIf(each -> !each.taken.compareAndSet(false, true)); // its caller has gone
        if (!group.isEmpty()) {
          commit(group);
        }
      } catch (InterruptedException e) {
        // Only close() interrupts: the loop's condition ends it.
      } catch (RuntimeException e) {
        group.forEach(each -> each.done.completeExceptionally(e));
      } finally {
        group.clear();
      }
    }
  }

  private void commit(List<Waiting> group) {
    try {
      commitWhole(group.stream().map(Waiting::settlement).toList());
      done(group);
    } catch (SQLException e) {
      if (group.size() > 1 && isFaultOfOne(e)) {
        commitEach(group);
      } else {
        fail(group, e);
      }
    }
  }

  /**
   * One bad settlement must not fail its neighbours; a database that went away meanwhile fails them
   * all at once.
   */
  private void commitEach(List<Waiting> group) {
    for (int i = 0; i < group.size(); i++) {
      List<Waiting> one = group.subList(i, i + 1);
      try {
        commitWhole(List.of(one.getFirst().settlement));
        done(one);
      } catch (SQLException e) {
        if (!isFaultOfOne(e)) {
          fail(group.subList(i, group.size()), e);
          return;
        }
        fail(one, e);
      }
    }
  }

  private void done(List<Waiting> group) {
    commits.incrementAndGet();
    settled.addAndGet(group.size());
    largest.accumulateAndGet(group.size(), Math::max);
    group.forEach(each -> each.done.complete(null));
  }

  private static void fail(List<Waiting> group, SQLException e) {
    group.forEach(each -> each.done.completeExceptionally(e));
  }

  private void commitWhole(List<Settlement> settlements) throws SQLException {
    try {
      database.attempt(
          connection -> {
            writer.writeNew(connection, settlements);
            return settlements;
          });
    } catch (SettlementWriter.SomeAreRepeats repeats) {
      database.attempt(
          connection -> {
            writer.writeEach(connection, settlements);
            return settlements;
          });
    }
  }

  /**
   * Whether the server refused what stood in the statement: bad data, a violated constraint, a day
   * or a period that is not there.
   */
  private static boolean isFaultOfOne(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("22")
        || state.startsWith("23")
        || e.getErrorCode() == NO_PARTITION
        || e.getErrorCode() == NO_TABLE
        || e.getErrorCode() == WRONG_VALUE;
  }

  private StoreUnavailable unavailable(Throwable cause) {
    return new StoreUnavailable(database.name(), "settle", cause);
  }

  /**
   * A caller who waits.
   *
   * @param taken set by whoever comes first: the writer that sends it, or the caller that gives up
   */
  private record Waiting(
      Settlement settlement, CompletableFuture<Void> done, AtomicBoolean taken) {}
}
