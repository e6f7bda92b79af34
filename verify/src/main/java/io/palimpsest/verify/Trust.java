package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.Cosignature;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.tiles.TileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the user trusts or holds: the keys of logs and witnesses, the log that everything must be a
 * part of, an earlier checkpoint, and the opening of a commitment.
 *
 * @param keys at least one
 */
public record Trust(
    List<VerifierKey> keys,
    List<VerifierKey> witnesses,
    Optional<TileStore> log,
    Optional<Given.OneFile> since,
    Optional<Given.OneFile> opening) {

  public Trust {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
  }

  /** The same with one key more. */
  Trust with(VerifierKey key) {
    List<VerifierKey> more = new ArrayList<>(keys);
    more.add(key);
    return new Trust(more, witnesses, log, since, opening);
  }

  /**
   * Opens a checkpoint with the key it names, and demands each witness's cosignature.
   *
   * @throws EvidenceRefused when none of the keys signed it
   */
  public SignedCheckpoint open(SignedNote note, Findings findings) {
    VerifierKey key = keyOf(note);
    SignedCheckpoint signed = SignedCheckpoint.open(note, key);
    findings.ok(
        "signed by %s, key %s (fingerprint %s): %d entries",
        key.name(), key.keyIdHex(), key.fingerprint(), signed.checkpoint().size());
    demandWitnesses(note, findings);
    return signed;
  }

  /**
   * Demands the cosignature of each witness that was named.
   *
   * @throws EvidenceRefused when one is missing
   */
  void demandWitnesses(SignedNote checkpoint, Findings findings) {
    for (VerifierKey witness : witnesses) {
      findings.ok(
          "%s was seen by the witness %s at %s",
          checkpoint.text().lines().findFirst().orElse(""),
          witness.name(),
          Cosignature.verify(checkpoint, witness));
    }
  }

  /** The log given beside the evidence, read with the key that signed this note. */
  public Optional<LogReader> logOf(SignedNote note) {
    return log.map(store -> new LogReader(store, keyOf(note)));
  }

  /** Demands that the log given beside the evidence continues a checkpoint, if one was given. */
  public void demandPartOfLog(SignedCheckpoint signed, Findings findings) {
    logOf(signed.note())
        .ifPresent(
            reader -> {
              Checkpoint now = reader.latest().checkpoint();
              reader.consistency(signed.checkpoint(), now);
              findings.ok(
                  "the log given has %d entries, and continues this checkpoint of %d unchanged",
                  now.size(), signed.checkpoint().size());
            });
  }

  /** The earlier checkpoint that a log must continue: a checkpoint file, or the one in a proof. */
  public Optional<SignedCheckpoint> earlier(Findings findings) {
    return since.map(
        file -> {
          byte[] bytes = file.bytes(ProofFile.MAX_LENGTH);
          SignedNote note =
              ProofCheck.isProof(file)
                  ? ProofFile.parse(bytes).checkpoint()
                  : SignedNote.parse(bytes);
          SignedCheckpoint old = SignedCheckpoint.open(note, keyOf(note));
          findings.ok(
              "the earlier checkpoint is signed by %s: %d entries",
              old.checkpoint().origin(), old.checkpoint().size());
          return old;
        });
  }

  /** What the entry is about, if the user has it. */
  public Optional<Opening> opened() {
    return opening.map(file -> Opening.parse(file.bytes(Opening.MAX_LENGTH)));
  }

  /** The key that the note names; the first one if it names none, which then says why not. */
  VerifierKey keyOf(SignedNote note) {
    return keys.stream()
        .filter(
            key ->
                note.signatures().stream()
                    .anyMatch(s -> s.name().equals(key.name()) && s.keyId() == key.keyId()))
        .findFirst()
        .orElse(keys.getFirst());
  }
}
