package io.palimpsest.retention;

import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.evidence.LeafWords;
import io.palimpsest.platform.evidence.LeavingDays.Leaving;
import io.palimpsest.platform.evidence.RecordLeaf;
import io.palimpsest.platform.oplog.OperationLogDays;
import io.palimpsest.platform.subjects.Erased;
import io.palimpsest.platform.subjects.IdentificationErasure;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.Retention.Calendar;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Applies a shortened period to what is there: once a version is in force that keeps a class for
 * less time than an earlier one of the same policy did, what its tenants stored under the earlier
 * one goes by the shorter period. A lengthened period never applies to what is there.
 *
 * <p>Counts {@code records}, {@code entries} and {@code items}.
 */
public final class ShortenedKeeper {
  private static final LocalDate ANY_DAY = LocalDate.EPOCH;

  private final ControlStore accounts;
  private final Supplier<PolicyLibrary> policies;
  private final Clock clock;

  public ShortenedKeeper(ControlStore accounts, Supplier<PolicyLibrary> policies, Clock clock) {
    this.accounts = accounts;
    this.policies = policies;
    this.clock = clock;
  }

  /** Erases what is over by now in one region. */
  public void keep(RetainedRegion region, Tally tally) {
    PolicyLibrary library = policies.get();
    Instant now = clock.instant();
    for (String id : library.ids()) {
      library
          .inForce(id, now)
          .filter(module -> library.versions(id).size() > 1)
          .ifPresent(module -> keep(region, library, module, now, tally));
    }
  }

  private void keep(
      RetainedRegion region, PolicyLibrary library, PolicyModule module, Instant now, Tally tally) {
    LocalDate today = LocalDate.ofInstant(now, region.cell().zone());
    for (DataClass each :
        List.of(DataClass.MONITORING, DataClass.OPERATION_LOG, DataClass.IDENTIFICATION)) {
      Optional<RetentionPeriod> period = period(module, each);
      Set<RetentionPeriod> longer =
          period.map(own -> longer(library, module, each, own)).orElse(Set.of());
      if (!longer.isEmpty()) {
        Shortened shortened =
            new Shortened(
                region,
                module,
                period.orElseThrow(),
                owners(module.id()),
                firstToKeep(period.orElseThrow(), today));
        erase(shortened, each, longer, tally);
      }
    }
  }

  /**
   * What a shortened period applies to.
   *
   * @param period the shorter one
   * @param before the first day of which something may still be there
   */
  private record Shortened(
      RetainedRegion region,
      PolicyModule module,
      RetentionPeriod period,
      Set<AppId> owners,
      LocalDate before) {}

  private void erase(
      Shortened shortened, DataClass dataClass, Set<RetentionPeriod> longer, Tally tally) {
    switch (dataClass) {
      case MONITORING -> longer.forEach(each -> tally.add("records", records(shortened, each)));
      case OPERATION_LOG -> longer.forEach(each -> tally.add("entries", entries(shortened, each)));
      default -> shortened.region.identification().ifPresent(it -> items(shortened, it, tally));
    }
  }

  private long records(Shortened shortened, RetentionPeriod keptUnder) {
    RecordLeaf leaf =
        RecordLeaves.of(
            shortened.region.cell(),
            Cause.PERIOD_OVER,
            LeafWords.of(shortened.module.ref()),
            clock);
    return shortened.region.partitions().erase(keptUnder, shortened.owners, shortened.before, leaf);
  }

  /** Entered before it is erased, as the operation log commits by itself. */
  private long entries(Shortened shortened, RetentionPeriod keptUnder) {
    OperationLogDays log = shortened.region.logDays();
    Optional<DayLeaves> leaves = shortened.region.leaves(new PolicyNames(policies, clock), clock);
    leaves.ifPresent(it -> enterShares(shortened, log, keptUnder, it));
    long erased = log.erase(keptUnder, shortened.owners, shortened.before);
    leaves.ifPresent(
        it -> it.tellShares(DataClass.OPERATION_LOG, keptUnder, shortened.module.id()));
    return erased;
  }

  private static void enterShares(
      Shortened shortened, OperationLogDays log, RetentionPeriod keptUnder, DayLeaves leaves) {
    PolicyModule module = shortened.module;
    for (LocalDate day : log.days(keptUnder)) {
      long items = day.isBefore(shortened.before) ? log.items(keptUnder, day, shortened.owners) : 0;
      if (items > 0) {
        LocalDate gone = shortened.period.goneBy(day);
        leaves.enter(
            new Leaving(
                DataClass.OPERATION_LOG,
                keptUnder,
                day,
                module.id(),
                shortened.period,
                gone.isBefore(module.effective()) ? module.effective() : gone,
                LeafWords.of(module.ref()),
                items));
      }
    }
  }

  private static void items(Shortened shortened, IdentificationErasure erasure, Tally tally) {
    for (AppId owner : shortened.owners) {
      Erased erased = erasure.eraseStoredBefore(owner, shortened.before, Cause.PERIOD_OVER);
      tally.add("items", erased.items());
    }
  }

  /** The periods of earlier versions of the same policy that are longer. */
  private static Set<RetentionPeriod> longer(
      PolicyLibrary library, PolicyModule module, DataClass dataClass, RetentionPeriod own) {
    return library.versions(module.id()).stream()
        .filter(each -> each.effective().isBefore(module.effective()))
        .flatMap(each -> period(each, dataClass).stream())
        .filter(each -> each.goneBy(ANY_DAY).isAfter(own.goneBy(ANY_DAY)))
        .collect(Collectors.toSet());
  }

  private static Optional<RetentionPeriod> period(PolicyModule module, DataClass dataClass) {
    return module
        .find(dataClass)
        .map(rule -> rule.retention())
        .filter(Calendar.class::isInstance)
        .map(calendar -> ((Calendar) calendar).period());
  }

  /** The first day of which something may still be there. */
  static LocalDate firstToKeep(RetentionPeriod period, LocalDate today) {
    LocalDate day = today.minus(period.period()).minusDays(4); // months differ by three days
    while (!period.goneBy(day).isAfter(today)) {
      day = day.plusDays(1);
    }
    return day;
  }

  private Set<AppId> owners(String policy) {
    return accounts.tenants().stream()
        .filter(tenant -> tenant.policy().equals(policy))
        .flatMap(tenant -> accounts.applications(tenant.id()).stream())
        .map(application -> application.appId())
        .collect(Collectors.toSet());
  }
}
