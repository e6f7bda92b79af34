package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.error.EvidenceUnavailable;
import io.palimpsest.evidence.leaf.KeyRotated;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows changes of key: where the last entry of a log under a trusted key names the next key,
 * that is trusted too, and so on from year to year. Taken from whole logs and from proofs of their
 * last entries, whatever else is given beside them. What is not as it must be is left to the checks
 * of each piece, but for entries that are proven and may not name the key they name.
 */
final class Rotations {
  private final Findings findings;
  private final Set<Given> read = new HashSet<>();

  Rotations(Findings findings) {
    this.findings = findings;
  }

  /** The same trust with the keys that follow. */
  Trust follow(List<Given> given, Trust trust) {
    Trust now = trust;
    boolean more = true;
    while (more) {
      more = false;
      for (Given each : given) {
        Optional<VerifierKey> next = next(each, now).filter(new HashSet<>(now.keys())::add);
        if (next.isPresent()) {
          now = now.with(next.get());
          more = true;
        }
      }
    }
    return now;
  }

  private Optional<VerifierKey> next(Given given, Trust trust) {
    if (read.contains(given)) {
      return Optional.empty();
    }
    try {
      Optional<ProofFile> last = last(given, trust);
      Optional<KeyRotated> rotated = last.flatMap(Rotations::rotation);
      if (rotated.isEmpty()) {
        return Optional.empty();
      }
      VerifierKey old = trust.keyOf(last.get().checkpoint());
      if (!trusted(last.get(), old)) {
        return Optional.empty(); // perhaps one that becomes trusted by another piece
      }
      read.add(given);
      return accepted(given, old, rotated.get().next());
    } catch (EvidenceRefused | EvidenceUnavailable e) {
      return Optional.empty();
    }
  }

  private Optional<VerifierKey> accepted(Given given, VerifierKey old, VerifierKey next) {
    findings.begin(given.name() + ": change of key");
    if (!place(old).equals(place(next))) {
      findings.failed(new ForeignKey(old.name() + " names a key of another place: " + next.name()));
      return Optional.empty();
    }
    findings.ok(
        "key %s (fingerprint %s) of %s is trusted from here on: the last entry of %s names it",
        next.keyIdHex(), next.fingerprint(), next.name(), old.name());
    return Optional.of(next);
  }

  /** The last entry of what its checkpoint covers, with its proof; empty where none is. */
  private static Optional<ProofFile> last(Given given, Trust trust) {
    return switch (given) {
      case Given.OneFile file ->
          ProofCheck.isProof(file)
              ? Optional.of(ProofFile.parse(file.bytes(ProofFile.MAX_LENGTH)))
              : Optional.empty();
      case Given.WithRecords _ -> Optional.empty();
      case Given.Folder folder -> last(folder.store(), trust);
      case Given.Address address -> last(address.store(), trust);
    };
  }

  private static Optional<ProofFile> last(TileStore store, Trust trust) {
    Optional<byte[]> note = store.get(TileStore.CHECKPOINT, SignedNote.MAX_LENGTH);
    if (note.isEmpty()) {
      return Optional.empty();
    }
    LogReader reader = new LogReader(store, trust.keyOf(SignedNote.parse(note.get())));
    SignedCheckpoint latest = reader.latest();
    long size = latest.checkpoint().size();
    return size == 0 ? Optional.empty() : Optional.of(reader.prove(size - 1, latest));
  }

  private static Optional<KeyRotated> rotation(ProofFile proof) {
    return proof
        .entry()
        .map(Leaf::parse)
        .filter(KeyRotated.class::isInstance)
        .map(KeyRotated.class::cast);
  }

  /**
   * Whether the entry is proven under this key, and the last one.
   *
   * @throws EvidenceRefused when it is signed by another, or not proven
   */
  private static boolean trusted(ProofFile file, VerifierKey old) {
    SignedCheckpoint signed = SignedCheckpoint.open(file.checkpoint(), old);
    long size = signed.checkpoint().size();
    byte[] entry = file.entry().orElseThrow(() -> new WrongProof("no entry"));
    file.proof().verify(Merkle.leaf(entry), size, signed.checkpoint().root());
    return file.proof().index() == size - 1;
  }

  /** What stands before the year in a key's name, but for the host, which may change. */
  private static String place(VerifierKey key) {
    String[] parts = key.name().split("/", -1);
    return parts.length < 2 ? key.name() : parts[parts.length - 2];
  }
}
