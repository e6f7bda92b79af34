package io.palimpsest.retention.simulation;

import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.offboarding.OffBoarding;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.testkit.ConsentFixtures;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Customers who come, leave, think better of it, and try to come back. */
final class Leaving {
  private static final int GUESTS = 6;

  private final Stock stock;
  private final Tenants tenants;
  private final Truth truth;
  private final Chance chance;
  private final Time time;
  private final OffBoarding offBoarding;

  Leaving(Stock stock, Tenants tenants, Truth truth, Chance chance, Time time, Ports ports) {
    this.stock = stock;
    this.tenants = tenants;
    this.truth = truth;
    this.chance = chance;
    this.time = time;
    offBoarding =
        new OffBoarding(
            ports.of(DepartureStore.class, stock.departures, Store.CONTROL),
            ports.of(ControlStore.class, stock.control, Store.CONTROL),
            ports.of(AdminStore.class, stock.admins, Store.CONTROL),
            () -> stock.policies,
            time);
  }

  void act() {
    List<Tenants.Customer> guests = tenants.guests();
    if (guests.isEmpty() || guests.size() < GUESTS && chance.oneIn(3)) {
      truth.demand(tenants.come(chance.oneIn(2)), "an AppID was given twice");
      return;
    }
    Tenants.Customer guest = chance.of(guests);
    if (stock.departures.isRetired(guest.app())) {
      comeBack(guest);
    } else if (chance.oneIn(5)) {
      cancel();
    } else if (chance.oneIn(2)) {
      offBoarding.tenant(guest.tenant(), ConsentFixtures.OFFICER, "it closes", after());
    } else {
      offBoarding.application(guest.app(), ConsentFixtures.OFFICER, "it is not used", after());
    }
  }

  /** At once, later, or as late as may be. */
  private Optional<LocalDate> after() {
    LocalDate today = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
    return chance.oneIn(4)
        ? Optional.empty()
        : Optional.of(today.plusDays(chance.oneIn(2) ? 0 : chance.below(28)));
  }

  private void cancel() {
    List<Departure> open = stock.departures.open();
    if (!open.isEmpty()) {
      Leaver leaver = chance.of(open).leaver();
      if (leaver instanceof Leaver.OfApplication(_, var app)) {
        offBoarding.cancelApplication(app);
      } else {
        offBoarding.cancelTenant(leaver.tenant());
      }
    }
  }

  private void comeBack(Tenants.Customer guest) {
    try {
      stock.control.save(guest.application());
      truth.broken(guest.name() + " left, and is there again");
    } catch (Retired e) {
      // as it must be
    }
  }
}
