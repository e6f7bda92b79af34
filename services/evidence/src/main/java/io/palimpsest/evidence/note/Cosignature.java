package io.palimpsest.evidence.note;

import io.palimpsest.evidence.error.EvidenceRefused.ForeignKey;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongSignature;
import io.palimpsest.evidence.internal.Ed25519;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** A witness's word that it saw a checkpoint at a time (C2SP tlog-cosignature, Ed25519). */
public final class Cosignature {
  private static final long MAX_SECONDS = 253_402_300_799L; // the end of the year 9999

  private Cosignature() {}

  /**
   * When the witness saw the checkpoint.
   *
   * @throws ForeignKey when the note has no signature by this witness
   * @throws Malformed when its signature is not 8 bytes of time and 64 of Ed25519
   * @throws WrongSignature when it is not of this checkpoint and time
   */
  public static Instant verify(SignedNote note, VerifierKey witness) {
    if (!witness.isWitness()) {
      throw new ForeignKey("the key of " + witness.name() + " is not a witness's");
    }
    byte[] bytes = note.by(witness).signed();
    if (bytes.length != 8 + Ed25519.SIGNATURE_LENGTH) {
      throw new Malformed("a cosignature of " + bytes.length + " bytes");
    }
    long seconds = ByteBuffer.wrap(bytes).getLong();
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw new Malformed("a cosignature of a time that does not exist");
    }
    String text = "cosignature/v1\ntime " + seconds + "\n" + note.text();
    if (!witness.verifies(SignedNote.bytesOf(text), Arrays.copyOfRange(bytes, 8, bytes.length))) {
      throw new WrongSignature(
          "the cosignature by " + witness.name() + " is not of this checkpoint and time");
    }
    return Instant.ofEpochSecond(seconds);
  }
}
