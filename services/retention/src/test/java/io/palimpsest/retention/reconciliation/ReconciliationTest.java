package io.palimpsest.retention.reconciliation;

import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT;
import static io.palimpsest.platform.testkit.PlatformFixtures.FRANKFURT_TIME;
import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.Salt;
import io.palimpsest.platform.evidence.UploadCommitment;
import io.palimpsest.platform.holds.HeldScope;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.reconciliation.Bounds;
import io.palimpsest.platform.reconciliation.Comparison;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.CheckpointForked;
import io.palimpsest.platform.reconciliation.Difference.CheckpointRefused;
import io.palimpsest.platform.reconciliation.Difference.DutyMissing;
import io.palimpsest.platform.reconciliation.Difference.ErasureMissing;
import io.palimpsest.platform.reconciliation.Difference.ErasureUnseen;
import io.palimpsest.platform.reconciliation.Difference.LeafAltered;
import io.palimpsest.platform.reconciliation.Difference.LeafDeleted;
import io.palimpsest.platform.reconciliation.Difference.LeafMissing;
import io.palimpsest.platform.reconciliation.Difference.LogCutShort;
import io.palimpsest.platform.reconciliation.Difference.OrphanObject;
import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryReconciliation;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.MovableClock;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.policy.DataClass;
import io.palimpsest.retention.Chore;
import io.palimpsest.retention.EvidenceLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final AppId APP = new AppId(1300000001);
  private static final Duration OVER = Duration.ofSeconds(40);
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(1), Duration.ofHours(2));

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T11:00:00Z"));
  private final InMemoryRegion region = InMemoryRegion.of(FRANKFURT, FRANKFURT_TIME);
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final EvidenceCell cell = evidence.cell(region);
  private final InMemoryReconciliation memory = new InMemoryReconciliation();
  private final List<HeldScope> held = new ArrayList<>();
  private final List<Comparison> more = new ArrayList<>();
  private final Chore telling = EvidenceLogs.telling(cell, "log.test", _ -> "tencent-ocr", clock);

  /** Two calls, told of, and long over. */
  @BeforeEach
  void afterSomeCalls() {
    erased();
    erased();
    told();
    clock.advance(Duration.ofMinutes(10));
  }

  @Test
  void whatIsWellShouldDifferInNothing() {
    assertThat(everything()).isEmpty();
    assertThat(whatIsNew()).isEmpty();
    erased();
    told();
    staged();

    assertThat(whatIsNew()).as("with a call under work").isEmpty();
    assertThat(everything()).isEmpty();
  }

  @Test
  void anObjectWhoseCallIsOverShouldBeAnOrphan() {
    UploadKey left = staged();
    UploadKey kept = staged();
    held.add(
        new HeldScope(
            "hold-1",
            DataClass.UPLOAD_AND_RESULT,
            new HeldScope.Target.Call(kept.callId()),
            "§ 142 ZPO",
            Instant.MAX));
    clock.advance(Duration.ofMinutes(2));

    assertThat(whatIsNew()).containsExactly(new OrphanObject("uploads", left.path()));
  }

  @Test
  void anObjectThatIsNoUploadShouldBeAnOrphan() {
    region.uploads().plant("a name of nobody");

    assertThat(everything()).containsExactly(new OrphanObject("uploads", "a name of nobody"));
  }

  @Test
  void anObjectOfASettledCallWithoutADutyShouldBeTold() {
    UploadKey left = staged();
    region
        .ledger()
        .settle(
            PlatformFixtures.settlement(
                PlatformFixtures.record(APP, left.callId(), "FailedOperation", 0)));
    clock.advance(Duration.ofMinutes(2));

    assertThat(everything())
        .containsExactlyInAnyOrder(
            new OrphanObject("uploads", left.path()), new DutyMissing(left.callId(), APP));
  }

  @Test
  void aDutyThatNobodySawDoneShouldBeTold() {
    Settlement open = settled();
    clock.advance(Duration.ofMinutes(2));

    assertThat(everything()).containsExactly(new ErasureUnseen(open.upload().orElseThrow()));
  }

  @Test
  void anErasureWithoutALeafShouldBeToldOnceItIsLate() {
    UploadKey gone = erased().upload().orElseThrow();
    Instant at = clock.instant();

    assertThat(everything()).as("the sequencer may be about to tell it").isEmpty();
    clock.advance(Duration.ofMinutes(2));

    assertThat(everything()).containsExactly(new LeafMissing(gone, at));
  }

  @Test
  void aLeafWithoutAnErasureShouldBeToldWhileItsRecordMustBeThere() {
    UploadKey never =
        PlatformFixtures.stagedSettlement(
                PlatformFixtures.success(APP, clock.instant()), FRANKFURT_TIME)
            .upload()
            .orElseThrow();
    cell.queue().enter(leaf(never).bytes());
    told();

    assertThat(whatIsNew()).containsExactly(new ErasureMissing(2026, 2));
    clock.advance(Duration.ofDays(91));
    assertThat(everything()).as("the shortest period is over").isEmpty();
  }

  @Test
  void anAlteredLeafShouldBeFoundByIndex() {
    assertThat(everything()).isEmpty();
    byte[] bundle = entries();
    bundle[bundle.length - 10] ^= 1;
    evidence.log(2026).put("tile/entries/000.p/2", bundle);

    assertThat(everything())
        .containsExactly(new LeafAltered(2026, 1, "it is not the entry that was signed"));
    assertThat(memory.log(2026).orElseThrow().compared()).isEqualTo(1);
    assertThat(whatIsNew()).as("until it is mended").hasSize(1);
  }

  @Test
  void aLeafThatItsRecordDoesNotOpenShouldBeAltered() {
    Settlement call = erased();
    UploadKey upload = call.upload().orElseThrow();
    Salt other = Salt.of(new byte[16]);
    cell.queue()
        .place(
            2026,
            2,
            List.of(
                new io.palimpsest.platform.evidence.EvidenceQueue.Placement.OfErasure(
                    upload.callId(), other, leaf(upload).bytes())));
    told();

    assertThat(whatIsNew())
        .containsExactly(new LeafAltered(2026, 2, "its record and salt do not open it"));
  }

  @Test
  void aDeletedLeafShouldBeFound() {
    byte[] bundle = entries();
    int first = 2 + ((bundle[0] & 0xff) << 8 | bundle[1] & 0xff);
    evidence.log(2026).put("tile/entries/000.p/2", java.util.Arrays.copyOf(bundle, first));

    assertThat(everything())
        .singleElement()
        .isInstanceOfSatisfying(
            LeafDeleted.class,
            deleted -> {
              assertThat(deleted.first()).isZero();
              assertThat(deleted.count()).isEqualTo(2);
            });
  }

  @Test
  void aLogThatWasPutBackShouldBeCutShort() {
    byte[] before = checkpoint();
    erased();
    told();
    assertThat(whatIsNew()).isEmpty();
    evidence.log(2026).put(TileStore.CHECKPOINT, before);

    assertThat(whatIsNew()).singleElement().isInstanceOf(LogCutShort.class);
  }

  @Test
  void aLostLogShouldBeCutShort() {
    evidence.logs().clear();

    assertThat(everything()).singleElement().isInstanceOf(LogCutShort.class);
  }

  @Test
  void aForkedCheckpointShouldBeFoundByWhatIsRemembered() {
    assertThat(whatIsNew()).isEmpty();
    SigningKey key = cell.keys().signing(2026, "");
    InMemoryEvidence.Tiles fork = new InMemoryEvidence.Tiles();
    EvidenceLog other = EvidenceLog.create(fork, key);
    other.append(List.of(new byte[] {1}, new byte[] {2}));
    evidence.logs().put(2026, fork);

    assertThat(whatIsNew()).singleElement().isInstanceOf(CheckpointForked.class);
  }

  @Test
  void aCheckpointOfAnotherKeyShouldBeRefused() {
    SigningKey other = SigningKey.generate(cell.keys().verifier(2026).orElseThrow().name());
    Checkpoint forged = new Checkpoint(other.verifier().name(), 0, Merkle.empty());
    evidence.log(2026).put(TileStore.CHECKPOINT, SignedCheckpoint.sign(forged, other).bytes());

    assertThat(everything()).singleElement().isInstanceOf(CheckpointRefused.class);
  }

  @Test
  void aStoreThatIsAwayShouldBeUnknownAndTheOthersCompared() {
    region.uploads().outage().begin();
    evidence.log(2026).outage().begin();
    erased();
    clock.advance(Duration.ofMinutes(2));
    more.add(comparison("sums", found -> found.accept(new OrphanObject("b", "n"))));

    Reconciled told = reconciliation().everything(_ -> {});

    assertThat(told.unknown()).containsExactly("leaves (evidence log)", "uploads (object store)");
    assertThat(told.found()).containsEntry(Kind.ORPHAN_OBJECT, 1L);
    assertThat(told.isClean()).isFalse();
    assertThat(told.words()).contains("orphan-object 1", "not known: leaves (evidence log)");
  }

  @Test
  void whatWasRightShouldNotBeAskedAgainAndWhatWasNotShould() {
    List<Bounds> asked = new ArrayList<>();
    boolean[] wrong = {true};
    more.add(
        new Comparison() {
          @Override
          public String part() {
            return "sums";
          }

          @Override
          public String store() {
            return "MySQL";
          }

          @Override
          public boolean goesOn() {
            return true;
          }

          @Override
          public void find(Bounds bounds, Consumer<Difference> found) {
            asked.add(bounds);
            if (wrong[0]) {
              found.accept(new OrphanObject("b", "n"));
            }
          }
        });

    whatIsNew();
    wrong[0] = false;
    whatIsNew();
    Instant right = asked.getLast().settled();
    whatIsNew();
    everything();

    assertThat(asked.get(0).since()).isEmpty();
    assertThat(asked.get(1).since()).isEmpty();
    assertThat(asked.get(2).since()).contains(right);
    assertThat(asked.get(3).since()).isEmpty();
  }

  @Test
  void theChoreShouldCompareEverythingFirstAndThenOnceAWeekAndTellTheHealthPage() {
    Chore chore = Differences.telling(FRANKFURT, reconciliation(), memory, clock);
    assertThat(Differences.health(FRANKFURT, memory).detail()).isEqualTo("not compared yet");

    chore.work().accept((_, _) -> {});
    region.uploads().plant("a name of nobody");
    clock.advance(Duration.ofMinutes(10));
    chore.work().accept((_, _) -> {});

    assertThat(memory.last()).extracting(Reconciled::everything).containsExactly(true, false);
    assertThat(Differences.health(FRANKFURT, memory).numbers())
        .containsEntry("orphan_object", 1L)
        .containsEntry("leaf_missing", 0L)
        .containsEntry("unknown", 0L);
    assertThat(Differences.health(FRANKFURT, memory).ok()).isTrue();
    clock.advance(Duration.ofDays(7));
    chore.work().accept((_, _) -> {});
    assertThat(memory.last()).extracting(Reconciled::everything).containsExactly(false, true);
  }

  private Comparison comparison(String part, Consumer<Consumer<Difference>> work) {
    return new Comparison() {
      @Override
      public String part() {
        return part;
      }

      @Override
      public String store() {
        return "MySQL";
      }

      @Override
      public void find(Bounds bounds, Consumer<Difference> found) throws StoreUnavailable {
        work.accept(found);
      }
    };
  }

  private Reconciliation reconciliation() {
    return Reconciliation.ofRegion(
        region.cell(),
        cell,
        more,
        () -> held,
        () -> Set.of(MONITORING_PERIOD, SHORT_PERIOD),
        memory,
        OVER,
        PATIENCE,
        clock);
  }

  private List<Difference> everything() {
    List<Difference> found = new ArrayList<>();
    Reconciled told = reconciliation().everything(found::add);
    assertThat(told.unknown()).isEmpty();
    return found;
  }

  private List<Difference> whatIsNew() {
    List<Difference> found = new ArrayList<>();
    reconciliation().whatIsNew(found::add);
    return found;
  }

  private void told() {
    telling.work().accept((_, _) -> {});
  }

  private UploadKey staged() {
    UploadKey key = UploadKey.of(APP, PlatformFixtures.callId(clock.instant()), FRANKFURT_TIME);
    region.uploads().stage(key, new byte[] {1});
    return key;
  }

  private Settlement settled() {
    Settlement settlement =
        PlatformFixtures.stagedSettlement(
            PlatformFixtures.success(APP, clock.instant()), FRANKFURT_TIME);
    region.ledger().settle(settlement);
    return settlement;
  }

  private Settlement erased() {
    Settlement settlement = settled();
    region.outbox().seenGone(settlement.record().callId(), clock.instant());
    return settlement;
  }

  private Erased leaf(UploadKey upload) {
    return new Erased(
        new Place("eu-frankfurt", upload.day()),
        "upload",
        Cause.COMPLETED,
        false,
        UploadCommitment.to(
            upload, Salt.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7})),
        "tencent-ocr",
        clock.instant());
  }

  private byte[] entries() {
    return evidence.log(2026).get("tile/entries/000.p/2", 100_000).orElseThrow();
  }

  private byte[] checkpoint() {
    return evidence.log(2026).get(TileStore.CHECKPOINT, 100_000).orElseThrow();
  }
}
