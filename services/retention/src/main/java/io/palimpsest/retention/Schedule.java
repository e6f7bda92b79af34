package io.palimpsest.retention;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureReschedule;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * When the jobs of one database run, kept in its table {@code scheduled_job}: a row is picked by
 * one process at a time, under a lock that the others skip, and one whose process gives no sign of
 * life for four heartbeats is taken over. Ticks go by the machine's own clock, whatever clock the
 * jobs see.
 *
 * <p>What goes wrong is told by {@link Ticker}; the library's own log would say it at every poll.
 */
final class Schedule implements AutoCloseable {
  private static final String TABLE = "scheduled_job";
  private static final String ONE = "all"; // there is one of each job
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Job> jobs;
  private final Scheduler scheduler;

  Schedule(String place, DataSource database, List<Job> jobs, Duration poll, Duration heartbeat) {
    this.jobs = jobs.stream().collect(Collectors.toMap(Job::name, job -> job));
    List<Task<?>> tasks = jobs.stream().<Task<?>>map(Schedule::task).toList();
    ThreadFactory threads =
        Thread.ofPlatform().daemon().name("retention-" + place + "-", 0).factory();
    this.scheduler =
        Scheduler.create(database, tasks)
            .tableName(TABLE)
            // Of MySQL and MariaDB alike: the driver calls both MySQL. Found out by itself, it
            // would need the database now.
            .jdbcCustomization(new MySQL8JdbcCustomization(true))
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(poll)
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(4)
            // A thread for each job: one that hangs in a time-out holds up no other.
            .threads(jobs.size())
            .executorService(Executors.newFixedThreadPool(jobs.size(), threads))
            .dueExecutor(Executors.newSingleThreadExecutor(threads))
            .housekeeperExecutor(Executors.newScheduledThreadPool(2, threads))
            .shutdownMaxWait(PATIENCE)
            .failureLogging(LogLevel.OFF, false)
            .build();
  }

  void start() {
    scheduler.start();
  }

  /**
   * What the table says now; first it is put right: jobs that are not in it are entered, and one
   * that is due later than its interval allows, because a clock was set back or the interval was
   * made shorter, becomes due.
   *
   * @param now by the machine's clock
   * @throws RuntimeException when the database does not answer
   */
  Map<String, Mark> look(Instant now) {
    long readAt = System.nanoTime();
    Map<String, Mark> marks = new HashMap<>();
    scheduler.fetchScheduledExecutions(
        ScheduledExecutionsFilter.all(),
        row ->
            marks.put(
                row.getTaskInstance().getTaskName(),
                new Mark(
                    row.getExecutionTime(),
                    row.isPicked(),
                    java.util.Optional.ofNullable(row.getLastSuccess()),
                    row.getConsecutiveFailures(),
                    readAt)));
    for (Job job : jobs.values()) {
      TaskInstance<Void> row = new TaskInstance<>(job.name(), ONE);
      Mark mark = marks.get(job.name());
      if (mark == null) {
        scheduler.scheduleIfNotExists(row, now);
      } else if (!mark.picked() && mark.due().isAfter(now.plus(job.every()).plus(PATIENCE))) {
        scheduler.reschedule(row, now);
      }
    }
    marks.keySet().retainAll(jobs.keySet());
    return marks;
  }

  /**
   * Makes jobs due that were to run later.
   *
   * @param marks as just read
   * @param now by the machine's clock
   * @return false when one of them is running, so that nobody knows what it has seen yet
   * @throws RuntimeException when the database does not answer
   */
  boolean hasten(List<Job> early, Map<String, Mark> marks, Instant now) {
    boolean all = true;
    for (Job job : early) {
      Mark mark = marks.get(job.name());
      if (mark != null && mark.picked()) {
        all = false;
      } else if (mark != null && mark.due().isAfter(now)) {
        try {
          scheduler.reschedule(new TaskInstance<>(job.name(), ONE), now);
        } catch (TaskInstanceCurrentlyExecutingException e) {
          all = false;
        }
      }
    }
    return all;
  }

  /** Starts nothing more and waits a moment for what runs. */
  @Override
  public void close() {
    scheduler.stop();
  }

  private static Task<Void> task(Job job) {
    FixedDelay every = FixedDelay.of(job.every());
    return Tasks.custom(job.name(), Void.class)
        .onFailure(new OnFailureReschedule<>(every))
        .onDeadExecutionRevive()
        .execute(
            (_, _) -> {
              if (!job.run()) {
                throw new BrokeOff(job.name());
              }
              return new OnCompleteReschedule<>(every);
            });
  }

  /** Tells the schedule, and nobody else, that a job failed. */
  private static final class BrokeOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokeOff(String job) {
      super(job, null, false, false);
    }
  }
}
