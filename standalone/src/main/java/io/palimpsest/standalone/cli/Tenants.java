package io.palimpsest.standalone.cli;

import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.server.Policies;
import io.palimpsest.stores.ControlStores;
import java.time.Clock;
import java.util.Optional;

/** What the control plane says of an AppID's tenant. */
final class Tenants {
  private Tenants() {}

  /** How long an AppID's data is kept; empty when the control plane cannot be asked. */
  static Optional<Periods> periodsOf(Installation installation, AppId appId) {
    try (ControlStores stores =
        ControlStores.open(installation.control(), installation.rootKeyFile())) {
      return stores
          .store()
          .application(appId)
          .flatMap(application -> stores.store().tenant(application.tenant()))
          .map(
              tenant ->
                  new Periods(
                      Policies.of(installation).get(),
                      tenant.policy(),
                      Clock.systemUTC().instant()));
    } catch (StoreUnavailable | RootKeyUnusable e) {
      return Optional.empty();
    }
  }
}
