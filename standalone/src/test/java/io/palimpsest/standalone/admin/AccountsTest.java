package io.palimpsest.standalone.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.standalone.UserError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final Instant NOW = Instant.parse("2026-03-14T16:32:00Z");
  private static final TenantId ACME = new TenantId("acme");
  private static final Region FRANKFURT = new Region("eu-frankfurt");

  private final ControlStore store = new InMemoryControlStore();
  private final PolicyLibrary policies = PolicyLibrary.shipped();
  private final Accounts accounts = new Accounts(store, policies, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aSecondTenantOfTheSameNameShouldBeRefused() {
    accounts.createTenant(ACME, "Acme", "tencent-ocr");

    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> accounts.createTenant(ACME, "Acme", "tencent-ocr"))
        .withMessageContaining("already");
  }

  @Test
  void unknownPolicyShouldBeRefusedWithTheKnownOnes() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> accounts.createTenant(ACME, "Acme", "no-such"))
        .withMessageContaining("tencent-ocr");
  }

  @Test
  void temporaryKeyShouldEndAndHaveAToken() {
    Credential key =
        accounts.createKey(application().appId(), Optional.of(Duration.ofMinutes(30)), Set.of());

    assertThat(key.expires()).contains(NOW.plus(Duration.ofMinutes(30)));
    assertThat(key.token()).isPresent();
  }

  @Test
  void rotatedKeyShouldKeepItsRightsAndTheOldOneShouldBeRefused() {
    Credential old =
        accounts.createKey(application().appId(), Optional.empty(), Set.of("EnglishOCR"));

    Credential fresh = accounts.rotate(old.secretId(), false);

    assertThat(fresh.actions()).containsExactly("EnglishOCR");
    assertThat(fresh.secretId()).isNotEqualTo(old.secretId());
    assertThat(accounts.key(old.secretId()).enabled()).isFalse();
    assertThat(accounts.key(fresh.secretId()).enabled()).isTrue();
  }

  @Test
  void limitForTheSameActionShouldBeReplacedAndTakenAway() {
    Application application = application();
    accounts.limit(application.appId(), perSecond(OptionalLong.of(5)));

    accounts.limit(application.appId(), perSecond(OptionalLong.of(7)));
    Application bounded = accounts.application(application.appId());
    Application free = accounts.limit(application.appId(), perSecond(OptionalLong.empty()));

    assertThat(bounded.limits()).containsExactly(perSecond(OptionalLong.of(7)));
    assertThat(free.limits()).isEmpty();
  }

  @Test
  void whoIsSuspendedShouldHaveAReasonUntilItIsServedAgain() {
    accounts.createTenant(ACME, "Acme", "tencent-ocr");

    Tenant off = accounts.suspend(ACME, Tenant.State.DISABLED, "olga", "stolen keys");
    Tenant on = accounts.resume(ACME);

    assertThat(off.suspension()).contains(new Suspension("olga", "stolen keys", NOW));
    assertThat(on).isEqualTo(accounts.tenant(ACME));
    assertThat(on.state()).isEqualTo(Tenant.State.ACTIVE);
    assertThat(on.suspension()).isEmpty();
    assertThatThrownBy(() -> accounts.suspend(ACME, Tenant.State.DISABLED, "olga", " "))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("reason");
  }

  private static CallLimit perSecond(OptionalLong bound) {
    return new CallLimit(
        Optional.of("EnglishOCR"),
        Optional.empty(),
        bound,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private Application application() {
    accounts.createTenant(ACME, "Acme", "tencent-ocr");
    return accounts.createApplication(ACME, "App", FRANKFURT, Set.of(FRANKFURT));
  }
}
