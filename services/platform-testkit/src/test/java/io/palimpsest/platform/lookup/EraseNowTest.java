package io.palimpsest.platform.lookup;

import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue.Place;
import io.palimpsest.platform.evidence.EvidenceQueue.Placement;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.evidence.UploadCommitment;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.IdentificationErasure.HeldBy;
import io.palimpsest.platform.subjects.SubjectCell;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.platform.testkit.CopyTelling;
import io.palimpsest.platform.testkit.InMemoryDebugCopies;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.InMemoryRegionHolds;
import io.palimpsest.platform.testkit.InMemorySubjects;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EraseNowTest {
  private static final AppId APP = new AppId(1300000001);
  private static final Instant RECEIVED = Instant.parse("2028-02-28T16:30:00Z");
  private static final Duration OVER = Duration.ofSeconds(40);

  private final InMemoryRegion region =
      InMemoryRegion.of(PlatformFixtures.SINGAPORE, PlatformFixtures.SINGAPORE_TIME);
  private final InMemoryRegionHolds holds = new InMemoryRegionHolds();
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final InMemoryDebugCopies copies =
      new InMemoryDebugCopies(
          CopyTelling.to(region, evidence.queue(), Clock.fixed(RECEIVED, ZoneOffset.UTC)),
          holds::scopes);
  private final SubjectCell subjects =
      InMemorySubjects.cell(region.region(), region.zone()).with(copies);
  private final CallStores stores =
      new CallStores(
          region.cell(),
          () -> subjects,
          () -> holds,
          () -> new CallEvidence(evidence.cell(region)));

  @Test
  void whatACallLeftBehindShouldBeErasedWithItsDutyToShowIt() {
    UploadKey upload = orphan();

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER), upload.callId());

    assertThat(erased.upload()).isEqualTo(new Part.Erased(1, 0));
    assertThat(erased.complete()).isTrue();
    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(region.outbox().find(upload.callId()).orElseThrow().open()).isFalse();
    assertThat(erased.proof().held()).contains(new Proof.Coming(Optional.empty()));
    assertThat(eraseAt(RECEIVED.plus(OVER), upload.callId()).upload())
        .as("again")
        .isEqualTo(new Part.Nothing());
  }

  @Test
  void aCallUnderWayShouldBeLeftToEraseItsUploadItself() {
    UploadKey upload = orphan();

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER).minusNanos(1), upload.callId());

    assertThat(erased.upload()).isEqualTo(new Part.InFlight(RECEIVED.plus(OVER)));
    assertThat(erased.complete()).isFalse();
    assertThat(region.uploads().exists(upload)).isTrue();
  }

  @Test
  void aSettledCallIsOverHoweverYoungItIs() {
    var record = success(APP, RECEIVED);
    region.ledger().settle(stagedSettlement(record, region.zone()));
    region.uploads().stage(UploadKey.of(APP, record.callId(), region.zone()), new byte[10]);

    ErasedNow erased = eraseAt(RECEIVED.plusMillis(1), record.callId());

    assertThat(erased.upload()).isEqualTo(new Part.Erased(1, 0));
    assertThat(region.uploads().list(10)).isEmpty();
    assertThat(region.ledger().find(record.callId())).isPresent();
  }

  @Test
  void aHeldUploadShouldStayAndSayByWhatLaw() {
    UploadKey upload = orphan();
    Instant until = RECEIVED.plusSeconds(9_000_000);
    holds.set(
        List.of(
            new HeldScope(
                "hold-1",
                DataClass.UPLOAD_AND_RESULT,
                new HeldScope.Target.App(APP),
                "§ 142 ZPO",
                until)));

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER), upload.callId());

    assertThat(erased.upload())
        .isEqualTo(new Part.Held(List.of(new HeldBy("hold-1", "§ 142 ZPO", until))));
    assertThat(erased.complete()).isFalse();
    assertThat(region.uploads().exists(upload)).isTrue();
  }

  @Test
  void nothingShouldBeErasedWhileNobodyKnowsWhatIsHeld() {
    UploadKey upload = orphan();
    holds.outage().begin();

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER), upload.callId());

    assertThat(erased.upload()).isEqualTo(new Part.Unknown("MySQL"));
    assertThat(region.uploads().exists(upload)).isTrue();
  }

  @Test
  void aDebugCopyShouldGoWithItsProofAndAnotherAppIdsStay() {
    MonitoringRecord record = success(APP, RECEIVED);
    region.ledger().settle(stagedSettlement(record, region.zone()));
    DebugCopy mine = copied(APP, record.callId());
    DebugCopy theirs = copied(new AppId(1300000002), callId(RECEIVED));

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER), mine.callId());

    assertThat(erased.before().copy().held()).contains(mine);
    assertThat(erased.copy()).isEqualTo(new Part.Erased(1, 0));
    assertThat(erased.copyProof().held()).contains(new Proof.Coming(Optional.empty()));
    assertThat(erased.itemProof().held()).isEmpty();
    assertThat(copies.all()).containsExactly(theirs);
    assertThat(eraseAt(RECEIVED.plus(OVER), theirs.callId()).copy()).isEqualTo(new Part.Nothing());
    assertThat(copies.all()).containsExactly(theirs);
    copies.outage().begin();
    assertThat(eraseAt(RECEIVED.plus(OVER), mine.callId()).copy()).isInstanceOf(Part.Unknown.class);
  }

  private DebugCopy copied(AppId owner, CallId callId) {
    DebugCopy copy =
        new DebugCopy(
            owner,
            callId,
            PlatformFixtures.ACTION,
            PolicyRef.parse("deepseek-ocr@1.0.0"),
            RECEIVED,
            RECEIVED.plusSeconds(86_400),
            2);
    copies.keep(copy, new CopyContent(new byte[1], new byte[1]), () -> true);
    return copy;
  }

  @Test
  void identificationDataShouldGoAndAnotherAppIdsStay() {
    Identification mine = stored(APP);
    Identification theirs = stored(new AppId(1300000002));

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER), mine.callId());
    ErasedNow stranger = eraseAt(RECEIVED.plus(OVER), theirs.callId());

    assertThat(erased.identification()).isEqualTo(new Part.Erased(1, 1));
    assertThat(stranger.identification()).isEqualTo(new Part.Nothing());
    assertThat(subjects.inventory().find(mine.callId())).isEmpty();
    assertThat(subjects.inventory().find(theirs.callId())).isPresent();
  }

  @Test
  void aStoreThatIsAwayShouldBeUnknownAndNeverNothing() {
    UploadKey upload = orphan();
    ((InMemorySubjects) subjects.inventory()).outage().begin();

    ErasedNow erased = eraseAt(RECEIVED.plus(OVER), upload.callId());

    assertThat(erased.identification()).isInstanceOf(Part.Unknown.class);
    assertThat(erased.complete()).isFalse();
  }

  @Test
  void theAnswerShouldTellTheLeafsPlaceAsSoonAsItHasOne() {
    UploadKey upload = orphan();
    eraseAt(RECEIVED.plus(OVER), upload.callId());
    EvidenceCell cell = evidence.cell(region);
    EvidenceLog log =
        EvidenceLog.create(cell.tiles().apply(2028), cell.keys().signing(2028, "log.test/2028"));
    Salt salt = Salt.of(new byte[16]);
    byte[] leaf =
        new Erased(
                new io.palimpsest.evidence.leaf.Place("ap-singapore", upload.day()),
                "upload",
                Cause.COMPLETED,
                false,
                UploadCommitment.to(upload, salt),
                "tencent-ocr-1.0.0",
                RECEIVED)
            .bytes();
    cell.queue().place(2028, 0, List.of(new Placement.OfErasure(upload.callId(), salt, leaf)));

    ErasedNow placed = eraseAt(RECEIVED.plus(OVER), upload.callId());
    log.appendAt(0, List.of(leaf));
    ErasedNow published = eraseAt(RECEIVED.plus(OVER), upload.callId());

    Place place = new Place(2028, 0);
    assertThat(placed.proof().held()).contains(new Proof.Coming(Optional.of(place)));
    assertThat(published.proof().held()).contains(new Proof.Verified(place));
  }

  private ErasedNow eraseAt(Instant now, CallId callId) {
    EraseNow eraser = new EraseNow(OVER, Clock.fixed(now, ZoneOffset.UTC), Duration.ZERO);
    return eraser.erase(stores, new CallLookup(stores).look(callId, APP), APP);
  }

  /** An upload whose call never settled. */
  private UploadKey orphan() {
    UploadKey upload = UploadKey.of(APP, callId(RECEIVED), region.zone());
    region.uploads().stage(upload, new byte[10]);
    return upload;
  }

  private Identification stored(AppId owner) {
    TenantId tenant = new TenantId("acme");
    Identification passport = SubjectFixtures.passport(owner, RECEIVED);
    subjects
        .items()
        .store(
            tenant,
            subjects
                .pseudonyms()
                .names(tenant, Optional.of(SubjectFixtures.reference()), Optional.empty()),
            passport,
            List.of(SubjectFixtures.portrait()),
            () -> true);
    return passport;
  }
}
