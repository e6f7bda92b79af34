package io.palimpsest.retention;

import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.oplog.OperationLogDays;
import io.palimpsest.platform.oplog.OperationLogIndexes;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The operation log's days, of which nothing is dropped before what legal holds keep of it was
 * copied. When it is not known what is held, nothing is dropped.
 */
record HeldIndexes(OperationLogIndexes indexes, RegionHolds holds) implements OperationLogDays {

  @Override
  public List<LocalDate> days(RetentionPeriod period) {
    return indexes.days(period);
  }

  @Override
  public void drop(RetentionPeriod period, LocalDate day) {
    indexes.keep(period, day, holds.scopes());
    indexes.drop(period, day);
  }

  /** Those that no hold keeps. */
  @Override
  public long items(RetentionPeriod period, LocalDate day) {
    long kept = indexes.keep(period, day, holds.scopes());
    return indexes.items(period, day) - kept;
  }

  @Override
  public long erase(RetentionPeriod period, Set<AppId> owners, LocalDate before) {
    List<HeldScope> held = holds.scopes();
    for (LocalDate day : indexes.days(period)) {
      if (day.isBefore(before)) {
        indexes.keep(period, day, held);
      }
    }
    return indexes.erase(period, owners, before);
  }

  /** All of them but those of AppIDs that are held. */
  @Override
  public long items(RetentionPeriod period, LocalDate day, Set<AppId> owners) {
    List<HeldScope> held =
        holds.scopes().stream().filter(scope -> isOneOf(owners, scope.target())).toList();
    long kept = indexes.keep(period, day, held);
    return indexes.items(period, day, owners) - kept;
  }

  private static boolean isOneOf(Set<AppId> owners, HeldScope.Target target) {
    return target instanceof HeldScope.Target.App(AppId appId) && owners.contains(appId);
  }

  /**
   * Erases what no hold keeps any more, here and among the monitoring records, and tells of it.
   *
   * @param leaf of each record
   * @param leaves of the entries, which are told together
   * @param policy that they go by
   */
  void eraseReleased(RecordLeaf leaf, Optional<DayLeaves> leaves, String policy, Tally tally) {
    tally.add("records", holds.eraseReleased(leaf));
    List<HeldScope> held = holds.scopes();
    long entries = indexes.released(held);
    leaves.filter(_ -> entries > 0).ifPresent(it -> it.enterReleased(entries, policy));
    tally.add("log-entries", indexes.eraseReleased(held));
    leaves.ifPresent(DayLeaves::tellReleased);
  }
}
