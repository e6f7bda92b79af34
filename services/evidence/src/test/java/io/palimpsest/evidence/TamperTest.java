package io.palimpsest.evidence;

import static io.palimpsest.evidence.EvidenceFixtures.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.VerifierKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every byte of a small log and of its proofs, changed, dropped and doubled. */
class TamperTest {
  private static final VerifierKey VKEY = KEY.verifier();

  /** Checkpoints that were verified: thousands of changes leave the checkpoint as it is. */
  private final Map<ByteBuffer, SignedCheckpoint> opened = new HashMap<>();

  @Test
  void everyChangedByteOfALogShouldBeRefused() {
    MemoryTileStore store = new MemoryTileStore();
    EvidenceFixtures.log(store, 262);

    for (Map.Entry<String, byte[]> file : new HashMap<>(store.files()).entrySet()) {
      for (int i = 0; i < file.getValue().length; i++) {
        byte[] changed = file.getValue().clone();
        changed[i] ^= (byte) (1 << i % 8);
        store.files().put(file.getKey(), changed);
        assertRefused(store, file.getKey() + " changed at " + i);
      }
      store.files().put(file.getKey(), file.getValue());
    }
    audit(store);
  }

  @Test
  void everyCutOrLongerFileShouldBeRefused() {
    MemoryTileStore store = new MemoryTileStore();
    EvidenceFixtures.log(store, 262);

    for (Map.Entry<String, byte[]> file : new HashMap<>(store.files()).entrySet()) {
      byte[] whole = file.getValue();
      for (int length :
          List.of(0, 1, 31, 32, whole.length / 2, whole.length - 1, whole.length + 1)) {
        if (length != whole.length) {
          store.files().put(file.getKey(), Arrays.copyOf(whole, length));
          assertRefused(store, file.getKey() + " of length " + length);
        }
      }
      store.files().remove(file.getKey());
      assertRefused(store, file.getKey() + " removed");
      store.files().put(file.getKey(), whole);
    }
  }

  @Test
  void everyChangedByteOfAProofShouldBeRefused() {
    EvidenceLog log = EvidenceFixtures.log(new MemoryTileStore(), 262);
    byte[] file = log.reader().prove(100, log.head()).bytes();
    ProofFile.parse(file).verify(VKEY);

    for (int i = 0; i < file.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = file.clone();
        changed[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> ProofFile.parse(changed).verify(VKEY))
            .as("byte %d, bit %d", i, bit)
            .isInstanceOf(EvidenceRefused.class);
      }
      byte[] cut = Arrays.copyOf(file, i);
      assertThatThrownBy(() -> ProofFile.parse(cut).verify(VKEY))
          .as("cut at %d", i)
          .isInstanceOf(EvidenceRefused.class);
    }
  }

  @Test
  void everyByteAddedToAProofShouldBeRefused() {
    EvidenceLog log = EvidenceFixtures.log(new MemoryTileStore(), 20);
    byte[] file = log.reader().prove(10, log.head()).bytes();

    for (int i = 0; i <= file.length; i++) {
      for (byte added : new byte[] {'\n', ' ', '0', 'A', '=', '\r', 0}) {
        byte[] longer = new byte[file.length + 1];
        System.arraycopy(file, 0, longer, 0, i);
        longer[i] = added;
        System.arraycopy(file, i, longer, i + 1, file.length - i);
        assertThatThrownBy(() -> ProofFile.parse(longer).verify(VKEY))
            .as("%d added at %d", added, i)
            .isInstanceOf(EvidenceRefused.class);
      }
    }
  }

  @Test
  void proofShouldNotBeTakenForAnotherEntry() {
    EvidenceLog log = EvidenceFixtures.log(new MemoryTileStore(), 20);
    ProofFile proof = log.reader().prove(10, log.head());

    assertThat(proof.verify(VKEY, EvidenceFixtures.entries(10, 11).getFirst())).isNotNull();
    assertThatThrownBy(() -> proof.verify(VKEY, EvidenceFixtures.entries(11, 12).getFirst()))
        .isInstanceOf(EvidenceRefused.WrongProof.class);
  }

  private void assertRefused(MemoryTileStore store, String what) {
    try {
      audit(store);
    } catch (EvidenceRefused e) {
      return;
    }
    throw new AssertionError(what + " was not refused");
  }

  private void audit(MemoryTileStore store) {
    byte[] stored = store.files().getOrDefault("checkpoint", new byte[0]);
    SignedCheckpoint latest =
        opened.computeIfAbsent(ByteBuffer.wrap(stored), key -> new LogReader(store, VKEY).latest());
    new LogAudit(store, VKEY).audit(latest.checkpoint(), (index, entry) -> {});
  }
}
