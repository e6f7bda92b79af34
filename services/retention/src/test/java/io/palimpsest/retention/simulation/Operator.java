package io.palimpsest.retention.simulation;

import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.ExportRefused;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldRefused;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.holds.RegionHolds;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.offboarding.OffBoardingRefused;
import io.palimpsest.platform.rights.Asker;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.rights.RightsAct;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryReceiptKeys;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.decision.Attestation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * People who place, prolong and release holds, take consent back and give it again, have data given
 * out, and come and go.
 */
final class Operator {
  private static final Verification SEEN = new Verification("Olga", "in person");

  private final Stock stock;
  private final Tenants tenants;
  private final Truth truth;
  private final Chance chance;
  private final Time time;
  private final Simulation world;
  private Life life;
  private EndUserRights rights;
  private Consents consents;
  private Holds holds;
  private Leaving leaving;
  private Exporting exporting;

  /** Withdrawals that a store left open, by request. */
  private final Map<String, EndUserReference> open = new HashMap<>();

  Operator(Stock stock, Tenants tenants, Truth truth, Chance chance, Time time, Simulation world) {
    this.stock = stock;
    this.tenants = tenants;
    this.truth = truth;
    this.chance = chance;
    this.time = time;
    this.world = world;
    begin();
  }

  private void begin() {
    Ports ports = world.ports("operator");
    life = ports.life();
    ControlStore control = ports.of(ControlStore.class, stock.control, Store.CONTROL);
    consents =
        new Consents(
            control,
            ports.of(ConsentStore.class, stock.control, Store.CONTROL),
            () -> stock.policies,
            time);
    rights =
        new EndUserRights(
            consents,
            ports.of(RightsStore.class, stock.rights, Store.CONTROL),
            List.of(stock.subjects(ports)),
            () -> stock.policies,
            new InMemoryReceiptKeys(),
            time);
    holds =
        new Holds(
            ports.of(HoldStore.class, stock.holdHistory, Store.CONTROL),
            control,
            List.of(
                new HeldRegion(
                    Stock.REGION,
                    stock.zone,
                    ports.of(RegionHolds.class, stock.holds, Store.DATABASE))),
            time);
    leaving = new Leaving(stock, tenants, truth, chance, time, ports);
    exporting = new Exporting(stock, truth, chance, time, ports);
  }

  void act() {
    switch (chance.below(14)) {
      case 0, 1 -> doing("places a hold", this::place);
      case 2 -> doing("releases a hold", this::release);
      case 6 -> doing("prolongs a hold", this::prolong);
      case 7, 8 -> doing("sees somebody come or go", leaving::act);
      case 11, 12, 13 -> doing("lets debug copies be made, or no more", this::debug);
      case 9, 10 -> doing("has data given out", exporting::act);
      case 3 -> withdraw(chance.of(tenants.endUsers()).reference());
      case 4 -> consent(chance.of(tenants.endUsers()).reference());
      default -> doing("takes an attestation back or gives another", this::attestation);
    }
    resume();
  }

  /** Sees through what is open. */
  void end() {
    resume();
    truth.demand(open.isEmpty(), "withdrawals are open although everything works");
  }

  private void place() {
    HoldScope scope = scope();
    Set<DataClass> classes =
        scope instanceof HoldScope.OfEndUser
            ? Set.of(DataClass.IDENTIFICATION)
            : chance.oneIn(2)
                ? Hold.HOLDABLE
                : Set.of(chance.of(Hold.HOLDABLE.stream().sorted().toList()));
    place(scope, classes, chance.between(1, 400));
  }

  private void place(HoldScope scope, Set<DataClass> classes, int days) {
    holds.place(
        scope, classes, "Olga", "a case", "a law", time.instant().plus(Duration.ofDays(days)));
  }

  private HoldScope scope() {
    List<CallId> calls = new ArrayList<>(truth.calls().keySet());
    Tenants.Customer customer = tenants.customer(chance.below(tenants.count()));
    if (calls.isEmpty()) {
      return new HoldScope.OfApplication(customer.app());
    }
    return switch (chance.below(9)) {
      case 0, 1 -> new HoldScope.OfApplication(customer.app());
      case 2 -> new HoldScope.OfTenant(customer.tenant());
      case 3 ->
          new HoldScope.OfEndUser(
              tenants.first(),
              Map.of(
                  Stock.REGION,
                  stock.pseudonyms.of(tenants.first(), chance.of(tenants.endUsers()).reference())));
      default ->
          new HoldScope.OfCall(
              calls.get(calls.size() - 1 - chance.below(Math.min(9, calls.size()))));
    };
  }

  /** By another one that ends later: a hold itself never changes. */
  private void prolong() {
    List<Hold> inForce = holds.inForce();
    if (!inForce.isEmpty()) {
      Hold hold = chance.of(inForce);
      long left = Duration.between(time.instant(), hold.until()).toDays();
      place(hold.scope(), hold.classes(), (int) left + chance.between(2, 100));
    }
  }

  private void release() {
    List<Hold> inForce = holds.inForce();
    if (!inForce.isEmpty()) {
      holds.release(chance.of(inForce).id(), "Olga", "the case is closed");
    }
  }

  private void withdraw(EndUserReference who) {
    doing(
        "withdraws the consent of " + who.value(),
        () -> {
          RightsRequest done =
              rights
                  .perform(
                      tenants.first(),
                      ConsentFixtures.OFFICER,
                      new Asker.ByReference(who),
                      new RightsAct.Withdraw(SubjectFixtures.TRAINING),
                      SEEN)
                  .request();
          life.check();
          note(done, who);
        });
  }

  /** A request that waits is seen through before the end user changes their mind again. */
  private void consent(EndUserReference who) {
    if (!open.containsValue(who)) {
      truth.withdrawn.remove(who);
      doing(
          "notes the consent of " + who.value(),
          () ->
              rights.perform(
                  tenants.first(),
                  ConsentFixtures.OFFICER,
                  new Asker.ByReference(who),
                  new RightsAct.Consent(SubjectFixtures.TRAINING),
                  SEEN));
    }
  }

  private void debug() {
    Tenants.Customer customer = chance.of(tenants.debuggers());
    if (consents.history(customer.tenant()).debug().isPresent() && chance.oneIn(2)) {
      consents.optOut(customer.tenant(), ConsentFixtures.OFFICER);
    } else {
      consents.optIn(
          customer.tenant(),
          ConsentFixtures.OFFICER,
          time.instant().plus(Duration.ofHours(chance.between(2, 2_000))));
    }
  }

  private void attestation() {
    Optional<Attestation> alive =
        consents.history(tenants.first()).attestations(tenants.firstApp()).stream()
            .filter(each -> each.interfaces().contains(SubjectFixtures.ACTION))
            .filter(each -> each.scope().toString().contains(SubjectFixtures.TRAINING.key()))
            .filter(each -> each.isAlive(time.instant()))
            .findFirst();
    if (alive.isPresent()) {
      consents.revoke(tenants.first(), ConsentFixtures.OFFICER, alive.get().id());
    } else if (stock.control.openRevocations().isEmpty()) {
      tenants.attest();
    }
  }

  private void resume() {
    for (RightsRequest each : stock.rights.requests(tenants.first())) {
      if (open.containsKey(each.id()) && !isOpen(each)) {
        note(each, open.get(each.id())); // by somebody who died then
      } else if (each.kind().equals("withdraw") && isOpen(each)) {
        doing(
            "resumes a withdrawal",
            () -> {
              RightsRequest done = rights.resume(tenants.first(), each.id()).request();
              life.check();
              Optional.ofNullable(open.get(each.id())).ifPresent(who -> note(done, who));
            });
      }
    }
  }

  private void note(RightsRequest request, EndUserReference who) {
    if (isOpen(request)) {
      open.put(request.id(), who);
    } else {
      open.remove(request.id());
      truth.withdrawn.add(who);
    }
  }

  private static boolean isOpen(RightsRequest request) {
    return request.parts().stream().anyMatch(part -> part.doneAt().isEmpty());
  }

  private void doing(String what, Runnable work) {
    world.say(life, "%s", what);
    world.within(
        life,
        () -> {
          try {
            work.run();
          } catch (StoreUnavailable
              | ConsentRefused
              | HoldRefused
              | ExportRefused
              | OffBoardingRefused e) {
            world.say(life, "cannot: %s", e.getMessage());
          }
        });
    if (life.isOver()) {
      begin();
    }
  }
}
