package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentLeaves;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.keys.RootKey;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The consent histories in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataConsentStore implements ConsentStore {
  private final ControlTransactions control;
  private final ConsentRows rows;
  private final NoticeRows notices;

  DataConsentStore(ControlTransactions control, ConsentRows rows, NoticeRows notices) {
    this.control = control;
    this.rows = rows;
    this.notices = notices;
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
          ConsentHistory before = toHistory(rows.ofTenant(id));
          Draft draft = decide.apply(before);
          Salt salt = Salt.random();
          Optional<byte[]> leaf = ConsentLeaves.of(tenant, before, draft, salt);
          rows.add(
              id,
              draft.act().appId().map(AppId::value).orElse(null),
              draft.at(),
              draft.by().id(),
              draft.by().capacity(),
              ConsentActs.kind(draft.act()),
              ConsentActs.write(draft.act()),
              salt.bytes());
          long number = rows.newest(id);
          leaf.ifPresent(
              told -> {
                notices.add(told);
                rows.told(number, Merkle.leafBytes(told));
              });
          return new ConsentEntry(number, tenant, draft.at(), draft.by(), draft.act());
        });
  }

  @Override
  public Optional<Opening> opening(TenantId tenant, long number) {
    return control.read(
        "open what was told of an act",
        () ->
            rows.ofTenant(tenant.value()).stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .flatMap(ConsentRow::opening));
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
  public int erase(TenantId tenant, Collection<Long> numbers, IntFunction<byte[]> leaf) {
    return control.writeQuietly(
        "erase acts of consent", () -> notices.telling(rows.erase(tenant.value(), numbers), leaf));
  }

  private static ConsentHistory toHistory(List<ConsentRow> rows) {
    return new ConsentHistory(rows.stream().map(ConsentRow::toEntry).toList());
  }
}
