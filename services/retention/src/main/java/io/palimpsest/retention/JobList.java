package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Which jobs there are. */
final class JobList {
  private final Supplier<PolicyLibrary> policies;
  private final Duration over;
  private final RetentionSettings settings;
  private final Clock clock;
  private final PolicyNames names;

  JobList(
      Supplier<PolicyLibrary> policies, Duration over, RetentionSettings settings, Clock clock) {
    this.policies = policies;
    this.over = over;
    this.settings = settings;
    this.clock = clock;
    this.names = new PolicyNames(policies, clock);
  }

  List<Job> of(RetainedControl control) {
    return control.chores().stream().map(chore -> job(RetainedControl.PLACE, chore)).toList();
  }

  List<Job> of(RetainedRegion region) {
    // Asked at each run: a module that was loaded meanwhile may list another period.
    Supplier<Set<RetentionPeriod>> monitoring = () -> policies.get().periods(DataClass.MONITORING);
    Supplier<Set<RetentionPeriod>> log = () -> policies.get().periods(DataClass.OPERATION_LOG);
    Cell cell = region.cell();
    String name = cell.region().name();
    DayKeeper days = new DayKeeper(name, cell.zone(), region.leaves(names, clock), clock);
    HeldUploads uploads = new HeldUploads(region.holds(), cell.uploads(), clock);
    List<Job> jobs = new ArrayList<>();
    jobs.add(
        job(
            name,
            "partitions",
            settings.expireEvery(),
            tally -> {
              days.ensure(region.partitions(), monitoring.get(), settings.daysAhead());
              days.expire(DataClass.MONITORING, region.partitions(), monitoring.get(), tally);
            }));
    addLog(region, days, log, jobs);
    jobs.add(
        job(
            name,
            "in-doubt",
            settings.settleEvery(),
            new InDoubt(cell, uploads, over, clock)::settle));
    // Past the end of the upload day it empties even what it cannot enter into the database.
    jobs.add(
        new Job(
            name,
            "sweep",
            settings.sweepEvery(),
            false,
            new Sweeper(cell, uploads, over, clock)::sweep,
            uploads::remember,
            clock));
    region
        .identification()
        .map(erasure -> new IdentificationKeeper(name, cell.zone(), erasure, over, clock))
        .ifPresent(
            keeper -> {
              jobs.add(job(name, "identification", settings.settleEvery(), keeper::expire));
              jobs.add(job(name, "identification-sweep", settings.expireEvery(), keeper::sweep));
            });
    region
        .exports()
        .map(exports -> new ExportKeeper(name, cell.zone(), exports, over, clock))
        .ifPresent(
            keeper -> {
              jobs.add(job(name, "exports", settings.settleEvery(), keeper::expire));
              jobs.add(job(name, "exports-sweep", settings.expireEvery(), keeper::sweep));
            });
    region.chores().forEach(chore -> jobs.add(job(name, chore)));
    return jobs;
  }

  /** Without the database nobody knows what is held, and nothing can be told. */
  private void addLog(
      RetainedRegion region, DayKeeper days, Supplier<Set<RetentionPeriod>> log, List<Job> jobs) {
    Cell cell = region.cell();
    String name = cell.region().name();
    Consumer<Tally> expire =
        tally -> days.expire(DataClass.OPERATION_LOG, region.logDays(), log.get(), tally);
    jobs.add(
        region.holds().isEmpty() && region.leaving().isEmpty()
            ? withoutDatabase(name, "log-indexes", settings.expireEvery(), expire)
            : job(name, "log-indexes", settings.expireEvery(), expire));
    region
        .holds()
        .map(holds -> new HeldIndexes(region.indexes(), holds))
        .ifPresent(
            held ->
                jobs.add(
                    job(
                        name,
                        "released",
                        settings.settleEvery(),
                        tally ->
                            held.eraseReleased(
                                leafOfHeld(cell),
                                region.leaves(names, clock),
                                names.ofHeld(),
                                tally))));
  }

  private RecordLeaf leafOfHeld(Cell cell) {
    return RecordLeaves.of(cell, Cause.PERIOD_OVER, names.ofHeld(), clock);
  }

  private Job job(String place, Chore chore) {
    return job(place, chore.name(), chore.every(), chore.work());
  }

  private Job job(String place, String name, Duration every, Consumer<Tally> work) {
    return new Job(place, name, every, true, work, clock);
  }

  private Job withoutDatabase(String place, String name, Duration every, Consumer<Tally> work) {
    return new Job(place, name, every, false, work, clock);
  }
}
