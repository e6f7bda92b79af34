package io.palimpsest.evidence;

import static io.palimpsest.evidence.EvidenceFixtures.KEY;
import static io.palimpsest.evidence.EvidenceFixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused.CutShort;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceLogTest {
  private final MemoryTileStore store = new MemoryTileStore();

  @Test
  void emptyLogShouldBeNothingButItsCheckpoint() {
    EvidenceLog log = EvidenceLog.create(store, KEY);

    assertThat(store.files().keySet()).isEqualTo(Set.of("checkpoint"));
    assertThat(log.head().checkpoint().root().base64())
        .isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  }

  @Test
  void logOfThreeHundredShouldHaveTheFilesOfTheSpecification() {
    EvidenceFixtures.log(store, 300);

    assertThat(store.files().keySet())
        .isEqualTo(
            Set.of(
                "checkpoint",
                "tile/0/000",
                "tile/0/001.p/44",
                "tile/1/000.p/1",
                "tile/entries/000",
                "tile/entries/001.p/44"));
  }

  @Test
  void fullTileShouldLeaveNoEmptyOneBesideIt() {
    EvidenceFixtures.log(store, 256);

    assertThat(store.files().keySet())
        .isEqualTo(Set.of("checkpoint", "tile/0/000", "tile/1/000.p/1", "tile/entries/000"));
  }

  @Test
  void logOfSeventyThousandShouldHaveThePartialTilesOfItsSize() {
    EvidenceFixtures.log(store, 70_000);

    assertThat(store.files().keySet())
        .contains("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1")
        .doesNotContain("tile/0/273", "tile/1/001", "tile/2/000")
        .hasSize(1 + 2 * 274 + 2 + 1);
  }

  @Test
  void aWriterThatStoodStillShouldNotTakeANewerCheckpointBack() {
    EvidenceLog.create(store, KEY).append(entries(0, 3));
    TileStore slow =
        new TileStore() {
          @Override
          public Optional<byte[]> get(String path, int limit) {
            return store.get(path, limit);
          }

          @Override
          public void put(String path, byte[] content) {
            store.put(path, content);
          }

          @Override
          public void replace(String path, Optional<byte[]> before, byte[] after) {
            EvidenceLog.open(store, KEY).appendAt(3, entries(3, 9)); // while this one stood still
            store.replace(path, before, after);
          }
        };
    EvidenceLog paused = EvidenceLog.open(slow, KEY);

    assertThatThrownBy(() -> paused.appendAt(3, entries(3, 5)))
        .isInstanceOf(EvidenceUnavailable.class);

    EvidenceLog now = EvidenceLog.open(store, KEY);
    assertThat(now.head().checkpoint().size()).isEqualTo(9);
    now.reader().demandEntries(0, entries(0, 9), now.head().checkpoint());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 255, 256, 257, 300, 511, 513, 1000})
  void rootShouldBeThatOfTheDefinition(int size) {
    EvidenceLog log = EvidenceFixtures.log(store, size);

    assertThat(log.head().checkpoint().root()).isEqualTo(definition(entries(0, size)));
  }

  @Test
  void batchesShouldMakeTheSameLogAsOneBatch() {
    MemoryTileStore once = new MemoryTileStore();
    EvidenceFixtures.log(once, 1000);

    EvidenceLog log = EvidenceLog.create(store, KEY);
    for (int at = 0; at < 1000; at += 37) {
      log.append(entries(at, Math.min(1000, at + 37)));
    }

    assertThat(store.files()).containsAllEntriesOf(once.files());
  }

  @Test
  void appendShouldTellTheFirstIndex() {
    EvidenceLog log = EvidenceFixtures.log(store, 10);

    EvidenceLog.Appended appended = log.append(entries(10, 15));

    assertThat(appended.first()).isEqualTo(10);
    assertThat(appended.checkpoint().checkpoint().size()).isEqualTo(15);
  }

  @Test
  void emptyBatchShouldPublishNothing() {
    EvidenceLog log = EvidenceFixtures.log(store, 10);
    byte[] before = store.files().get("checkpoint");

    log.append(List.of());

    assertThat(store.files().get("checkpoint")).isSameAs(before);
  }

  @Test
  void breakingOffAtAnyWriteShouldLeaveALogThatGoesOnToTheSameBytes() {
    MemoryTileStore whole = new MemoryTileStore();
    EvidenceFixtures.log(whole, 200).append(entries(200, 600));
    EvidenceFixtures.log(store, 200);
    int writes = 0;
    boolean done = false;

    while (!done) {
      MemoryTileStore broken = store.copy();
      EvidenceLog log = EvidenceLog.open(broken, KEY);
      broken.failAfter(writes++);
      try {
        log.append(entries(200, 600));
        done = true;
      } catch (EvidenceUnavailable e) {
        assertThat(broken.files().get("checkpoint")).isEqualTo(store.files().get("checkpoint"));
      }
      broken.recover();
      new LogAudit(broken, KEY.verifier())
          .audit(new LogReader(broken, KEY.verifier()).latest().checkpoint(), (i, entry) -> {});
      EvidenceLog.open(broken, KEY).appendAt(200, entries(200, 600));
      assertThat(broken.files()).containsAllEntriesOf(whole.files());
    }
    assertThat(writes).as("writes of this batch").isGreaterThan(8);
  }

  @Test
  void sameWriterShouldGoOnAfterAFailure() {
    EvidenceLog log = EvidenceFixtures.log(store, 200);
    store.failAfter(3);
    assertThatThrownBy(() -> log.append(entries(200, 600))).isInstanceOf(EvidenceUnavailable.class);
    store.recover();

    log.append(entries(200, 600));

    assertThat(log.head().checkpoint().root()).isEqualTo(definition(entries(0, 600)));
  }

  @Test
  void otherEntriesAfterABrokenBatchShouldReplaceItsUnpublishedTiles() {
    EvidenceLog log = EvidenceFixtures.log(store, 200);
    store.failAfter(7);
    assertThatThrownBy(() -> log.append(entries(200, 600))).isInstanceOf(EvidenceUnavailable.class);
    store.recover();

    EvidenceLog.open(store, KEY).append(entries(5000, 5400));

    assertThat(
            new LogAudit(store, KEY.verifier())
                .audit(log.reader().latest().checkpoint(), (i, entry) -> {})
                .entries())
        .isEqualTo(600);
  }

  @Test
  void appendAtShouldChangeNothingWhenItIsRepeated() {
    EvidenceLog log = EvidenceFixtures.log(store, 300);
    log.appendAt(300, entries(300, 310));
    byte[] before = store.files().get("checkpoint");

    EvidenceLog.Appended again = log.appendAt(300, entries(300, 310));

    assertThat(store.files().get("checkpoint")).isSameAs(before);
    assertThat(again.first()).isEqualTo(300);
    assertThat(again.count()).isEqualTo(10);
  }

  @Test
  void appendAtShouldAddOnlyWhatIsNotThere() {
    EvidenceLog log = EvidenceFixtures.log(store, 305);

    log.appendAt(300, entries(300, 310));

    assertThat(log.head().checkpoint().root()).isEqualTo(definition(entries(0, 310)));
  }

  @Test
  void appendAtShouldRefuseAnotherEntryInATakenPlace() {
    EvidenceLog log = EvidenceFixtures.log(store, 305);

    assertThatThrownBy(() -> log.appendAt(300, entries(301, 310))).isInstanceOf(Forked.class);
    assertThatThrownBy(() -> log.appendAt(306, entries(306, 310))).isInstanceOf(CutShort.class);
  }

  @Test
  void twoWritersWithTheSameEntriesShouldMakeOneLog() {
    EvidenceLog first = EvidenceFixtures.log(store, 100);
    EvidenceLog second = EvidenceLog.open(store, KEY);

    first.appendAt(100, entries(100, 400));
    second.appendAt(100, entries(100, 400));
    second.appendAt(400, entries(400, 500));
    first.appendAt(400, entries(400, 500));

    assertThat(first.head().checkpoint().root()).isEqualTo(definition(entries(0, 500)));
  }

  @Test
  void writerShouldNoticeThatItsLogWasPutBack() {
    EvidenceLog log = EvidenceFixtures.log(store, 100);
    byte[] old = store.files().get("checkpoint");
    log.append(entries(100, 200));

    store.files().put("checkpoint", old);

    assertThatThrownBy(() -> log.append(entries(200, 201))).isInstanceOf(CutShort.class);
  }

  @Test
  void writerShouldNoticeAForkOfItsLog() {
    EvidenceLog log = EvidenceFixtures.log(store, 100);
    MemoryTileStore other = new MemoryTileStore();
    EvidenceLog.create(other, KEY).append(entries(1000, 1200));

    store.files().putAll(other.files());

    assertThatThrownBy(() -> log.append(entries(200, 201))).isInstanceOf(Forked.class);
  }

  @Test
  void secondBeginningShouldBeRefused() {
    EvidenceFixtures.log(store, 3);

    assertThatThrownBy(() -> EvidenceLog.create(store, KEY)).isInstanceOf(Forked.class);
    assertThatThrownBy(() -> EvidenceLog.open(new MemoryTileStore(), KEY))
        .isInstanceOf(CutShort.class);
  }

  @Test
  void everyIndexShouldBeProvenAtEverySizeItWasPublishedAt() {
    EvidenceLog log = EvidenceLog.create(store, KEY);
    List<byte[]> all = entries(0, 530);
    for (int from = 0; from < 530; from += 53) {
      Checkpoint at = log.append(all.subList(from, from + 53)).checkpoint().checkpoint();
      for (int i = 0; i < at.size(); i += 7) {
        log.reader().inclusion(i, at).verify(Merkle.leaf(all.get(i)), at.size(), at.root());
      }
    }
    assertThat(log.reader().entry(529, log.head().checkpoint())).isEqualTo(all.get(529));
  }

  @Test
  void everySizeShouldBeConsistentWithEveryLaterOne() {
    EvidenceLog log = EvidenceLog.create(store, KEY);
    List<byte[]> all = entries(0, 600);
    List<Checkpoint> published = new java.util.ArrayList<>(List.of(log.head().checkpoint()));
    for (int from = 0; from < 600; from += 25) {
      published.add(log.append(all.subList(from, from + 25)).checkpoint().checkpoint());
    }

    for (Checkpoint old : published) {
      for (Checkpoint now : published) {
        if (old.size() <= now.size()) {
          log.reader().consistency(old, now).verify(old.size(), old.root(), now.size(), now.root());
        }
      }
    }
  }

  @Test
  void proofsShouldNotNeedPartialTilesOnceTheFullOnesAreThere() {
    EvidenceLog log = EvidenceFixtures.log(store, 200);
    Checkpoint old = log.head().checkpoint();
    log.append(entries(200, 300));

    store.files().remove("tile/0/000.p/200");
    store.files().remove("tile/entries/000.p/200");

    assertThat(log.reader().prove(7, new LogReader(store, KEY.verifier()).latest()).entry())
        .isPresent();
    log.reader().inclusion(7, old).verify(Merkle.leaf(entries(7, 8).getFirst()), 200, old.root());
    assertThat(log.reader().entry(7, old)).isEqualTo(entries(7, 8).getFirst());
    new LogAudit(store, KEY.verifier()).audit(old, (i, entry) -> {});
  }

  /** MTH of RFC 6962, section 2.1, as it is written there. */
  private static Hash definition(List<byte[]> entries) {
    if (entries.size() == 1) {
      return Merkle.leaf(entries.getFirst());
    }
    int split = Integer.highestOneBit(entries.size() - 1);
    return Merkle.node(
        definition(entries.subList(0, split)), definition(entries.subList(split, entries.size())));
  }

  @Test
  void aWriterThatStoodStillShouldNotTakeBackWhatAnotherPublished() {
    EvidenceFixtures.log(store, 10);
    EvidenceLog other = EvidenceLog.open(store, KEY);
    TileStore stalling =
        new TileStore() {
          @Override
          public Optional<byte[]> get(String path, int limit) {
            return store.get(path, limit);
          }

          @Override
          public void put(String path, byte[] content) {
            store.put(path, content);
            if (!path.equals(TileStore.CHECKPOINT)) {
              other.appendAt(10, entries(10, 15));
            }
          }
        };
    EvidenceLog stalled = EvidenceLog.open(stalling, KEY);

    assertThatThrownBy(() -> stalled.appendAt(10, entries(10, 12)))
        .isInstanceOf(EvidenceUnavailable.class);

    assertThat(EvidenceLog.open(store, KEY).head().checkpoint().size()).isEqualTo(15);
    assertThat(stalled.appendAt(15, entries(15, 16)).first()).isEqualTo(15);
  }
}
