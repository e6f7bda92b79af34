package io.palimpsest.platform.simulation;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.proofs.Proof;
import io.palimpsest.platform.simulation.Effect.Counts;
import io.palimpsest.platform.simulation.Stock.Amount;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.decision.PolicyDecisions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says what a changed policy would erase, keep and refuse, counted from the stores. Changes
 * nothing.
 */
public final class Simulation {
  /** The place of what the control plane holds. */
  public static final String CONTROL = "control";

  private final PolicyLibrary now;
  private final PolicyLibrary then;
  private final PolicyModule changed;
  private final Instant holdsFrom;
  private final Optional<PolicyModule> before;

  /**
   * @param now as things stand
   * @param then the same with the changed module
   */
  public Simulation(PolicyLibrary now, PolicyLibrary then, PolicyModule changed, Instant instant) {
    this.now = now;
    this.then = then;
    this.changed = changed;
    Instant effective = changed.effective().atStartOfDay(ZoneOffset.UTC).toInstant();
    this.holdsFrom = effective.isAfter(instant) ? effective : instant;
    this.before =
        now.inForce(changed.id(), holdsFrom).filter(each -> !each.ref().equals(changed.ref()));
  }

  /** When the changed policy would hold. */
  public Instant holdsFrom() {
    return holdsFrom;
  }

  /**
   * Counts.
   *
   * @param accounts the tenants under this policy
   */
  public Forecast of(List<Account> accounts, List<Place> places) {
    Set<AppId> owners =
        accounts.stream()
            .flatMap(account -> account.applications().stream())
            .map(application -> application.appId())
            .collect(Collectors.toSet());
    List<Effect> effects = new ArrayList<>();
    for (Place place : places) {
      for (Stock stock : place.stocks()) {
        effects.add(effect(place, stock, owners));
      }
    }
    effects.add(effect(CONTROL, DataClass.RECEIPT, "MySQL", Optional.of(count(proofs(accounts)))));
    TenantEffects tenants =
        new TenantEffects(
            changed,
            before,
            new PolicyDecisions(() -> now),
            new PolicyDecisions(() -> then),
            holdsFrom);
    return new Forecast(
        changed.ref(),
        before.map(PolicyModule::ref),
        holdsFrom,
        effects,
        accounts.stream().map(tenants::of).toList());
  }

  private Effect effect(Place place, Stock stock, Set<AppId> owners) {
    Optional<Counts> counts;
    try {
      List<Held> held =
          stock.amounts(owners).stream()
              .map(amount -> new Held(amount, afterwards(stock.dataClass(), amount, place.zone())))
              .toList();
      counts = Optional.of(count(held));
    } catch (StoreUnavailable e) {
      counts = Optional.empty();
    }
    return effect(place.name(), stock.dataClass(), stock.store(), counts);
  }

  private Effect effect(String place, DataClass dataClass, String store, Optional<Counts> counts) {
    return new Effect(
        place,
        dataClass,
        store,
        before.map(module -> Periods.of(module, dataClass)).orElse(""),
        Periods.of(changed, dataClass),
        counts);
  }

  /**
   * Items with both ends.
   *
   * @param then by when they must be gone once the changed policy holds
   */
  private record Held(Amount amount, Instant then) {}

  /** A shortened period applies to what is there, a lengthened one never. */
  private Instant afterwards(DataClass dataClass, Amount amount, ZoneId zone) {
    return Periods.goneBy(changed, dataClass, amount.day(), zone)
        .filter(amount.goneBy()::isAfter)
        .orElse(amount.goneBy());
  }

  private List<Held> proofs(List<Account> accounts) {
    List<Held> held = new ArrayList<>();
    for (Account account : accounts) {
      for (Proof proof : account.proofs()) {
        LocalDate day = LocalDate.ofInstant(proof.since(), ZoneOffset.UTC);
        held.add(new Held(new Amount(day, goneBy(proof, now), 1), goneBy(proof, then)));
      }
    }
    return held;
  }

  private Instant goneBy(Proof proof, PolicyLibrary library) {
    return proof.goneBy(library, changed.id(), holdsFrom).orElse(Instant.MAX);
  }

  private Counts count(List<Held> all) {
    long alive = 0;
    long goneBefore = 0;
    long atOnce = 0;
    long sooner = 0;
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Held each : all) {
      long items = each.amount().items();
      if (items == 0) {
        continue;
      }
      alive += items;
      days.add(each.amount().day());
      if (!each.amount().goneBy().isAfter(holdsFrom)) {
        goneBefore += items;
      } else if (!each.then().isAfter(holdsFrom)) {
        atOnce += items;
      } else if (each.then().isBefore(each.amount().goneBy())) {
        sooner += items;
      }
    }
    return new Counts(
        alive,
        days.size(),
        days.isEmpty() ? Optional.empty() : Optional.of(days.first()),
        goneBefore,
        atOnce,
        sooner,
        alive - goneBefore - atOnce - sooner);
  }
}
