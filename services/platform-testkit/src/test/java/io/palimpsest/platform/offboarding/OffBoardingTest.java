package io.palimpsest.platform.offboarding;

import static io.palimpsest.platform.testkit.ConsentFixtures.OFFICER;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.admins.AdminAccount.Role;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.holds.HeldRegion;
import io.palimpsest.platform.holds.Hold;
import io.palimpsest.platform.holds.HoldScope;
import io.palimpsest.platform.holds.Holds;
import io.palimpsest.platform.keys.KeyName;
import io.palimpsest.platform.keys.KeyRing;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.platform.metering.Statements;
import io.palimpsest.platform.offboarding.Departure.Stage;
import io.palimpsest.platform.proofs.ProofKeeper;
import io.palimpsest.platform.rights.RevokedData;
import io.palimpsest.platform.subjects.Pseudonyms;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Retired;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.DebugCopyStoreContract;
import io.palimpsest.platform.testkit.InMemoryAdmins;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryDepartures;
import io.palimpsest.platform.testkit.InMemoryHolds;
import io.palimpsest.platform.testkit.InMemoryKeyStore;
import io.palimpsest.platform.testkit.InMemoryOversight;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemoryRootKey;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffBoardingTest {
  private static final Instant NOW = Instant.parse("2028-02-29T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2028-02-29");
  private static final Duration OVER = Duration.ofSeconds(40);

  private final MovableClock clock = new MovableClock(NOW);
  private final PolicyLibrary policies = PolicyLibrary.shipped(clock);
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final InMemoryAdmins admins = new InMemoryAdmins(id -> control.tenant(id).isPresent());
  private final InMemoryRights rights = new InMemoryRights();
  private final InMemoryDepartures departures = new InMemoryDepartures(control, admins, rights);
  private final RegionStores singapore = new RegionStores(SINGAPORE, SINGAPORE_TIME);
  private final RegionStores frankfurt = new RegionStores(FRANKFURT, FRANKFURT_TIME);
  private final Holds holds =
      new Holds(new InMemoryHolds(), control, List.of(singapore.held(), frankfurt.held()), clock);
  private final OffBoarding offBoarding =
      new OffBoarding(departures, control, admins, () -> policies, clock);
  private final RevokedData revoked =
      new RevokedData(control, List.of(singapore.cell, frankfurt.cell), clock);
  private final Tenant tenant = PlatformFixtures.tenant();
  private final AppId app = control.nextAppId();
  private final Credential key = PlatformFixtures.credential(app);
  private final AdminAccount petra = account("petra@toys.example", Role.ADMIN);
  private OffBoarder offBoarder = offBoarder();

  /** One region's stores. */
  private final class RegionStores {
    private final InMemoryRegion region;
    private final InMemorySubjects subjects;
    private final InMemoryKeyStore keys = new InMemoryKeyStore();
    private final InMemoryRegionHolds inForce = new InMemoryRegionHolds();
    private final InMemoryDebugCopies copies;
    private final SubjectCell cell;

    private RegionStores(Region name, ZoneId zone) {
      region = InMemoryRegion.of(name, zone);
      subjects = new InMemorySubjects(zone);
      Pseudonyms pseudonyms =
          new Pseudonyms(KeyRing.open(name, new InMemoryRootKey(), keys, clock));
      copies =
          new InMemoryDebugCopies(
              new CopyTelling(name, zone, clock, region.ledger()::salt, (_, _) -> {}),
              inForce::scopes);
      cell = new SubjectCell(name, zone, pseudonyms, subjects, subjects, subjects).with(copies);
    }

    private HeldRegion held() {
      return new HeldRegion(region.region(), region.zone(), inForce);
    }

    private DepartingRegion departing() {
      return new DepartingRegion(
          cell,
          region.uploads(),
          inForce,
          new Statements(
              region.region(), region.zone(), region.ledger(), PriceLists.shipped(), OVER, clock));
    }

    private void store(AppId appId, Tenant owner) {
      cell.items()
          .store(
              owner.id(),
              cell.pseudonyms()
                  .names(owner.id(), Optional.of(SubjectFixtures.reference()), Optional.empty()),
              SubjectFixtures.passport(appId, clock.instant()),
              List.of(),
              () -> true);
      copies.keep(
          DebugCopyStoreContract.copy(appId, clock.instant()),
          DebugCopyStoreContract.content(),
          () -> true);
    }

    private long items() {
      return cell.inventory().counts().stream().mapToLong(each -> each.items()).sum();
    }
  }

  private OffBoarder offBoarder() {
    return new OffBoarder(
        departures,
        departures,
        control,
        admins,
        control,
        holds,
        List.of(singapore.departing(), frankfurt.departing()),
        OVER,
        clock);
  }

  private AdminAccount account(String email, Role role) {
    return new AdminAccount(email, tenant.id(), "owner", role, "$argon2id$x", true, NOW);
  }

  @BeforeEach
  void aTenantWithDataInBothRegions() {
    control.save(tenant);
    control.save(PlatformFixtures.application(app, tenant.id()));
    control.save(key);
    admins.save(petra);
    ConsentFixtures.sayEverything(control, tenant, app);
    singapore.store(app, tenant);
    frankfurt.store(app, tenant);
  }

  /** What the clockwork does meanwhile. */
  private void goOn() {
    offBoarder.run();
    revoked.clear();
    clock.advance(Duration.ofMinutes(1));
    holds.spread();
    revoked.clear();
    offBoarder.run();
  }

  private Departure departure() {
    return offBoarding.of(tenant.id()).getLast();
  }

  private StepState state(Step step) {
    return departure().state(new StepId(step, Optional.empty()));
  }

  private StepState state(Step step, Region region) {
    return departure().state(new StepId(step, Optional.of(region)));
  }

  @Test
  void nothingOfATenantShouldBeLeftButProofsWithoutANameWhenItIsOver() {
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));

    goOn();
    goOn();

    assertThat(departure().stage()).isEqualTo(Stage.OVER);
    assertThat(departure().steps().values()).allMatch(StepState.Done.class::isInstance);
    assertThat(singapore.items() + frankfurt.items()).isZero();
    assertThat(singapore.copies.all()).isEmpty();
    assertThat(frankfurt.copies.objects()).isEmpty();
    assertThat(singapore.keys.names("pseudonym/")).isEmpty();
    assertThat(control.find(key.secretId())).isEmpty();
    assertThat(control.tenant(tenant.id())).isEmpty();
    assertThat(admins.find(petra.email())).isEmpty();
    assertThat(control.tenants().toString()).doesNotContain(tenant.id().value(), "Töys");
    assertThat(departures.all()).hasSize(2);
    assertThatThrownBy(() -> control.save(tenant)).isInstanceOf(Retired.class);
  }

  @Test
  void nothingShouldBeErasedBeforeItsDay() {
    Departure asked =
        offBoarding.tenant(
            tenant.id(), OFFICER, "we close", Optional.of(LocalDate.parse("2028-03-07")));

    goOn();
    clock.set(Instant.parse("2028-03-06T23:59:59.999Z"));
    offBoarder.run();

    assertThat(asked.eraseAfter()).isEqualTo(Instant.parse("2028-03-07T00:00:00Z"));
    assertThat(control.tenant(tenant.id()).orElseThrow().state()).isEqualTo(Tenant.State.LEAVING);
    assertThat(singapore.items()).isOne();
    assertThat(state(Step.CALLS_IN_FLIGHT)).isInstanceOf(StepState.Done.class);
    assertThat(state(Step.FINAL_STATEMENT, SINGAPORE).why()).startsWith("2028-02: " + app + " 0 ");
    assertThat(state(Step.GRACE)).isInstanceOf(StepState.Waiting.class);

    clock.set(asked.eraseAfter());
    offBoarder.run();
    assertThat(singapore.items()).isZero();
  }

  @Test
  void whatIsTakenBackInTimeShouldBeServedAgain() {
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.empty());
    goOn();

    Departure cancelled = offBoarding.cancelTenant(tenant.id());
    clock.advance(Duration.ofDays(60));
    goOn();

    assertThat(cancelled.stage()).isEqualTo(Stage.CANCELLED);
    assertThat(control.tenant(tenant.id())).contains(tenant);
    assertThat(control.find(key.secretId()).orElseThrow().credential()).isEqualTo(key);
    assertThat(singapore.items()).isOne();
    assertThatThrownBy(() -> offBoarding.cancelTenant(tenant.id()))
        .isInstanceOf(OffBoardingRefused.class);
  }

  @Test
  void aDayThatIsOverShouldNotMeanAtOnce() {
    Optional<LocalDate> wrongYear = Optional.of(TODAY.minusYears(1));

    assertThatThrownBy(() -> offBoarding.tenant(tenant.id(), OFFICER, "we close", wrongYear))
        .isInstanceOf(OffBoardingRefused.class)
        .hasMessage("2027-02-28 is over; erasing begins at once with 2028-02-29");

    assertThat(offBoarding.of(tenant.id())).isEmpty();
  }

  @Test
  void nothingShouldBeTakenBackOnceErasingBegan() {
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));
    frankfurt.region.uploads().outage().begin();
    goOn();

    assertThatThrownBy(() -> offBoarding.cancelTenant(tenant.id()))
        .isInstanceOf(OffBoardingRefused.class)
        .hasMessageContaining("erasing has begun");
    assertThatThrownBy(() -> offBoarding.tenant(tenant.id(), OFFICER, "again", Optional.of(TODAY)))
        .isInstanceOf(OffBoardingRefused.class)
        .hasMessageContaining("is leaving already");
  }

  @Test
  void aRegionThatIsAwayShouldKeepBackItsOwnStepsOnly() {
    frankfurt.subjects.outage().begin();
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));

    goOn();

    assertThat(singapore.items()).isZero();
    assertThat(state(Step.UPLOADS, SINGAPORE)).isInstanceOf(StepState.Done.class);
    assertThat(state(Step.PSEUDONYM_KEYS, SINGAPORE)).isInstanceOf(StepState.Done.class);
    assertThat(state(Step.IDENTIFICATION, FRANKFURT)).isInstanceOf(StepState.Failed.class);
    assertThat(state(Step.IDENTIFICATION, FRANKFURT).why()).contains("identification could not");
    assertThat(state(Step.ACCOUNT_DATA)).isInstanceOf(StepState.Waiting.class);

    frankfurt.subjects.outage().end();
    goOn();
    goOn();

    assertThat(frankfurt.items()).isZero();
    assertThat(departure().stage()).isEqualTo(Stage.OVER);
  }

  @Test
  void everyStepShouldGoOnWhereAnotherProcessDied() {
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));
    clock.advance(Duration.ofMinutes(1));

    int runs = 0;
    while (departure().stage() != Stage.OVER && runs < 100) {
      // Each process does what it can until its next write, is lost, and another begins.
      departures.dieAfter(runs % 3 + 1);
      try {
        offBoarder().run();
      } catch (InMemoryDepartures.Died e) {
        // as meant
      }
      departures.dieAfter(Integer.MAX_VALUE);
      revoked.clear();
      clock.advance(Duration.ofMinutes(1));
      revoked.clear();
      runs++;
    }

    assertThat(runs).isBetween(5, 99);
    assertThat(singapore.items() + frankfurt.items()).isZero();
    assertThat(control.tenant(tenant.id())).isEmpty();
    assertThat(departures.all()).hasSize(2);
  }

  @Test
  void aLegalHoldShouldHoldItsStepAndLetItGoOnWhenReleased() {
    Hold hold =
        holds.place(
            new HoldScope.OfTenant(tenant.id()),
            Set.of(DataClass.MONITORING, DataClass.IDENTIFICATION),
            "A. Judge",
            "case 4 O 17/28",
            "§ 142 ZPO",
            NOW.plus(Duration.ofDays(400)));
    singapore.subjects.holdEverything(
        List.of(
            new io.palimpsest.platform.subjects.IdentificationErasure.HeldBy(
                hold.id(), hold.basis(), hold.until())));
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));

    goOn();

    assertThat(state(Step.IDENTIFICATION, SINGAPORE)).isInstanceOf(StepState.Held.class);
    assertThat(state(Step.IDENTIFICATION, SINGAPORE).why()).contains(hold.id(), "§ 142 ZPO");
    assertThat(singapore.copies.all()).isEmpty();
    assertThat(frankfurt.items()).isZero();
    assertThat(state(Step.ATTESTATIONS)).isInstanceOf(StepState.Done.class);
    assertThat(singapore.keys.names("pseudonym/")).hasSize(1);

    singapore.subjects.holdEverything(List.of());
    goOn();
    assertThat(state(Step.ACCOUNT_DATA)).isInstanceOf(StepState.Held.class);
    assertThat(state(Step.ACCOUNT_DATA).why()).contains(hold.id());
    assertThat(control.applications(tenant.id())).hasSize(1);

    holds.release(hold.id(), "A. Judge", "closed");
    goOn();
    assertThat(departure().stage()).isEqualTo(Stage.OVER);
  }

  @Test
  void aHeldDebugCopyShouldHoldItsOwnStepAndBeReadByNobody() {
    Hold hold =
        holds.place(
            new HoldScope.OfApplication(app),
            Set.of(DataClass.DEBUG_COPY),
            "A. Judge",
            "case 4 O 17/28",
            "§ 142 ZPO",
            NOW.plus(Duration.ofDays(400)));
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));

    goOn();

    assertThat(state(Step.DEBUG_COPIES, SINGAPORE)).isInstanceOf(StepState.Held.class);
    assertThat(state(Step.DEBUG_COPIES, SINGAPORE).why()).contains(hold.id(), "§ 142 ZPO");
    assertThat(singapore.copies.all()).hasSize(1);
    assertThat(singapore.copies.list(Set.of(app), NOW, Optional.empty(), 9)).isEmpty();
    assertThat(singapore.items()).isZero();
    assertThat(state(Step.UPLOADS, SINGAPORE)).isInstanceOf(StepState.Done.class);

    holds.release(hold.id(), "A. Judge", "closed");
    goOn();
    assertThat(singapore.copies.all()).isEmpty();
    assertThat(departure().stage()).isEqualTo(Stage.OVER);
  }

  @Test
  void anUploadThatIsLeftShouldBeWaitedForUntilTheSweepTookIt() {
    UploadKey left = UploadKey.of(app, PlatformFixtures.callId(NOW), SINGAPORE_TIME);
    singapore.region.uploads().stage(left, new byte[] {1});
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));

    goOn();
    assertThat(state(Step.UPLOADS, SINGAPORE).why()).isEqualTo("for the sweep of 1 uploads");

    singapore.region.uploads().erase(left);
    goOn();
    assertThat(state(Step.UPLOADS, SINGAPORE)).isInstanceOf(StepState.Done.class);
  }

  @Test
  void oneAppIdShouldLeaveAndItsTenantStay() {
    AppId other = control.nextAppId();
    control.save(PlatformFixtures.application(other, tenant.id()));
    ConsentFixtures.sayEverything(control, tenant, other);
    singapore.store(other, tenant);
    offBoarding.application(app, OFFICER, "not used", Optional.of(TODAY));
    assertThat(control.credentials(app)).noneMatch(Credential::enabled);

    goOn();
    goOn();

    assertThat(departure().stage()).isEqualTo(Stage.OVER);
    assertThat(control.tenant(tenant.id())).contains(tenant);
    assertThat(control.application(app).map(Application::name)).contains(Departure.ERASED);
    assertThat(singapore.items()).isOne();
    assertThat(singapore.keys.names("pseudonym/")).hasSize(1);
    assertThat(control.history(tenant.id()).attestations(app))
        .allMatch(each -> each.revokedAt().isPresent());
    assertThat(control.history(tenant.id()).attestations(other))
        .allMatch(each -> each.revokedAt().isEmpty());
    assertThat(admins.find(petra.email())).contains(petra);
    assertThat(control.nextAppId().value()).isGreaterThan(other.value());
  }

  @Test
  void anAccountShouldGoAtOnceUnlessItIsTheLastThatActs() {
    AdminAccount lena = account("lena@toys.example", Role.ADMIN);
    admins.save(account("audit@toys.example", Role.AUDITOR));

    assertThatThrownBy(() -> offBoarding.account(tenant.id(), petra.email(), OFFICER, "I leave"))
        .isInstanceOf(OffBoardingRefused.class)
        .hasMessageContaining("the last account");

    admins.save(lena);
    offBoarding.account(tenant.id(), " Petra@toys.example ", OFFICER, "I leave");
    offBoarder.run();

    assertThat(admins.find(petra.email())).isEmpty();
    assertThat(admins.accounts(tenant.id())).hasSize(2);
    assertThat(departure().leaver()).isEqualTo(new Leaver.OfAccount(tenant.id(), "erased"));
  }

  @Test
  void whoLeftAndCameBackWithARestoreShouldBeSentAwayAgain() {
    List<Tombstone> outlived =
        List.of(Tombstone.of(tenant.id(), NOW), new Tombstone.OfAppId(app, NOW));

    departures.add(outlived);

    assertThat(control.find(key.secretId())).isEmpty();
    goOn();
    goOn();
    assertThat(departure().stage()).isEqualTo(Stage.OVER);
    assertThat(control.tenant(tenant.id())).isEmpty();
    assertThat(singapore.items() + frankfurt.items()).isZero();
    assertThat(departures.all()).hasSize(2);

    offBoarder = offBoarder();
    offBoarder.run();
    assertThat(offBoarding.of(tenant.id())).hasSize(1);
  }

  @Test
  void proofsOfATenantThatLeftShouldGoWhenTheirPeriodIsOver() {
    ProofKeeper keeper =
        new ProofKeeper(
            control, control, rights, new InMemoryOversight(control), () -> policies, clock);
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));
    goOn();
    goOn();
    Tenant nameless = control.tenants().getFirst();
    assertThat(control.history(nameless.id()).entries())
        .anyMatch(entry -> entry.act() instanceof ConsentAct.Left)
        .noneMatch(entry -> entry.by().id().contains("toys"));

    clock.set(Instant.parse("2031-02-28T23:59:59Z"));
    keeper.expire();
    assertThat(control.history(nameless.id()).entries()).isNotEmpty();

    clock.set(Instant.parse("2031-03-02T00:00:00Z"));
    keeper.expire();
    assertThat(control.history(nameless.id()).entries()).isEmpty();
  }

  @Test
  void erasingShouldNotBePutOffBeyondWhatTheRightToErasureLets() {
    Departure asked = offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.empty());
    assertThat(asked.eraseAfter()).isEqualTo(Instant.parse("2028-03-29T00:00:00Z"));
    offBoarding.cancelTenant(tenant.id());

    assertThatThrownBy(
            () ->
                offBoarding.tenant(
                    tenant.id(), OFFICER, "we close", Optional.of(LocalDate.parse("2028-03-30"))))
        .isInstanceOf(OffBoardingRefused.class)
        .hasMessageContaining("2028-03-29");
    assertThatThrownBy(() -> offBoarding.tenant(tenant.id(), OFFICER, " ", Optional.empty()))
        .isInstanceOf(OffBoardingRefused.class);
    assertThatThrownBy(
            () -> offBoarding.application(new AppId(7), OFFICER, "why", Optional.empty()))
        .isInstanceOf(OffBoardingRefused.class);
  }

  @Test
  void keyNamesOfOtherTenantsShouldStayWhenOnesAreDestroyed() {
    Tenant other = PlatformFixtures.tenant();
    control.save(other);
    singapore.store(PlatformFixtures.appId(), other);
    offBoarding.tenant(tenant.id(), OFFICER, "we close", Optional.of(TODAY));

    goOn();
    goOn();

    assertThat(singapore.keys.names("pseudonym/"))
        .containsExactly(new KeyName.OfPseudonyms(other.id(), 1).text());
  }
}
