package io.palimpsest.retention.simulation;

import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.offboarding.StepState;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.tenancy.AppId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What must hold of whoever left: nothing is alive but what the law keeps. */
final class LeavingRules {
  private final Stock stock;
  private final Tenants tenants;
  private final Truth truth;

  LeavingRules(Stock stock, Tenants tenants, Truth truth) {
    this.stock = stock;
    this.tenants = tenants;
    this.truth = truth;
  }

  /** At any time. */
  void nothingOfWhoLeftIsAlive() {
    Set<AppId> gone = new HashSet<>();
    for (Tenants.Customer each : tenants.guests()) {
      Optional<Departure> over = departure(each).filter(it -> it.stage() == Departure.Stage.OVER);
      if (over.isPresent()) {
        gone.add(each.app());
        check(each, over.get().leaver() instanceof Leaver.OfTenant);
      }
    }
    if (gone.isEmpty()) {
      return;
    }
    for (Identification each : stock.subjects.all()) {
      truth.demand(
          !gone.contains(each.appId()),
          "identification data of %s is there, and its AppID left",
          truth.name(each.callId()));
    }
    for (DebugCopy each : stock.copies.all()) {
      truth.demand(
          !gone.contains(each.appId()),
          "a debug copy of %s is there, and its AppID left",
          truth.name(each.callId()));
    }
    for (Export export : stock.exports.exports()) {
      for (CallId each : stock.exports.items(export.id(), Optional.empty(), Integer.MAX_VALUE)) {
        truth.demand(
            !gone.contains(truth.calls().get(each).app),
            "an export has data of %s, and its AppID left",
            truth.name(each));
      }
    }
  }

  private void check(Tenants.Customer customer, boolean wholeTenant) {
    truth.demand(
        stock.control.find(customer.credential().secretId()).isEmpty(),
        "a key of %s is good, and its AppID left",
        customer.name());
    truth.demand(
        stock.departures.isRetired(customer.app()), "%s could be given again", customer.name());
    truth.demand(
        stock
            .control
            .application(customer.app())
            .filter(each -> !each.name().equals(Departure.ERASED))
            .isEmpty(),
        "%s left, and has a name",
        customer.name());
    if (wholeTenant) {
      truth.demand(
          stock.control.tenant(customer.tenant()).isEmpty()
              && stock.admins.accounts(customer.tenant()).isEmpty(),
          "%s left, and the tenant is there",
          customer.name());
    }
  }

  /** When everything works: whoever is due is gone, or a hold keeps something. */
  void whoIsDueIsGone(Instant now) {
    for (Departure each : stock.departures.open()) {
      truth.demand(
          each.eraseAfter().isAfter(now)
              || each.steps().values().stream().anyMatch(StepState.Held.class::isInstance),
          "%s is not gone: %s",
          each.leaver().text(),
          each.steps());
    }
  }

  private Optional<Departure> departure(Tenants.Customer customer) {
    return stock.departures.of(customer.tenant()).stream()
        .filter(
            each ->
                switch (each.leaver()) {
                  case Leaver.OfTenant _ -> true;
                  case Leaver.OfApplication(_, AppId app) -> app.equals(customer.app());
                  case Leaver.OfAccount _ -> false;
                })
        .reduce((_, last) -> last);
  }
}
