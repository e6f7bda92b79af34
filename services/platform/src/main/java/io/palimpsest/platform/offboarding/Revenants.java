package io.palimpsest.platform.offboarding;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.offboarding.Departure.Stage;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.policy.decision.Attester;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends away again whoever left and came back with a restored database: a tombstone says so, and
 * the rows are there none the less.
 */
record Revenants(
    DepartureStore departures,
    Tombstones tombstones,
    ControlStore accounts,
    Attester platform,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Revenants.class);

  void sendAway() {
    List<Tombstone> all = tombstones.all();
    Set<Object> numbers = new HashSet<>();
    all.forEach(
        each -> {
          if (each instanceof Tombstone.OfAppId(var appId, _)) {
            numbers.add(appId);
          }
        });
    for (Tenant tenant : accounts.tenants()) {
      if (isRetired(all, tenant)) {
        sendAway(new Leaver.OfTenant(tenant.id()));
      } else if (tenant.state() != Tenant.State.GONE) {
        accounts.applications(tenant.id()).stream()
            .filter(each -> numbers.contains(each.appId()))
            .filter(each -> !each.name().equals(Departure.ERASED))
            .map(Application::appId)
            .forEach(appId -> sendAway(new Leaver.OfApplication(tenant.id(), appId)));
      }
    }
  }

  private static boolean isRetired(List<Tombstone> all, Tenant tenant) {
    return all.stream()
        .anyMatch(each -> each instanceof Tombstone.OfTenant stone && stone.isOf(tenant.id()));
  }

  private void sendAway(Leaver leaver) {
    Instant now = clock.instant();
    Departure again =
        new Departure(
            "dp-" + UUID.randomUUID(),
            leaver,
            platform,
            "it came back with a restore",
            now,
            now,
            Stage.ERASING,
            Optional.empty(),
            Set.of(),
            Map.of(),
            0);
    if (departures.enter(again).isPresent()) {
      LOG.warn("{} left, and came back with a restore: it is erased again", leaver.text());
    }
  }
}
