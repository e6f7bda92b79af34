package io.palimpsest.retention;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.subjects.Erased;
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
        LocalDate before = firstToKeep(period.orElseThrow(), today);
        erase(region, each, longer, owners(module.id()), before, tally);
      }
    }
  }

  private static void erase(
      RetainedRegion region,
      DataClass dataClass,
      Set<RetentionPeriod> longer,
      Set<AppId> owners,
      LocalDate before,
      Tally tally) {
    switch (dataClass) {
      case MONITORING ->
          longer.forEach(
              each -> tally.add("records", region.partitions().erase(each, owners, before)));
      case OPERATION_LOG ->
          longer.forEach(
              each -> tally.add("entries", region.logDays().erase(each, owners, before)));
      default ->
          region
              .identification()
              .ifPresent(
                  erasure -> {
                    for (AppId owner : owners) {
                      Erased erased = erasure.eraseStoredBefore(owner, before);
                      tally.add("items", erased.items());
                    }
                  });
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
