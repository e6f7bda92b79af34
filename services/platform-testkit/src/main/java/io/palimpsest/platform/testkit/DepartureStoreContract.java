package io.palimpsest.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminStore;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.Departure.Stage;
import io.palimpsest.platform.offboarding.DepartureStore;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.offboarding.Step;
import io.palimpsest.platform.offboarding.StepId;
import io.palimpsest.platform.offboarding.StepState;
import io.palimpsest.platform.offboarding.Tombstone;
import io.palimpsest.platform.offboarding.Tombstones;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.tenancy.Suspension;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of departures does to the accounts beside it. It may hold what others left. */
public interface DepartureStoreContract {
  Instant ASKED = Instant.parse("2028-02-29T23:59:59.999Z");
  Attester BY = new Attester("petra@toys.example", "owner");

  ControlStore store();

  ConsentStore consents();

  AdminStore admins();

  RightsStore rights();

  DepartureStore departures();

  Tombstones tombstones();

  @Test
  default void aDepartureShouldComeBackAsItWasEnteredAndStopCallsAtOnce() {
    Caller caller = newCaller();
    long epoch = store().epoch();

    Departure entered = departures().enter(leaving(tenantOf(caller))).orElseThrow();

    assertThat(store().epoch()).isGreaterThan(epoch);
    assertThat(store().tenant(caller.tenant().id()).orElseThrow().state())
        .isEqualTo(Tenant.State.LEAVING);
    assertThat(entered.before()).contains(Tenant.State.ACTIVE);
    assertThat(departures().of(caller.tenant().id())).containsExactly(entered);
    assertThat(departures().open()).contains(entered);
    assertThat(departures().enter(leaving(tenantOf(caller)))).isEmpty();
    assertThat(departures().enter(leaving(appOf(caller)))).isEmpty();
    assertThatThrownBy(() -> store().save(caller.tenant())).isInstanceOf(Retired.class);
    assertThatThrownBy(
            () ->
                store()
                    .save(PlatformFixtures.application(store().nextAppId(), caller.tenant().id())))
        .isInstanceOf(Retired.class);
  }

  @Test
  default void ofTwoWhoGoOnTheSecondShouldGiveWay() {
    Departure entered = departures().enter(leaving(tenantOf(newCaller()))).orElseThrow();
    Departure one = with(entered, new StepState.Failed("a store is away", ASKED));
    Departure other = with(entered, new StepState.Done("nothing is left", ASKED));

    assertThat(departures().save(one)).isTrue();
    assertThat(departures().save(other)).isFalse();

    assertThat(departures().of(entered.leaver().tenant())).containsExactly(one.stored());
    assertThat(departures().save(with(one.stored(), new StepState.Held("hold 7", ASKED)))).isTrue();
  }

  @Test
  default void whatIsTakenBackShouldBeAsItWasBefore() {
    Caller caller = newCaller();
    Tenant owes =
        new Tenant(
            caller.tenant().id(),
            caller.tenant().name(),
            Tenant.State.IN_ARREARS,
            caller.tenant().policy(),
            Optional.of(new Suspension("olga", "three unpaid months", ASKED)));
    store().save(owes);
    Departure tenant = departures().enter(leaving(tenantOf(caller))).orElseThrow();

    assertThat(departures().cancel(in(tenant, Stage.CANCELLED))).isTrue();
    assertThat(departures().cancel(in(tenant, Stage.CANCELLED))).isFalse();
    assertThat(store().tenant(owes.id())).contains(owes);

    Credential off = disabled(PlatformFixtures.credential(caller.application().appId()));
    store().save(off);
    Departure app = departures().enter(leaving(appOf(caller))).orElseThrow();
    assertThat(app.keys()).containsExactly(caller.credential().secretId());
    assertThat(store().credentials(caller.application().appId())).noneMatch(Credential::enabled);
    assertThatThrownBy(() -> store().save(caller.credential())).isInstanceOf(Retired.class);

    departures().cancel(in(app, Stage.CANCELLED));

    assertThat(store().credentials(caller.application().appId()))
        .containsExactlyInAnyOrder(caller.credential(), off);
  }

  @Test
  default void aRetiredAppIdShouldNeverBeUsedAgain() {
    Caller caller = newCaller();
    Application app = caller.application();
    Departure departure = departures().enter(leaving(appOf(caller))).orElseThrow();

    departures().retire(departure.leaver(), ASKED);
    departures().retire(departure.leaver(), ASKED.plusSeconds(60));

    assertThat(store().find(caller.credential().secretId())).isEmpty();
    assertThat(tombstones().isRetired(app.appId())).isTrue();
    assertThat(tombstones().isRetired(caller.tenant().id())).isFalse();
    assertThat(tombstones().all()).contains(new Tombstone.OfAppId(app.appId(), ASKED));
    assertThatThrownBy(() -> store().save(app)).isInstanceOf(Retired.class);
    assertThatThrownBy(() -> store().save(caller.credential())).isInstanceOf(Retired.class);
    assertThatThrownBy(() -> store().save(disabled(caller.credential())))
        .isInstanceOf(Retired.class);

    assertThat(departures().finish(departure.leaver(), over(departure, departure.leaver())))
        .isTrue();

    assertThat(store().application(app.appId()).orElseThrow().name()).isEqualTo(Departure.ERASED);
    assertThat(store().tenant(caller.tenant().id())).contains(caller.tenant());
  }

  @Test
  default void nextAppIdShouldPassOverWhatARestoredDatabaseForgot() {
    long next = store().nextAppId().value() + 1;
    Tombstone ahead = new Tombstone.OfAppId(new io.palimpsest.platform.tenancy.AppId(next), ASKED);

    tombstones().add(List.of(ahead));
    tombstones().add(List.of(ahead));

    assertThat(store().nextAppId().value()).isGreaterThan(next);
    assertThat(tombstones().all()).containsOnlyOnce(ahead);
  }

  @Test
  default void ofATenantThatLeftOnlyNamelessProofsShouldStay() {
    Caller caller = newCaller();
    TenantId id = caller.tenant().id();
    ConsentFixtures.sayEverything(consents(), caller.tenant(), caller.application().appId());
    String email = "petra+" + id + "@toys.example";
    admins()
        .save(
            new AdminAccount(
                email, id, "owner", AdminAccount.Role.ADMIN, "$argon2id$x", true, ASKED));
    int said = consents().history(id).entries().size();
    Departure departure = departures().enter(leaving(tenantOf(caller))).orElseThrow();
    departures().retire(departure.leaver(), ASKED);

    Departure over = over(departure, departure.leaver());
    assertThat(departures().finish(departure.leaver(), over)).isTrue();
    assertThat(departures().finish(departure.leaver(), over)).isFalse();

    assertThat(store().tenant(id)).isEmpty();
    assertThat(store().applications(id)).isEmpty();
    assertThat(store().find(caller.credential().secretId())).isEmpty();
    assertThat(admins().find(email)).isEmpty();
    assertThat(consents().history(id).entries()).isEmpty();
    Departure shown = departures().of(id).getFirst();
    TenantId other = shown.leaver().tenant();
    assertThat(shown.by().id()).isEqualTo(Departure.ERASED);
    assertThat(other.value()).startsWith("gone-").doesNotContain(id.value());
    assertThat(store().tenant(other).orElseThrow().state()).isEqualTo(Tenant.State.GONE);
    assertThat(store().applications(other))
        .extracting(Application::appId)
        .containsExactly(caller.application().appId());
    List<ConsentEntry> left = consents().history(other).entries();
    assertThat(left).hasSize(said).allMatch(entry -> entry.by().id().startsWith("person "));
    assertThat(left.toString()).doesNotContain("toys").doesNotContain("Töys");
    assertThat(left).anyMatch(entry -> entry.act() instanceof ConsentAct.Attested);
    assertThat(tombstones().isRetired(id)).isTrue();
    assertThatThrownBy(() -> store().save(caller.tenant()))
        .isInstanceOf(Retired.class)
        .hasMessageContaining("never given again");
  }

  @Test
  default void anAdminsAccountShouldGoAndItsTenantStay() {
    Caller caller = newCaller();
    TenantId id = caller.tenant().id();
    String email = "lena+" + id + "@toys.example";
    admins()
        .save(
            new AdminAccount(
                email, id, "auditor", AdminAccount.Role.AUDITOR, "$argon2id$x", true, ASKED));
    Leaver leaver = new Leaver.OfAccount(id, email);
    Departure departure = departures().enter(leaving(leaver)).orElseThrow();

    departures().finish(leaver, over(departure, new Leaver.OfAccount(id, Departure.ERASED)));

    assertThat(admins().find(email)).isEmpty();
    assertThat(store().tenant(id)).contains(caller.tenant());
    assertThat(departures().of(id).getFirst().leaver())
        .isEqualTo(new Leaver.OfAccount(id, Departure.ERASED));
    assertThat(departures().open()).noneMatch(each -> each.leaver().tenant().equals(id));
  }

  private Caller newCaller() {
    Caller caller = PlatformFixtures.caller();
    Application app = PlatformFixtures.application(store().nextAppId(), caller.tenant().id());
    Credential key = PlatformFixtures.credential(app.appId());
    store().save(caller.tenant());
    store().save(app);
    store().save(key);
    return new Caller(key, app, caller.tenant(), caller.terms());
  }

  private static Leaver tenantOf(Caller caller) {
    return new Leaver.OfTenant(caller.tenant().id());
  }

  private static Leaver appOf(Caller caller) {
    return new Leaver.OfApplication(caller.tenant().id(), caller.application().appId());
  }

  private static Departure leaving(Leaver leaver) {
    return new Departure(
        "dp-" + UUID.randomUUID().toString().substring(0, 13),
        leaver,
        BY,
        "we close",
        ASKED,
        ASKED.plusSeconds(86_400),
        Stage.LEAVING,
        Optional.empty(),
        Set.of(),
        Map.of(new StepId(Step.STOP_CALLS, Optional.empty()), new StepState.Done("stopped", ASKED)),
        0);
  }

  private static Departure with(Departure departure, StepState state) {
    return new Departure(
        departure.id(),
        departure.leaver(),
        departure.by(),
        departure.reason(),
        departure.asked(),
        departure.eraseAfter(),
        departure.stage(),
        departure.before(),
        departure.keys(),
        Map.of(new StepId(Step.IDENTIFICATION, Optional.of(PlatformFixtures.SINGAPORE)), state),
        departure.version());
  }

  private static Departure in(Departure departure, Stage stage) {
    return new Departure(
        departure.id(),
        departure.leaver(),
        departure.by(),
        departure.reason(),
        departure.asked(),
        departure.eraseAfter(),
        stage,
        departure.before(),
        departure.keys(),
        departure.steps(),
        departure.version());
  }

  private static Departure over(Departure departure, Leaver leaver) {
    return new Departure(
        departure.id(),
        leaver,
        new Attester(Departure.ERASED, Departure.ERASED),
        Departure.ERASED,
        departure.asked(),
        departure.eraseAfter(),
        Stage.OVER,
        Optional.empty(),
        Set.of(),
        departure.steps(),
        departure.version());
  }

  private static Credential disabled(Credential key) {
    return new Credential(
        key.secretId(),
        key.appId(),
        key.secretKey(),
        false,
        key.created(),
        key.expires(),
        key.token(),
        key.actions());
  }
}
