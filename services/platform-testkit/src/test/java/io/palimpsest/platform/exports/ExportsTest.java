package io.palimpsest.platform.exports;

import static io.palimpsest.platform.testkit.ConsentFixtures.OFFICER;
import static io.palimpsest.platform.testkit.ExportStoreContract.OPERATOR;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static io.palimpsest.platform.testkit.SubjectFixtures.ACTION;
import static io.palimpsest.platform.testkit.SubjectFixtures.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.exports.Export.State;
import io.palimpsest.platform.exports.ExportEvent.Kind;
import io.palimpsest.platform.rights.Asker;
import io.palimpsest.platform.rights.EndUserRights;
import io.palimpsest.platform.rights.RightsAct;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Names;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.Storing;
import io.palimpsest.platform.subjects.Subject;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.InMemoryControlStore;
import io.palimpsest.platform.testkit.InMemoryReceiptKeys;
import io.palimpsest.platform.testkit.InMemoryRights;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.Outage;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyLibrary;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportsTest {
  private static final String WHY = "to read worn passports better";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-12-01T10:00:00Z"));
  private final InMemoryControlStore control = new InMemoryControlStore();
  private final InMemoryRights rights = new InMemoryRights();
  private final PolicyLibrary policies = PolicyLibrary.shipped(clock);
  private final ExportCell singapore = InMemorySubjects.exportCell(SINGAPORE, SINGAPORE_TIME);
  private final ExportCell frankfurt = InMemorySubjects.exportCell(FRANKFURT, FRANKFURT_TIME);
  private final Consents consents = new Consents(control, control, () -> policies, clock);
  private final Exports exports =
      new Exports(List.of(singapore, frankfurt), control, control, rights, () -> policies, clock);
  private final Tenant tenant = PlatformFixtures.tenant();
  private final EndUserReference anna = SubjectFixtures.reference();
  private final AppId app;
  private final Attestation attested;

  ExportsTest() {
    control.save(tenant);
    app = control.nextAppId();
    control.save(PlatformFixtures.application(app, tenant.id()));
    consents.introduce(tenant.id(), OFFICER, ConsentFixtures.TOYS);
    attested =
        consents.attest(
            tenant.id(),
            OFFICER,
            app,
            ConsentFixtures.draft(
                new ConsentScope.Use(DataClass.IDENTIFICATION, TRAINING.key()), Set.of(ACTION)));
  }

  @Test
  void exportShouldGiveWhatIsConsentedAndNothingOfAnotherRegion() {
    Identification passport = stored(singapore, anna, attested.id(), Duration.ofDays(20));
    stored(frankfurt, anna, attested.id(), Duration.ofDays(20));

    Export export = create(SINGAPORE);

    assertThat(export.state()).isEqualTo(State.READY);
    assertThat(export.policies()).containsExactly(PolicyRef.parse("tencent-ocr@1.0.0"));
    List<ExportedItem> given = read(export);
    assertThat(given)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.fields()).isEqualTo(passport.fields());
              assertThat(item.photos()).hasSize(1);
              assertThat(item.toString() + item.item() + item.subject())
                  .doesNotContain(passport.callId().toString(), anna.value(), tenant.id().value());
            });
    assertThat(exports.exports()).extracting(Exports.Located::region).containsExactly(SINGAPORE);
  }

  @Test
  void exportShouldLeaveOutWhatNobodyAttestedToAndWhatWasTakenBack() {
    stored(singapore, anna, "attestation of nobody", Duration.ofDays(20));
    EndUserReference chose = SubjectFixtures.reference();
    stored(singapore, chose, attested.id(), Duration.ofDays(20));
    rights.choose(
        tenant.id(),
        SINGAPORE,
        singapore.subjects().pseudonyms().of(tenant.id(), chose),
        TRAINING,
        Optional.of(clock.instant()));
    EndUserReference restricted = SubjectFixtures.reference();
    stored(singapore, restricted, attested.id(), Duration.ofDays(20));
    singapore.subjects().items().restrict(subject(restricted), true);

    Export export = create(SINGAPORE);

    assertThat(read(export)).isEmpty();
    assertThat(export.refused()).isEqualTo(2);
    assertThat(export.given()).isZero();
  }

  @Test
  void exportShouldGoWithTheFirstOfItsItemsAndAfterThePolicysPeriodAtTheLatest() {
    stored(singapore, anna, attested.id(), Duration.ofDays(20));
    Export long_ = create(SINGAPORE);
    stored(singapore, anna, attested.id(), Duration.ofDays(3));
    Export short_ = create(SINGAPORE);

    // P7D: the whole of the seventh day, in the region's zone
    assertThat(long_.until()).isEqualTo(Instant.parse("2026-12-08T16:00:00Z"));
    assertThat(short_.until()).isEqualTo(clock.instant().plus(Duration.ofDays(3)));
  }

  @Test
  void whatIsRevokedAfterwardsShouldNotBeReadEvenBeforeItIsErased() {
    stored(singapore, anna, attested.id(), Duration.ofDays(20));
    Export export = create(SINGAPORE);

    consents.revoke(tenant.id(), OFFICER, attested.id());

    assertThat(read(export)).isEmpty();
  }

  @Test
  void endUserWhoWithdrawsShouldBeInNoExportAnyMore() {
    stored(singapore, anna, attested.id(), Duration.ofDays(20));
    stored(singapore, SubjectFixtures.reference(), attested.id(), Duration.ofDays(20));
    Export export = create(SINGAPORE);
    EndUserRights desk =
        new EndUserRights(
            consents,
            rights,
            List.of(singapore.subjects(), frankfurt.subjects()),
            () -> policies,
            new InMemoryReceiptKeys(),
            clock);

    desk.perform(
        tenant.id(),
        OFFICER,
        new Asker.ByReference(anna),
        new RightsAct.Withdraw(TRAINING),
        new Verification("desk 4", "signed in with two factors"));

    assertThat(exports.find(export.id()).export().there()).isOne();
    assertThat(read(export)).hasSize(1);
    assertThat(create(SINGAPORE).given()).isOne();
  }

  @Test
  void everythingShouldStandInTheLogWithWhoAndWhy() {
    stored(singapore, anna, attested.id(), Duration.ofDays(20));
    Export export = create(SINGAPORE);
    read(export);

    exports.erase(export.id(), OPERATOR, "done with it");

    assertThat(exports.events(export.id()))
        .extracting(ExportEvent::kind)
        .containsExactly(Kind.REQUESTED, Kind.FINISHED, Kind.READ, Kind.ERASED);
    assertThat(exports.events(export.id()))
        .allSatisfy(event -> assertThat(event.by()).isEqualTo(OPERATOR));
    assertThat(exports.events(export.id()).get(2).reason()).isEqualTo("training run 12");
    assertThat(exports.events(export.id()).get(2).items()).isOne();
    assertThat(exports.events(export.id()).toString()).doesNotContain(anna.value());
  }

  @Test
  void exportShouldBeReadOnlyWhileItIsComplete() {
    stored(singapore, anna, attested.id(), Duration.ofDays(20));
    Export late = create(SINGAPORE);
    Export erased = create(SINGAPORE);
    exports.erase(erased.id(), OPERATOR, "done with it");
    Export queued =
        Export.queued(TRAINING, OPERATOR, WHY, clock.instant(), late.policies(), late.until());
    singapore.exports().request(queued);
    clock.set(late.until());

    for (Export each : List.of(late, erased, queued)) {
      assertThatThrownBy(() -> read(each)).isInstanceOf(ExportRefused.class);
    }
  }

  @Test
  void exportThatBreaksOffShouldBeErased() {
    stored(singapore, anna, attested.id(), Duration.ofDays(20));
    Outage outage = ((InMemorySubjects) singapore.subjects().items()).outage();

    outage.begin();
    assertThatThrownBy(() -> create(SINGAPORE)).isInstanceOf(StoreUnavailable.class);
    outage.end();

    assertThat(exports.exports())
        .singleElement()
        .satisfies(each -> assertThat(each.export().state()).isEqualTo(State.ERASED));
  }

  @Test
  void exportWithoutAReasonAPolicyOrARegionShouldBeRefusedAndLeaveNothing() {
    assertThatThrownBy(() -> exports.create(SINGAPORE, TRAINING, OPERATOR, " "))
        .isInstanceOf(ExportRefused.class);
    assertThatThrownBy(() -> exports.create(SINGAPORE, TRAINING, OPERATOR, "a\nb"))
        .isInstanceOf(ExportRefused.class);
    assertThatThrownBy(() -> exports.create(SINGAPORE, new Purpose("registration"), OPERATOR, WHY))
        .hasMessageContaining("no policy in force");
    assertThatThrownBy(() -> exports.create(new Region("sa-saopaulo"), TRAINING, OPERATOR, WHY))
        .hasMessageContaining("no region");

    assertThat(exports.exports()).isEmpty();
  }

  private Export create(Region region) {
    return exports.create(region, TRAINING, OPERATOR, WHY);
  }

  private List<ExportedItem> read(Export export) {
    List<ExportedItem> given = new ArrayList<>();
    int count = exports.read(export.id(), OPERATOR, "training run 12", given::add);
    assertThat(given).hasSize(count);
    return given;
  }

  private Subject subject(EndUserReference reference) {
    return singapore
        .subjects()
        .items()
        .find(tenant.id(), singapore.subjects().pseudonyms().of(tenant.id(), reference))
        .getFirst()
        .subject();
  }

  private Identification stored(
      ExportCell cell, EndUserReference reference, String attestation, Duration life) {
    Identification passport =
        SubjectFixtures.passport(app, clock.instant(), clock.instant().plus(life), TRAINING);
    Identification item =
        new Identification(
            app,
            passport.callId(),
            passport.action(),
            passport.dataClass(),
            passport.fields(),
            passport.policy(),
            passport.purposes(),
            Map.of(TRAINING, attestation),
            passport.storedAt(),
            passport.until(),
            passport.jurisdiction());
    Names names =
        cell.subjects().pseudonyms().names(tenant.id(), Optional.of(reference), Optional.empty());
    Storing outcome =
        cell.subjects()
            .items()
            .store(tenant.id(), names, item, List.of(SubjectFixtures.portrait()), () -> true);
    assertThat(outcome).isInstanceOf(Storing.Stored.class);
    return item;
  }
}
