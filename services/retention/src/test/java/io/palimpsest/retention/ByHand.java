package io.palimpsest.retention;

import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The clockwork's own jobs, one by one and by hand: for tests that decide whose turn it is. */
public final class ByHand {
  private final Job job;

  private ByHand(Job job) {
    this.job = job;
  }

  /** The jobs of one process. */
  public static List<ByHand> of(
      RetainedRegion region,
      RetainedControl control,
      Supplier<PolicyLibrary> policies,
      Duration over,
      Clock clock) {
    JobList list = new JobList(policies, over, RetentionSettings.DEFAULTS, clock);
    List<Job> jobs = new ArrayList<>(list.of(region));
    jobs.addAll(list.of(control));
    return jobs.stream().map(ByHand::new).toList();
  }

  public String name() {
    return job.name();
  }

  /** Runs it once, as the schedule would. */
  public boolean run() {
    return job.run();
  }

  /** Asks what it must know while the database is away. */
  public void remember() {
    job.remember();
  }

  /** What was wrong with its last run. */
  public String fault() {
    return job.status(java.util.Optional.empty()).fault().orElse("none");
  }
}
