package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Requests of end users in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataRightsStore implements RightsStore {
  private final ControlTransactions control;
  private final RightsRows rows;
  private final NoticeRows notices;

  DataRightsStore(ControlTransactions control, RightsRows rows, NoticeRows notices) {
    this.control = control;
    this.rows = rows;
    this.notices = notices;
  }

  @Override
  public void save(RightsRequest request) {
    control.writeQuietly(
        "save a request",
        () -> {
          rows.put(RightsRow.of(request));
          return request;
        });
  }

  @Override
  public Optional<RightsRequest> find(TenantId tenant, String id) {
    return control.read(
        "find a request",
        () -> rows.findByTenantIdAndId(tenant.value(), id).map(RightsRow::toRequest));
  }

  @Override
  public List<RightsRequest> requests(TenantId tenant) {
    return control.read(
        "list requests",
        () -> rows.ofTenant(tenant.value()).stream().map(RightsRow::toRequest).toList());
  }

  @Override
  public int erase(TenantId tenant, Collection<String> ids, IntFunction<byte[]> leaf) {
    return control.writeQuietly(
        "erase requests", () -> notices.telling(rows.erase(tenant.value(), ids), leaf));
  }

  @Override
  public void choose(
      TenantId tenant,
      Region region,
      Collection<Pseudonym> names,
      Purpose purpose,
      Optional<Instant> withdrawn) {
    control.write(
        "note a choice",
        tenant,
        () -> {
          for (Pseudonym name : names) {
            withdrawn.ifPresentOrElse(
                at -> rows.withdraw(tenant.value(), region.name(), name.hash(), purpose.key(), at),
                () -> rows.giveAgain(tenant.value(), region.name(), name.hash(), purpose.key()));
          }
          return names;
        });
  }

  @Override
  public boolean isWithdrawn(
      TenantId tenant, Region region, Collection<Pseudonym> names, Purpose purpose) {
    if (names.isEmpty()) {
      return false;
    }
    return control.read(
        "look a choice up",
        () ->
            rows.withdrawn(
                    tenant.value(),
                    region.name(),
                    purpose.key(),
                    names.stream().map(Pseudonym::hash).toList())
                > 0);
  }
}
