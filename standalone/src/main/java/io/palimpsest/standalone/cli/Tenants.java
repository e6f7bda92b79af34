package io.palimpsest.standalone.cli;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.launch.RehearsalClock;
import io.palimpsest.standalone.server.Policies;
import io.palimpsest.stores.ControlStores;
import java.util.Optional;
import java.util.function.Function;

/** What the control plane says of an AppID's tenant. */
final class Tenants {
  private Tenants() {}

  /** Works on the control plane; the work is given nothing when it cannot be asked. */
  static <T> T with(Installation installation, Function<Optional<ControlStores>, T> work) {
    Optional<ControlStores> open = open(installation);
    try {
      return work.apply(open);
    } finally {
      open.ifPresent(ControlStores::close);
    }
  }

  private static Optional<ControlStores> open(Installation installation) {
    try {
      return Optional.of(ControlStores.open(installation.control(), installation.rootKeyFile()));
    } catch (StoreUnavailable | RootKeyUnusable e) {
      return Optional.empty();
    }
  }

  /** How long an AppID's data is kept; empty when the control plane does not say. */
  static Optional<Periods> periodsOf(Installation installation, ControlStores stores, AppId appId) {
    try {
      return stores
          .store()
          .application(appId)
          .flatMap(application -> stores.store().tenant(application.tenant()))
          .map(
              tenant ->
                  new Periods(
                      Policies.of(installation).get(),
                      tenant.policy(),
                      RehearsalClock.ofThisProcess().instant()));
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }
}
