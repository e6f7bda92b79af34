package io.palimpsest.platform.lookup;

import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.logEntry;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Delivery;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.LegalBasis;
import io.palimpsest.policy.PolicyLibrary;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallLookupTest {
  private static final AppId APP = new AppId(1300000001);
  private static final Instant RECEIVED =
      Instant.parse("2028-02-28T16:30:00Z"); // 29 February there

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final SubjectCell subjects = InMemorySubjects.cell(region.region(), region.zone());
  private final InMemoryRegionHolds holds = new InMemoryRegionHolds();
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final CallStores stores =
      new CallStores(
          region.cell(),
          () -> subjects,
          () -> holds,
          () -> new CallEvidence(evidence.cell(region)));
  private final CallLookup lookup = new CallLookup(stores);

  @Test
  void everythingThatIsHeldShouldBeTold() {
    MonitoringRecord record = settled();
    UploadKey upload = UploadKey.of(APP, record.callId(), region.zone());
    region.uploads().stage(upload, new byte[10]);
    region.log().append(logEntry(APP, record.callId()));
    region.ledger().delivered(record.callId());

    CallInfo info = lookup.look(record.callId());

    assertThat(info.monitoring().held())
        .contains(
            new CallInfo.Metered(
                record, Delivery.DELIVERED, Optional.of(PlatformFixtures.MONITORING_PERIOD)));
    assertThat(info.log().held().orElseThrow().steps()).hasSize(2);
    assertThat(info.erasure().held().orElseThrow().open()).isTrue();
    assertThat(info.upload().held()).contains(upload);
    assertThat(info.unknown()).isEmpty();
  }

  @Test
  void aRecordThatOnlyAHoldKeepsShouldBeToldWithTheHold() {
    InMemoryRegionHolds keeping = new InMemoryRegionHolds(region.ledger(), evidence.queue());
    CallLookup lookup =
        new CallLookup(
            new CallStores(region.cell(), () -> subjects, () -> keeping, stores.evidence()));
    MonitoringRecord record = settled();
    Instant until = Instant.parse("2031-01-01T00:00:00Z");
    keeping.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.MONITORING,
                new HeldScope.Target.Call(record.callId()),
                "a law",
                until)));
    LocalDate day = LocalDate.ofInstant(RECEIVED, region.zone());
    region.ledger().ensure(PlatformFixtures.MONITORING_PERIOD, day, day);
    region.ledger().drop(PlatformFixtures.MONITORING_PERIOD, day);

    CallInfo info = lookup.look(record.callId(), APP);

    assertThat(info.monitoring().held().orElseThrow().record()).isEqualTo(record);
    assertThat(info.heldOf(DataClass.MONITORING)).singleElement();
    assertThat(lookup.look(record.callId(), new AppId(7)).monitoring().held()).isEmpty();
    Periods periods =
        new Periods(PolicyLibrary.shipped(Clock.systemUTC()), "tencent-ocr", RECEIVED);
    assertThat(periods.goneBy(info, DataClass.MONITORING).orElseThrow().toInstant())
        .isEqualTo(until);
    assertThat(periods.basis(info, DataClass.MONITORING)).isEmpty();
  }

  @Test
  void aCallThatIsForgottenShouldBeNothingEverywhere() {
    CallInfo info = lookup.look(callId(RECEIVED));

    assertThat(info.anythingHeld()).isFalse();
    assertThat(info.unknown()).isEmpty();
  }

  @Test
  void anUploadWithoutABookShouldBeFoundInTheListing() {
    CallId call = callId(RECEIVED);
    UploadKey upload = UploadKey.of(APP, call, region.zone());
    region.uploads().stage(upload, new byte[10]);

    assertThat(lookup.look(call).upload().held()).contains(upload);
    assertThat(lookup.look(call).appId()).contains(APP);
  }

  @Test
  void aStoreThatIsAwayShouldBeUnknownAndHideNothingOfTheOthers() {
    MonitoringRecord record = settled();
    region.log().append(logEntry(APP, record.callId()));
    region.ledger().outage().begin();
    region.outbox().outage().begin();

    CallInfo info = lookup.look(record.callId());

    assertThat(info.monitoring()).isEqualTo(new Finding.Unknown<>("MySQL"));
    assertThat(info.proof()).isEqualTo(new Finding.Unknown<>("MySQL"));
    assertThat(info.unknown()).containsExactly("MySQL");
    assertThat(info.log().held()).isPresent();
    assertThat(info.upload()).isEqualTo(new Finding.Nothing<>());
  }

  @Test
  void anotherAppIdShouldSeeTheSameAsOfACallThatNeverWas() {
    MonitoringRecord record = settled();
    region.log().append(logEntry(APP, record.callId()));
    region.uploads().stage(UploadKey.of(APP, record.callId(), region.zone()), new byte[10]);
    AppId other = new AppId(1300000002);

    CallInfo theirs = lookup.look(record.callId(), other);

    assertThat(List.of(theirs.monitoring(), theirs.log(), theirs.erasure(), theirs.upload()))
        .containsOnly(new Finding.Nothing<>());
  }

  @Test
  void identificationDataShouldBeToldByItsNamesAndNeverByItsValues() {
    Identification passport = SubjectFixtures.passport(APP, RECEIVED);
    subjects
        .items()
        .store(
            new TenantId("acme"),
            subjects
                .pseudonyms()
                .names(
                    new TenantId("acme"),
                    Optional.of(SubjectFixtures.reference()),
                    Optional.empty()),
            passport,
            List.of(SubjectFixtures.portrait()),
            () -> true);

    CallInfo info = lookup.look(passport.callId(), APP);
    CallInfo theirs = lookup.look(passport.callId(), new AppId(1300000002));

    CallInfo.Kept kept = info.identification().held().orElseThrow();
    assertThat(kept.fields()).containsExactly("dateOfBirth", "documentNumber", "name");
    assertThat(kept.photos()).containsExactly("portrait");
    assertThat(kept.attestations()).containsOnlyKeys(SubjectFixtures.TRAINING);
    assertThat(kept.until()).isEqualTo(passport.until());
    assertThat(SubjectFixtures.PERSONAL).noneMatch(info.toString()::contains);
    assertThat(theirs.anythingHeld()).isFalse();
  }

  @Test
  void identificationDataShouldBeUnknownWhileItsStoreIsAway() {
    ((InMemorySubjects) subjects.inventory()).outage().begin();

    CallInfo info = lookup.look(callId(RECEIVED));

    assertThat(info.identification()).isEqualTo(new Finding.Unknown<>("MySQL"));
    assertThat(info.unknown()).containsExactly("MySQL");
  }

  @Test
  void aPeriodShouldEndWithAMidnightOfTheRegionAlsoAfterALeapDay() {
    CallInfo info = lookup.look(settled().callId());
    Periods periods = new Periods(PolicyLibrary.shipped(), "tencent-ocr", RECEIVED.plusSeconds(60));

    assertThat(periods.goneBy(info, DataClass.MONITORING).map(Object::toString))
        .contains("2030-03-01T00:00+08:00"); // two years after 29 February are 28 February
    assertThat(periods.goneBy(info, DataClass.OPERATION_LOG).map(Object::toString))
        .contains("2028-05-30T00:00+08:00");
    assertThat(periods.goneBy(info, DataClass.UPLOAD_AND_RESULT).map(Object::toString))
        .contains("2028-03-01T00:00+08:00");
  }

  @Test
  void aPeriodShouldStayWhatItWasWhenTheTenantChangedItsPolicy() {
    MonitoringRecord record = settled();
    region.log().append(logEntry(APP, record.callId()));

    Periods now = new Periods(PolicyLibrary.shipped(), "deepseek-ocr", RECEIVED.plusSeconds(60));

    CallInfo info = lookup.look(record.callId());
    assertThat(now.goneBy(info, DataClass.MONITORING).map(Object::toString))
        .contains("2030-03-01T00:00+08:00");
    assertThat(now.goneBy(info, DataClass.OPERATION_LOG).map(Object::toString))
        .contains("2028-05-30T00:00+08:00");
  }

  @Test
  void holdsShouldBeToldWithTheirClassAndOnlyOfTheCallsOwner() {
    MonitoringRecord record = settled();
    Instant until = RECEIVED.plusSeconds(9_000_000);
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.MONITORING,
                new HeldScope.Target.Call(record.callId()),
                "§ 147 AO",
                until)));

    assertThat(lookup.look(record.callId(), APP).heldOf(DataClass.MONITORING))
        .containsExactly(new HeldBy("hold-1", "§ 147 AO", until));
    assertThat(lookup.look(record.callId(), APP).heldOf(DataClass.UPLOAD_AND_RESULT)).isEmpty();
    assertThat(lookup.look(record.callId(), new AppId(1300000002)).holds())
        .isEqualTo(new Finding.Nothing<>());
  }

  @Test
  void whatIsKeptShouldBeToldWithThePurposesThatItsPolicyNames() {
    MonitoringRecord record = settled();
    CallInfo info = lookup.look(record.callId());
    Instant now = RECEIVED.plusSeconds(60);

    Basis basis =
        new Periods(PolicyLibrary.shipped(), "tencent-ocr", now)
            .basis(info, DataClass.MONITORING)
            .orElseThrow();

    assertThat(basis.policy()).hasToString("tencent-ocr@1.0.0");
    assertThat(basis.purposes()).containsOnlyKeys("billing", "metering");
    assertThat(basis.purposes().get("billing").basis()).isEqualTo(LegalBasis.CONTRACT);
    assertThat(
            new Periods(PolicyLibrary.shipped(), "deepseek-ocr", now)
                .basis(info, DataClass.MONITORING))
        .as("the tenant had another policy then")
        .isEmpty();
  }

  private MonitoringRecord settled() {
    MonitoringRecord record = success(APP, RECEIVED);
    region.ledger().settle(stagedSettlement(record, region.zone()));
    return record;
  }
}
