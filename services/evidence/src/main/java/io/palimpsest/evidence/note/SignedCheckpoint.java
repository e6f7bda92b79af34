package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongSignature;

/**
 * A checkpoint whose signature was verified.
 *
 * @param note as it was signed, with any cosignatures
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {

  /** Signs one. */
  public static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
    return new SignedCheckpoint(checkpoint, key.sign(checkpoint));
  }

  /**
   * Reads and verifies.
   *
   * @throws Malformed when it is no checkpoint
   * @throws ForeignKey when another log's key signed it, or it speaks of another log
   * @throws WrongSignature when the signature is not of this checkpoint
   */
  public static SignedCheckpoint open(byte[] note, VerifierKey key) {
    return open(SignedNote.parse(note), key);
  }

  /** {@link #open(byte[], VerifierKey)} of a note that was read already. */
  public static SignedCheckpoint open(SignedNote note, VerifierKey key) {
    note.verify(key);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (!checkpoint.origin().equals(key.name())) {
      throw new ForeignKey(
          "a checkpoint of " + checkpoint.origin() + ", signed by the key of " + key.name());
    }
    return new SignedCheckpoint(checkpoint, note);
  }

  /** The checkpoint as it is stored and sent. */
  public byte[] bytes() {
    return note.bytes();
  }
}
