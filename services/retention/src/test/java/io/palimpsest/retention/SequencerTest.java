package io.palimpsest.retention;

import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE;
import static io.palimpsest.platform.testkit.PlatformFixtures.SINGAPORE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.KeyRotated;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.tiles.TileStore;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.evidence.CallEvidence;
import io.palimpsest.platform.evidence.CallEvidence.Evidence;
import io.palimpsest.platform.evidence.EvidenceCell;
import io.palimpsest.platform.evidence.EvidenceQueue;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.testkit.InMemoryEvidence;
import io.palimpsest.platform.testkit.InMemoryRegion;
import io.palimpsest.platform.testkit.PlatformFixtures;
import io.palimpsest.retention.RetentionFixtures.Counted;
import io.palimpsest.retention.RetentionFixtures.SetClock;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerTest {
  private static final String POLICY = "tencent-ocr-1.0.0/D5";

  private final SetClock clock = new SetClock("2026-11-21T11:00:00Z");
  private final InMemoryRegion region = InMemoryRegion.of(SINGAPORE, SINGAPORE_TIME);
  private final InMemoryEvidence evidence = InMemoryEvidence.of(region);
  private final EvidenceCell cell = evidence.cell(region);
  private final Counted counted = new Counted();
  private Sequencer sequencer = sequencer();

  @Test
  void everyErasureShouldBecomeOneLeafThatOpensWithTheCallsOwnSalt() {
    Settlement call = erased(clock.now());

    sequencer.run(counted);
    sequencer.run(counted);

    assertThat(counted.numbers).containsEntry("leaves", 1L);
    assertThat(leaves(2026)).hasSize(1);
    Erased leaf = (Erased) leaves(2026).getFirst();
    UploadKey upload = call.upload().orElseThrow();
    Evidence.Proven proven = (Evidence.Proven) new CallEvidence(cell).of(upload.callId());
    assertThat(leaf.of()).isEqualTo(proven.opening().commitment());
    assertThat(proven.opening().salt()).isEqualTo(call.salt());
    assertThat(leaf.cause()).isEqualTo(Cause.COMPLETED);
    assertThat(leaf.late()).isFalse();
    assertThat(leaf.place().region()).isEqualTo("ap-singapore");
    assertThat(proven.proof().verify(proven.key()).checkpoint().size()).isEqualTo(1);
  }

  @Test
  void anErasureThatAnotherSequencerPlacesMeanwhileShouldBeToldOnce() {
    erased(clock.now());
    boolean[] first = {true};
    EvidenceQueue slow =
        (EvidenceQueue)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EvidenceQueue.class},
                (_, method, args) -> {
                  Object result = method.invoke(cell.queue(), args);
                  if (method.getName().equals("erasures") && first[0]) {
                    first[0] = false;
                    sequencer.run(counted);
                  }
                  return result;
                });
    EvidenceCell stalling =
        new EvidenceCell(cell.region(), cell.zone(), slow, cell.keys(), cell.tiles());

    new Sequencer(stalling, "log.test/ap-singapore", _ -> POLICY, clock.clock()).run(counted);

    assertThat(leaves(2026)).hasSize(1);
  }

  @Test
  void aLeafShouldHoldNothingThatMustBeForgottenAndBeShort() {
    Settlement call = erased(clock.now());

    sequencer.run(counted);

    byte[] entry = leaves(2026).getFirst().bytes();
    assertThat(new String(entry, StandardCharsets.UTF_8))
        .doesNotContain(call.record().appId().toString())
        .doesNotContain(call.record().callId().toString());
    assertThat(entry).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void anErasureAfterTheEndOfItsDayShouldBeToldAsLate() {
    UploadKey upload =
        RetentionFixtures.upload(Instant.parse("2026-11-20T15:00:00Z"), SINGAPORE_TIME);
    region.outbox().swept(upload);
    region
        .outbox()
        .seenGone(upload.callId(), Instant.parse("2026-11-20T16:00:00Z")); // midnight there

    sequencer.run(counted);

    assertThat(((Erased) leaves(2026).getFirst()).late()).isTrue();
    assertThat(new CallEvidence(cell).of(upload.callId())).isInstanceOf(Evidence.Proven.class);
  }

  @Test
  void noticesShouldStandInTheLogAsTheyWereEntered() {
    byte[] notice =
        new KeyRotated(place(), cell.keys().signing(2020, "log.test/2020").verifier(), clock.now())
            .bytes();
    cell.queue().enter(notice);

    sequencer.run(counted);

    assertThat(leaves(2026)).extracting(Leaf::bytes).containsExactly(notice);
    assertThat(cell.queue().notices(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aWriterThatDiesShouldLeaveALogThatTheNextOneGoesOnWith(int writes) {
    erased(clock.now());
    sequencer.run(counted);
    SignedCheckpoint seen = latest(2026);
    Settlement second = erased(clock.now());
    erased(clock.now());
    evidence.log(2026).failAfter(writes);
    try {
      sequencer.run(counted);
    } catch (StoreUnavailable died) {
      assertThat(writes).isLessThan(4);
    }
    evidence.log(2026).failAfter(Integer.MAX_VALUE);

    sequencer = sequencer();
    sequencer.run(counted);

    assertThat(leaves(2026)).hasSize(3);
    assertThat(counted.numbers).containsEntry("leaves", 3L);
    reader(2026).consistency(seen.checkpoint(), latest(2026).checkpoint());
    assertThat(new CallEvidence(cell).of(second.record().callId()))
        .isInstanceOf(Evidence.Proven.class);
  }

  @Test
  void aDatabaseThatIsAwayBetweenLogAndReleaseShouldTellNothingTwice() {
    erased(clock.now());
    evidence.log(2026).outage().begin();
    assertThatThrownBy(() -> sequencer.run(counted)).isInstanceOf(StoreUnavailable.class);
    evidence.log(2026).outage().end();
    erased(clock.now());

    sequencer.run(counted);

    assertThat(leaves(2026)).hasSize(2);
  }

  @Test
  void theNewYearShouldHaveALogOfItsOwnThatTheOldOneVouchesFor() {
    clock.set("2026-12-31T15:59:59Z");
    erased(clock.now());
    sequencer.run(counted);
    clock.advance(Duration.ofSeconds(1)); // midnight in Singapore
    erased(clock.now());

    sequencer.run(counted);

    assertThat(leaves(2026)).hasSize(2);
    KeyRotated last = (KeyRotated) leaves(2026).getLast();
    assertThat(last.next()).isEqualTo(cell.keys().verifier(2027).orElseThrow());
    assertThat(last.next().name()).isEqualTo("log.test/ap-singapore/2027");
    assertThat(leaves(2027)).hasSize(1);
  }

  @Test
  void aRegionThatStoodStillForAYearShouldHaveAChainOfKeysAllTheSame() {
    erased(clock.now());
    sequencer.run(counted);
    clock.set("2028-01-05T00:00:00Z");
    sequencer = sequencer();
    erased(clock.now());

    sequencer.run(counted);

    KeyRotated last = (KeyRotated) leaves(2026).getLast();
    assertThat(last.next()).isEqualTo(cell.keys().verifier(2028).orElseThrow());
    assertThat(leaves(2028)).hasSize(1);
  }

  @Test
  void aLogThatCouldNotBeBegunShouldBeVouchedForOnce() {
    erased(clock.now());
    sequencer.run(counted);
    clock.set("2027-01-05T00:00:00Z");
    Sequencer failing =
        sequencer(
            new EvidenceCell(
                cell.region(), cell.zone(), cell.queue(), cell.keys(), this::readOnlyFrom2027On));
    for (int tries = 0; tries < 2; tries++) {
      assertThatThrownBy(() -> failing.run(counted)).isInstanceOf(StoreUnavailable.class);
    }

    sequencer().run(counted);

    assertThat(leaves(2026)).filteredOn(KeyRotated.class::isInstance).hasSize(1);
    assertThat(latest(2027).checkpoint().size()).isZero();
  }

  private TileStore readOnlyFrom2027On(int year) {
    TileStore store = cell.tiles().apply(year);
    return year < 2027
        ? store
        : new TileStore() {
          @Override
          public Optional<byte[]> get(String path, int limit) {
            return store.get(path, limit);
          }

          @Override
          public void put(String path, byte[] content) {
            throw new EvidenceUnavailable("switched off by a test", new IOException());
          }
        };
  }

  @Test
  void aLostLogShouldNotBeBegunAnew() {
    erased(clock.now());
    sequencer.run(counted);
    evidence.logs().clear();
    sequencer = sequencer();

    assertThatThrownBy(() -> sequencer.run(counted))
        .isInstanceOf(CutShort.class)
        .hasMessageContaining("2026");
  }

  @Test
  void aLeafOfALostLogShouldNotBeToldAsStillToCome() {
    Settlement call = erased(clock.now());
    sequencer.run(counted);
    evidence.logs().clear();

    assertThatThrownBy(() -> new CallEvidence(cell).of(call.record().callId()))
        .isInstanceOf(CutShort.class);
  }

  @Test
  void aDatabaseThatIsOlderThanTheLogShouldForkNothing() {
    erased(clock.now());
    sequencer.run(counted);
    SignedCheckpoint before = latest(2026);
    InMemoryRegion restored = InMemoryRegion.of(SINGAPORE, SINGAPORE_TIME);
    InMemoryEvidence old =
        new InMemoryEvidence(
            InMemoryEvidence.of(restored).queue(), evidence.keys(), evidence.logs());

    assertThatThrownBy(() -> sequencer(old.cell(restored)).run(counted))
        .isInstanceOf(Forked.class)
        .hasMessageContaining("older");

    assertThat(latest(2026)).isEqualTo(before);
  }

  @Test
  void anEmptyLogShouldHaveItsCheckpointFromTheStart() {
    sequencer.run(counted);

    assertThat(latest(2026).checkpoint().size()).isZero();
  }

  private Sequencer sequencer() {
    return sequencer(cell);
  }

  private Sequencer sequencer(EvidenceCell of) {
    return new Sequencer(of, "log.test/ap-singapore", _ -> POLICY, clock.clock());
  }

  private Settlement erased(Instant received) {
    Settlement call =
        PlatformFixtures.stagedSettlement(
            PlatformFixtures.success(RetentionFixtures.APP, received), SINGAPORE_TIME);
    region.ledger().settle(call);
    region.outbox().seenGone(call.record().callId(), received.plusSeconds(1));
    return call;
  }

  private static Place place() {
    return new Place("ap-singapore", LocalDate.of(2026, 11, 21));
  }

  private LogReader reader(int year) {
    return new LogReader(evidence.log(year), cell.keys().verifier(year).orElseThrow());
  }

  private SignedCheckpoint latest(int year) {
    return reader(year).latest();
  }

  private List<Leaf> leaves(int year) {
    List<Leaf> leaves = new ArrayList<>();
    LogReader reader = reader(year);
    var at = latest(year).checkpoint();
    for (long index = 0; index < at.size(); index++) {
      leaves.add(Leaf.parse(reader.entry(index, at)));
    }
    return leaves;
  }
}
