package io.palimpsest.standalone.server;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.standalone.admin.Accounts;
import io.palimpsest.standalone.admin.SpecimenConsents;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tenant to try things with: accepted and attested from the start, for specimen documents. */
final class DemoTenant {
  static final TenantId ID = new TenantId("demo");

  private final ControlStore store;
  private final Accounts accounts;
  private final SpecimenConsents consents;

  DemoTenant(ControlStore store, Accounts accounts, SpecimenConsents consents) {
    this.store = store;
    this.accounts = accounts;
    this.consents = consents;
  }

  /** Whether it left or is leaving, as any tenant may: it does not come back. */
  static boolean left(DepartureStore departures) {
    return departures.of(ID).stream()
        .anyMatch(
            each ->
                each.leaver() instanceof Leaver.OfTenant
                    && each.stage() != Departure.Stage.CANCELLED);
  }

  /** Makes what is not there yet, and writes its keys where a call finds them. */
  Credentials ensure(List<Region> regions, String policy, String endpoint, Path file) {
    if (store.tenant(ID).isEmpty()) {
      accounts.createTenant(ID, "Demo (specimen documents)", policy);
    }
    Application application =
        store.applications(ID).stream()
            .filter(each -> !each.name().equals(Departure.ERASED))
            .findFirst()
            .orElseGet(
                () ->
                    accounts.createApplication(
                        ID, "Demo", regions.getFirst(), Set.copyOf(new LinkedHashSet<>(regions))));
    // Again at each start: the policy may have a new version.
    consents.ensure(ID, application.appId());
    Credential key =
        knownKey(file)
            .orElseGet(() -> accounts.createKey(application.appId(), Optional.empty(), Set.of()));
    Credentials credentials =
        new Credentials(
            endpoint,
            ID.value(),
            key.appId().value(),
            key.secretId().value(),
            key.secretKey().reveal(),
            application.defaultRegion().name());
    credentials.write(file);
    return credentials;
  }

  /** The key of the last start, if it is still good. */
  private Optional<Credential> knownKey(Path file) {
    return Credentials.read(file)
        .flatMap(known -> SecretId.parse(known.secretId()))
        .flatMap(store::find)
        .map(caller -> caller.credential())
        .filter(Credential::enabled);
  }
}
