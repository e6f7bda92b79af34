package io.palimpsest.standalone.proof;

import static io.palimpsest.platform.testkit.PlatformFixtures.LOG_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.MONITORING_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.SHORT_PERIOD;
import static io.palimpsest.platform.testkit.PlatformFixtures.callId;
import static io.palimpsest.platform.testkit.PlatformFixtures.keptFor;
import static io.palimpsest.platform.testkit.PlatformFixtures.settlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.stagedSettlement;
import static io.palimpsest.platform.testkit.PlatformFixtures.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Difference.ActMissing;
import io.palimpsest.platform.reconciliation.Difference.ActUntold;
import io.palimpsest.platform.reconciliation.Difference.CheckpointForked;
import io.palimpsest.platform.reconciliation.Difference.DutyMissing;
import io.palimpsest.platform.reconciliation.Difference.ErasureMissing;
import io.palimpsest.platform.reconciliation.Difference.ErasureUnseen;
import io.palimpsest.platform.reconciliation.Difference.HoldOver;
import io.palimpsest.platform.reconciliation.Difference.IndexWithoutDay;
import io.palimpsest.platform.reconciliation.Difference.ItemOverdue;
import io.palimpsest.platform.reconciliation.Difference.KeyMissing;
import io.palimpsest.platform.reconciliation.Difference.KeyOverdue;
import io.palimpsest.platform.reconciliation.Difference.LeafAltered;
import io.palimpsest.platform.reconciliation.Difference.LeafDeleted;
import io.palimpsest.platform.reconciliation.Difference.LeafMissing;
import io.palimpsest.platform.reconciliation.Difference.LogCutShort;
import io.palimpsest.platform.reconciliation.Difference.OrphanObject;
import io.palimpsest.platform.reconciliation.Difference.RecordMisplaced;
import io.palimpsest.platform.reconciliation.Difference.RecordOverdue;
import io.palimpsest.platform.reconciliation.Difference.StaleIndex;
import io.palimpsest.platform.reconciliation.Difference.SumsDiffer;
import io.palimpsest.platform.reconciliation.Kind;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.retention.reconciliation.Differences;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each fault that a comparison must find, planted into the stores themselves (SQL, S3, HTTP): it is
 * told, and nothing else. A backend says where its stores are.
 */
@ExtendWith(ProofStoresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReconciliationKit {
  private static final ZoneId ZONE = ProofSettings.ZONE;
  private static final Duration SECONDS = Duration.ofSeconds(20);
  private static final AppId APP = PlatformFixtures.appId();
  private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

  private final ReconciledRegion world;
  private final Instant now = Instant.now();
  private final List<Settlement> calls = new ArrayList<>();
  private UploadKey swept;

  ReconciliationKit(ReconciledRegion world) {
    this.world = world;
    this.swept = UploadKey.of(APP, callId(now), ZONE);
  }

  /** Calls of yesterday and today, under two policies, one of them left to the sweep. */
  @BeforeAll
  void afterSomeCalls() {
    world.open();
    Instant yesterday =
        LocalDate.ofInstant(now, ZONE).minusDays(1).atTime(12, 0).atZone(ZONE).toInstant();
    for (Instant at : List.of(yesterday, yesterday.plusSeconds(1), now, now.plusMillis(5))) {
      calls.add(stagedSettlement(success(APP, at), ZONE));
    }
    calls.add(keptFor(settlement(success(APP, yesterday.plusSeconds(2))), SHORT_PERIOD));
    calls.forEach(world::call);
    world.cell().uploads().stage(swept, new byte[10]);
    world.cell().outbox().swept(swept);
    world.cell().uploads().erase(swept);
    world.cell().outbox().seenGone(swept.callId(), now);
    world.storePassport(APP, now);
    await().atMost(SECONDS).until(() -> world.evidence().queue().erasures(9).size() == 5);
    world.tellEvidence();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void aHealthyRegionShouldDifferInNothing() {
    assertThat(everything()).isEmpty();
    assertThat(world.reconciliation().whatIsNew(_ -> {}).isClean()).isTrue();
  }

  @Test
  void faultsAmongRecordsShouldBeToldEachByName() {
    CallId ancient = callId(LONG_AGO.atStartOfDay(ZONE).toInstant());
    CallId strayed = callId(now.minus(Duration.ofDays(4)));
    CallId undone = callId(now);
    CallId untold = callId(now);
    CallId silent = callId(now);
    CallId left = callId(now);
    CallId kept = callId(now);
    LocalDate today = LocalDate.ofInstant(now, ZONE);
    world.record("monitoring_p2y", ancient, APP, "FailedOperation");
    world.record("monitoring_p2y", strayed, APP, "FailedOperation");
    world.record("leaving_monitoring_p90d", left, APP, "FailedOperation");
    world.record("held_monitoring", kept, APP, "FailedOperation");
    world.record("monitoring_p2y", silent, APP, "Success");
    world.duty(undone, APP, today, Optional.empty());
    world.duty(untold, APP, today, Optional.of(now));
    LocalDate yesterday = today.minusDays(1);
    world.sql("UPDATE usage_daily_p2y SET fee = fee + 1 WHERE day = ?", yesterday);

    List<Difference> found = everything();

    world.sql(
        "DELETE FROM monitoring_p2y WHERE call_id IN (?, ?, ?)",
        ancient.bytes(),
        strayed.bytes(),
        silent.bytes());
    world.sql("DELETE FROM leaving_monitoring_p90d");
    world.sql("DELETE FROM held_monitoring");
    world.sql(
        "DELETE FROM erasure_outbox_p2y WHERE call_id IN (?, ?)", undone.bytes(), untold.bytes());
    world.sql("UPDATE usage_daily_p2y SET fee = fee - 1 WHERE day = ?", yesterday);
    assertThat(found)
        .containsExactlyInAnyOrder(
            new RecordOverdue(
                "monitoring_p2y", ancient.toString(), MONITORING_PERIOD.goneBy(LONG_AGO)),
            new RecordMisplaced("monitoring_p2y", strayed, yesterday),
            new RecordOverdue(
                "leaving_monitoring_p90d", left.toString(), SHORT_PERIOD.goneBy(today)),
            new HoldOver("MySQL", kept.toString()),
            new DutyMissing(silent, APP),
            new ErasureUnseen(new UploadKey(APP, today, undone)),
            new LeafMissing(
                new UploadKey(APP, today, untold),
                now.truncatedTo(java.time.temporal.ChronoUnit.MICROS)),
            new SumsDiffer(
                "usage_daily_p2y",
                yesterday,
                APP,
                PlatformFixtures.ACTION,
                "Success",
                "2 calls, volume 2, fee 30000",
                "2 calls, volume 2, fee 30001"));
    assertThat(everything()).isEmpty();
  }

  @Test
  void faultsAmongObjectsAndIndexesShouldBeToldEachByName() throws Exception {
    UploadKey orphan = UploadKey.of(APP, callId(now), ZONE);
    String photo = UUID.randomUUID() + "/" + callId(now) + "/portrait";
    String copy = UUID.randomUUID() + "/" + callId(now) + "/" + UUID.randomUUID();
    String stale = world.index(LOG_PERIOD, LONG_AGO);
    world.cell().uploads().stage(orphan, new byte[10]);
    world.put("palimpsest-identification-", photo);
    world.put("palimpsest-exports-", copy);
    String left = APP + "/" + callId(now);
    world.put("palimpsest-debug-", left);
    world.elastic("PUT", stale, "");
    world.elastic("PUT", world.index() + "oddments", "");
    world.elastic("PUT", world.heldIndex() + "/_doc/1?refresh=true", "{\"appId\":\"7\"}");

    List<Difference> found = everything();

    world.cell().uploads().erase(orphan);
    world.remove("palimpsest-identification-", photo);
    world.remove("palimpsest-exports-", copy);
    world.remove("palimpsest-debug-", left);
    for (String each : List.of(stale, world.index() + "oddments", world.heldIndex())) {
      world.elastic("DELETE", each, "");
    }
    assertThat(found)
        .containsExactlyInAnyOrder(
            new OrphanObject("uploads", orphan.path()),
            new OrphanObject("identification", photo),
            new OrphanObject("exports", copy),
            new OrphanObject("debug copies", left),
            new StaleIndex(stale, LOG_PERIOD.goneBy(LONG_AGO)),
            new IndexWithoutDay(world.index() + "oddments"),
            new HoldOver("Elasticsearch", "1 entries"));
    assertThat(everything()).isEmpty();
  }

  @Test
  void faultsAmongKeysAndItemsShouldBeToldEachByName() {
    LocalDate day = LocalDate.ofInstant(now, ZONE);
    UUID subject = UUID.randomUUID();
    world.sql("INSERT INTO wrapped_key (name, wrapped) VALUES ('day/2020-01-02', X'00')");
    world.sql(
        "INSERT INTO subject_key (subject_id, day, wrapped) VALUES (UNHEX(?), ?, X'00')",
        subject.toString().replace("-", ""),
        LONG_AGO);
    world.sql("UPDATE subject_key SET day = DATE_ADD(day, INTERVAL 9 DAY) WHERE day = ?", day);
    world.sql("UPDATE wrapped_key SET name = CONCAT('x', name) WHERE name = ?", "day/" + day);
    world.sql("UPDATE identification_item SET until_at = stored_at");

    List<Difference> found = everything();

    world.sql("DELETE FROM wrapped_key WHERE name = 'day/2020-01-02'");
    world.sql("DELETE FROM subject_key WHERE day = ?", LONG_AGO);
    world.sql("UPDATE subject_key SET day = ?", day);
    world.sql("UPDATE wrapped_key SET name = SUBSTRING(name, 2) WHERE name LIKE 'xday/%'");
    world.sql("UPDATE identification_item SET until_at = DATE_ADD(stored_at, INTERVAL 30 DAY)");
    CallId item = world.passport();
    assertThat(found)
        .containsExactlyInAnyOrder(
            new KeyOverdue("day key", LONG_AGO.plusDays(1)),
            new KeyOverdue("subject key " + subject, LONG_AGO),
            new KeyMissing(item, day, "subject key"),
            new KeyMissing(item, day, "day key"),
            new ItemOverdue("item " + item, world.passportStored()));
    assertThat(everything()).isEmpty();
  }

  @Test
  void faultsOfTheLogShouldBeToldEachByName() {
    assertThat(whatIsNew()).isEmpty();
    int year = LocalDate.ofInstant(world.clock().instant(), ZONE).getYear();
    long place =
        world.evidence().queue().find(swept.callId()).orElseThrow().place().orElseThrow().index();
    byte[] salt = world.salt(swept.callId());
    world.salt(swept.callId(), new byte[16]);
    assertThat(whatIsNew())
        .containsExactly(new LeafAltered(year, place, "its record and salt do not open it"));
    world.salt(swept.callId(), salt);

    world.sql("UPDATE erasure_outbox_p90d SET leaf_index = leaf_index + 100");
    assertThat(whatIsNew())
        .containsExactlyInAnyOrder(
            new LeafMissing(swept, now.truncatedTo(java.time.temporal.ChronoUnit.MICROS)),
            new ErasureMissing(year, place));
    world.sql("UPDATE erasure_outbox_p90d SET leaf_index = leaf_index - 100");

    alterDeleteForkAndCut(world.evidence(), year, 5, this::whatIsNew);
  }

  @Test
  void faultsOfTheControlPlanesLogShouldBeToldEachByName() {
    ReconciledControl control = new ReconciledControl(world);
    control.accept();
    Instant disclosed = control.disclose();
    control.tellEvidence();
    assertThat(control.everything()).isEmpty();
    assertThat(control.whatIsNew()).isEmpty();
    int year = LocalDate.ofInstant(world.clock().instant(), ZoneOffset.UTC).getYear();

    ConsentEntry untold = control.accept();
    assertThat(control.whatIsNew())
        .containsExactly(new ActUntold("accepted " + untold.number(), untold.at()));
    control.tellEvidence();

    world.controlSql("UPDATE oversight_act SET leaf_hash = REVERSE(leaf_hash)");
    assertThat(control.whatIsNew())
        .containsExactly(new ActMissing(year, 1), new ActUntold("disclosure 1", disclosed));
    world.controlSql("UPDATE oversight_act SET leaf_hash = REVERSE(leaf_hash)");

    alterDeleteForkAndCut(control.evidence(), year, 3, control::whatIsNew);
    assertThat(control.everything()).isEmpty();
  }

  /** Each as it is done to the log's files, and undone again. */
  private static void alterDeleteForkAndCut(
      EvidenceCell cell, int year, int size, Supplier<List<Difference>> whatIsNew) {
    TileStore log = cell.tiles().apply(year);
    byte[] checkpoint = log.get(TileStore.CHECKPOINT, 65_536).orElseThrow();
    String path = "tile/entries/000.p/" + size;
    byte[] entries = log.get(path, 65_536).orElseThrow();
    byte[] altered = entries.clone();
    altered[altered.length - 10] ^= 1;
    log.put(path, altered);
    assertThat(whatIsNew.get())
        .containsExactly(new LeafAltered(year, size - 1, "it is not the entry that was signed"));

    log.put(path, Arrays.copyOf(entries, entries.length - 100));
    assertThat(whatIsNew.get()).singleElement().isInstanceOf(LeafDeleted.class);
    log.put(path, entries);

    SigningKey key = cell.keys().signing(year, "");
    Hash other = Hash.of(new byte[Hash.LENGTH]);
    log.put(
        TileStore.CHECKPOINT,
        SignedCheckpoint.sign(new Checkpoint(key.verifier().name(), size, other), key).bytes());
    assertThat(whatIsNew.get()).singleElement().isInstanceOf(CheckpointForked.class);

    log.put(
        TileStore.CHECKPOINT,
        SignedCheckpoint.sign(new Checkpoint(key.verifier().name(), size - 2, other), key).bytes());
    assertThat(whatIsNew.get()).singleElement().isInstanceOf(LogCutShort.class);
    log.put(TileStore.CHECKPOINT, checkpoint);
    assertThat(whatIsNew.get()).isEmpty();
  }

  @Test
  void theChoreShouldRememberWhatItFoundForEveryProcess() {
    UploadKey orphan = UploadKey.of(APP, callId(now), ZONE);
    world.cell().uploads().stage(orphan, new byte[10]);

    world.chore().work().accept((_, _) -> {});

    world.cell().uploads().erase(orphan);
    Reconciled last = world.memory().last().getLast();
    assertThat(last.found()).containsOnlyKeys(Kind.ORPHAN_OBJECT);
    assertThat(last.unknown()).isEmpty();
    assertThat(Differences.health(ReconciledRegion.REGION, world.memory()).numbers())
        .containsEntry("orphan_object", 1L)
        .containsEntry("sums_differ", 0L);
  }

  private List<Difference> whatIsNew() {
    List<Difference> found = new ArrayList<>();
    world.reconciliation().whatIsNew(found::add);
    return found;
  }

  private List<Difference> everything() {
    List<Difference> found = new ArrayList<>();
    Reconciled told = world.reconciliation().everything(found::add);
    assertThat(told.unknown()).isEmpty();
    return found;
  }
}
