package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The consent histories in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataConsentStore implements ConsentStore {
  private final ControlTransactions control;
  private final ConsentRows rows;

  DataConsentStore(ControlTransactions control, ConsentRows rows) {
    this.control = control;
    this.rows = rows;
  }

  @Override
  public ConsentHistory history(TenantId tenant) {
    return control.read("read a consent history", () -> toHistory(rows.ofTenant(tenant.value())));
  }

  @Override
  public ConsentEntry append(TenantId tenant, Function<ConsentHistory, Draft> decide) {
    String id = tenant.value();
    return control.write(
        "append to a consent history",
        tenant,
        () -> {
          Draft draft = decide.apply(toHistory(rows.ofTenant(id)));
          rows.add(
              id,
              draft.act().appId().map(AppId::value).orElse(null),
              draft.at(),
              draft.by().id(),
              draft.by().capacity(),
              ConsentActs.kind(draft.act()),
              ConsentActs.write(draft.act()));
          return new ConsentEntry(rows.newest(id), tenant, draft.at(), draft.by(), draft.act());
        });
  }

  @Override
  public List<Revocation> openRevocations() {
    return control.read(
        "list revocations",
        () ->
            rows.openRevocations().stream()
                .map(ConsentRow::toEntry)
                .map(
                    entry -> {
                      ConsentAct.Revoked revoked = (ConsentAct.Revoked) entry.act();
                      return new Revocation(entry.tenant(), revoked.app(), revoked.attestation());
                    })
                .toList());
  }

  @Override
  public int erase(TenantId tenant, Collection<Long> numbers) {
    return control.writeQuietly("erase acts of consent", () -> rows.erase(tenant.value(), numbers));
  }

  private static ConsentHistory toHistory(List<ConsentRow> rows) {
    return new ConsentHistory(rows.stream().map(ConsentRow::toEntry).toList());
  }
}
