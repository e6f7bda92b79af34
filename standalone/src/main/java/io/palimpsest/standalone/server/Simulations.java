package io.palimpsest.standalone.server;

import io.palimpsest.platform.proofs.ProofKeeper;
import io.palimpsest.platform.simulation.Account;
import io.palimpsest.platform.simulation.Forecast;
import io.palimpsest.platform.simulation.Place;
import io.palimpsest.platform.simulation.Simulation;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.InvalidPolicy;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyStore;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.stores.ControlStores;
import io.palimpsest.stores.RegionStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what a changed policy would do to an installation, beside the servers that work on it. */
public final class Simulations {
  private final Installation installation;
  private final PolicyLibrary now;
  private final PolicyLibrary then;
  private final PolicyModule changed;
  private final Clock clock;

  private Simulations(
      Installation installation, PolicyStore policies, PolicyStore.Trial trial, Clock clock) {
    this.installation = installation;
    this.now = policies.get();
    this.then = trial.library();
    this.changed =
        then.find(trial.tried())
            .orElseThrow(
                () ->
                    new UserError(
                        trial.tried()
                            + " is abstract: no tenant is under it, only what extends it"));
    this.clock = clock;
  }

  /**
   * Counts.
   *
   * @param module the changed module's file
   * @throws UserError when the module does not pass, or the control database does not answer
   */
  public static Forecast of(Installation installation, Path module, Clock clock) {
    PolicyStore policies = Policies.of(installation);
    try {
      return new Simulations(installation, policies, policies.tried(module), clock).forecast();
    } catch (InvalidPolicy e) {
      throw new UserError("policy modules do not pass\n" + e.getMessage(), e);
    } catch (IOException e) {
      throw UserError.of(module + " cannot be read", e);
    }
  }

  private Forecast forecast() {
    Simulation simulation = new Simulation(now, then, changed, clock.instant());
    List<Account> accounts = StoreFailures.told(this::accounts);
    return StoresBeside.beside(installation, regions -> simulation.of(accounts, places(regions)));
  }

  private List<Account> accounts() {
    try (ControlStores control =
        ControlStores.open(installation.control(), installation.rootKeyFile())) {
      ProofKeeper proofs =
          new ProofKeeper(
              control.store(),
              control.consents(),
              control.rights(),
              control.oversight(),
              () -> now,
              clock);
      return control.store().tenants().stream()
          .filter(tenant -> tenant.policy().equals(changed.id()))
          .map(
              tenant ->
                  new Account(
                      tenant,
                      control.consents().history(tenant.id()),
                      control.store().applications(tenant.id()),
                      proofs.proofs(tenant.id())))
          .toList();
    }
  }

  private List<Place> places(List<RegionStores> stores) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < stores.size(); i++) {
      RegionConfig region = installation.regions().get(i);
      places.add(
          new Place(
              region.region().name(),
              region.zone(),
              stores
                  .get(i)
                  .stocks(periods(DataClass.MONITORING), periods(DataClass.OPERATION_LOG))));
    }
    return places;
  }

  private Set<RetentionPeriod> periods(DataClass dataClass) {
    Set<RetentionPeriod> all = new HashSet<>(now.periods(dataClass));
    all.addAll(then.periods(dataClass));
    return all;
  }
}
