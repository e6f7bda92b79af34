package io.palimpsest.platform.testkit;

import static io.palimpsest.platform.testkit.PlatformFixtures.application;
import static io.palimpsest.platform.testkit.PlatformFixtures.credential;
import static io.palimpsest.platform.testkit.PlatformFixtures.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What every control store does. */
public interface ControlStoreContract {

  /** The store; it may hold what other tests left. */
  ControlStore store();

  @Test
  default void findShouldBeEmptyWhenNothingHasThatName() {
    assertThat(store().find(new SecretId("AKIDnobodyhasthis1"))).isEmpty();
    assertThat(store().tenant(new TenantId("nobody"))).isEmpty();
    assertThat(store().application(new AppId(1))).isEmpty();
    assertThat(store().applications(new TenantId("nobody"))).isEmpty();
    assertThat(store().credentials(new AppId(1))).isEmpty();
  }

  @Test
  default void findShouldGiveTheWholeCallerAsItWasSaved() {
    Caller saved = saveCaller();

    Optional<Caller> found = store().find(saved.credential().secretId());

    assertThat(found).contains(saved);
    assertThat(found.orElseThrow().credential().secretKey().reveal())
        .isEqualTo(saved.credential().secretKey().reveal());
  }

  @Test
  default void saveShouldKeepTokenExpiryAndActionsOfATemporaryKey() {
    Caller caller = saveCaller();
    Credential lasting = credential(caller.application().appId());
    Credential temporary =
        new Credential(
            lasting.secretId(),
            lasting.appId(),
            lasting.secretKey(),
            false,
            lasting.created(),
            Optional.of(Instant.parse("2028-02-29T23:59:59Z")),
            Optional.of(new SecretKey("plain-token-of-a-session")),
            Set.of("GeneralBasicOCR", "TextDetect"));

    store().save(temporary);

    assertThat(store().find(temporary.secretId()).orElseThrow().credential()).isEqualTo(temporary);
  }

  @Test
  default void aKeyThatEndedShouldBeErasedWithItsTokenAndNoOther() {
    Caller caller = saveCaller();
    Instant end = Instant.parse("2024-02-29T23:59:59Z");
    Credential over = until(credential(caller.application().appId()), end);
    Credential good = until(credential(caller.application().appId()), end.plusMillis(1));
    store().save(over);
    store().save(good);

    assertThat(store().eraseExpiredKeys(end)).isZero();
    assertThat(store().eraseExpiredKeys(end.plusMillis(1))).isOne();

    assertThat(store().credentials(caller.application().appId()))
        .containsExactlyInAnyOrder(caller.credential(), good);
  }

  private static Credential until(Credential key, Instant end) {
    return new Credential(
        key.secretId(),
        key.appId(),
        key.secretKey(),
        true,
        key.created(),
        Optional.of(end),
        Optional.of(new SecretKey("plain-token-of-a-session")),
        key.actions());
  }

  @Test
  default void saveShouldReplaceWhatIsThere() {
    Caller caller = saveCaller();
    Tenant before = caller.tenant();
    Tenant renamed =
        new Tenant(before.id(), "Other", Tenant.State.ACTIVE, "deepseek-ocr")
            .suspended(
                Tenant.State.DISABLED,
                new Suspension(
                    "olga", "abuse: 帳號 stolen", Instant.parse("2026-11-22T01:02:03.004Z")));
    Application narrowed =
        new Application(
            caller.application().appId(),
            before.id(),
            "Narrow",
            PlatformFixtures.FRANKFURT,
            Set.of(PlatformFixtures.FRANKFURT),
            false,
            List.of("10.0.0.0/8", "2001:db8::/32"),
            List.of("10.1.0.0/16"),
            List.of());

    store().save(renamed);
    store().save(renamed);
    store().save(narrowed);

    Caller found = store().find(caller.credential().secretId()).orElseThrow();
    assertThat(found.tenant()).isEqualTo(renamed);
    assertThat(found.application()).isEqualTo(narrowed);
    assertThat(store().tenants()).contains(renamed).doesNotContain(before);
    assertThat(store().tenants())
        .isSortedAccordingTo((a, b) -> a.id().value().compareTo(b.id().value()));
  }

  @Test
  default void eachCallerShouldComeWithThePolicyOfItsOwnTenant() {
    Caller two = saveCaller();
    Caller ninety = saveCaller(tenant("deepseek-ocr"));

    assertThat(store().find(two.credential().secretId()).orElseThrow().terms().policyId())
        .isEqualTo("tencent-ocr");
    assertThat(store().find(ninety.credential().secretId()).orElseThrow().terms().policyId())
        .isEqualTo("deepseek-ocr");
    assertThat(store().tenants()).contains(two.tenant(), ninety.tenant());
  }

  @Test
  default void everyWriteShouldRaiseTheEpoch() {
    long first = store().epoch();
    Caller caller = saveCaller();
    long second = store().epoch();
    store().save(caller.credential());
    long third = store().epoch();

    assertThat(second).isGreaterThanOrEqualTo(first + 3);
    assertThat(third).isGreaterThan(second);
  }

  @Test
  default void sinceShouldNameTheTenantsThatChanged() {
    Caller one = saveCaller();
    Caller other = saveCaller();
    long known = store().epoch();

    store().save(one.credential());
    store().save(other.application());

    ControlStore.Changes changes = store().since(known);
    assertThat(changes.epoch()).isGreaterThanOrEqualTo(known + 2);
    assertThat(changes.tenants().orElseThrow()).contains(one.tenant().id(), other.tenant().id());
    assertThat(store().since(changes.epoch()).tenants().orElseThrow())
        .doesNotContain(one.tenant().id(), other.tenant().id());
  }

  @Test
  default void sinceShouldConcernEverybodyWhereNothingWasSeenBefore() {
    saveCaller();

    assertThat(store().since(Long.MIN_VALUE).tenants()).isEmpty();
    assertThat(store().since(store().epoch() + 1_000_000).tenants()).isEmpty();
  }

  @Test
  default void refusedWriteShouldLeaveNothing() {
    AppId appId = store().nextAppId();
    Application orphan = application(appId, new TenantId("nobody"));
    Credential key = credential(new AppId(1));

    assertThatThrownBy(() -> store().save(orphan)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().save(key)).isInstanceOf(IllegalArgumentException.class);

    assertThat(store().application(appId)).isEmpty();
    assertThat(store().find(key.secretId())).isEmpty();
  }

  @Test
  default void nextAppIdShouldNeverGiveTheSameTwiceWhenManyAsk() {
    Set<AppId> given = ConcurrentHashMap.newKeySet();

    Concurrently.run(40, _ -> given.add(store().nextAppId()));

    assertThat(given).hasSize(40);
  }

  @Test
  default void concurrentWritesShouldAllRaiseTheEpoch() {
    Caller caller = saveCaller();
    long before = store().epoch();

    Concurrently.run(20, _ -> store().save(credential(caller.application().appId())));

    assertThat(store().epoch()).isGreaterThanOrEqualTo(before + 20);
    assertThat(store().credentials(caller.application().appId())).hasSize(21);
  }

  @Test
  default void credentialsShouldComeOldestFirst() {
    Caller caller = saveCaller();
    Credential base = credential(caller.application().appId());
    Credential older =
        new Credential(
            base.secretId(),
            base.appId(),
            base.secretKey(),
            true,
            Instant.parse("2024-02-29T00:00:00.123456Z"),
            Optional.empty(),
            Optional.empty(),
            Set.of());

    store().save(older);

    assertThat(store().credentials(base.appId())).containsExactly(older, caller.credential());
  }

  private Caller saveCaller() {
    return saveCaller(tenant());
  }

  private Caller saveCaller(Tenant tenant) {
    Application application = application(store().nextAppId(), tenant.id());
    Credential credential = credential(application.appId());
    store().save(tenant);
    store().save(application);
    store().save(credential);
    return new Caller(
        credential, application, tenant, new ConsentHistory(List.of()).terms(tenant, application));
  }
}
